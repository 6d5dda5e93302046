import { chmodSync, chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../components.js";
import { fixturePath } from "../fixtures.js";
import { asDocker26 } from "./docker-20.js";
import { type Dockerd, startDockerd } from "./dockerd.js";
import { Normaliser } from "./normalise.js";
import type { Step } from "./script.js";
import { entries, listing, ourSide, realSide, type Side } from "./sides.js";
import { VOLUME_CHAPTERS } from "./volume-script.js";

/** The same commands with volumes, told to a real Docker and to us. What they leave in the machine's folder is compared, too. */
describeWith(["dockerd"], "the same volumes in real Docker and here", (path) => {
  let dockerd: Dockerd;
  let real: Side;
  let ours: Side;
  const normalisers = new Map<Side, Normaliser>();

  beforeAll(async () => {
    dockerd = await startDockerd(path("dockerd"));
    real = realSide(dockerd);
    ours = ourSide();
    for (const side of [real, ours]) {
      furnish(side.directory);
      normalisers.set(side, new Normaliser(side.directory));
    }
  });
  afterAll(async () => {
    real?.close();
    ours?.close();
    await dockerd?.stop();
  });

  for (const [title, steps] of Object.entries(VOLUME_CHAPTERS))
    test(title, async () => {
      const said: { readonly real: string; readonly ours: string }[] = [];
      for (const step of steps) {
        said.push({
          real: asDocker26(dockerd.version, await told(real, step)),
          ours: await told(ours, step),
        });
      }
      said.push({ real: left(real), ours: left(ours) });
      expect(said.map((one) => one.ours)).toEqual(said.map((one) => one.real));
    }, 90_000);

  async function told(side: Side, step: Step): Promise<string> {
    const { stdout, stderr, exitCode } = await side.docker(step.line.replaceAll("$PWD", side.directory));
    const normaliser = normalisers.get(side);
    const lines = step.archive && stdout.length > 0 ? entries(stdout) : stdout.toString().split("\n");
    const normal = lines.map((line) => normaliser?.text(line));
    const text = (step.unordered ? normal.sort() : normal).join("\n");
    return `$ ${step.line}\n${text}\n[stderr]\n${normaliser?.text(stderr.replace(/^layerlab: .*\n/gm, ""))}\n[exit ${exitCode}]`;
  }
});

function left({ directory }: Side): string {
  return listing(directory).join("\n").replaceAll(directory, "<here>");
}

function furnish(directory: string): void {
  const at = (name: string): string => join(directory, name);
  writeFileSync(at("tiny-base.tar"), readFileSync(join(fixturePath("docker-ops"), "tiny-base.tar")));
  for (const folder of ["src/sub", "links/dir"]) mkdirSync(at(folder), { recursive: true });
  // The folder of a test run is for its user alone; containers' users look into it.
  for (const folder of ["", "src", "src/sub", "links", "links/dir"]) chmodSync(at(folder), 0o755);
  writeFileSync(at("src/a"), "a\n");
  chownSync(at("src/a"), 1000, 1000);
  writeFileSync(at("src/sub/b"), "b\n", { mode: 0o600 });
  writeFileSync(at("secret"), "secret\n");
  symlinkSync("../secret", at("links/out"));
  symlinkSync(at("secret"), at("links/abs"));
}
