import { chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../components.js";
import { fixturePath } from "../fixtures.js";
import { asDocker26 } from "./docker-20.js";
import { type Dockerd, type Outcome, startDockerd } from "./dockerd.js";
import { Normaliser } from "./normalise.js";
import { CHAPTERS, type Step } from "./script.js";
import { entries, listing, ourSide, realSide, type Side } from "./sides.js";

const FIXTURES = fixturePath("docker-ops");

/**
 * The same commands, told to a real Docker and to us: the same words must come out. `docker-20.ts` lists in
 * what Debian's Docker 20.10 is known to differ from the Docker 26 that we follow.
 */
describeWith(["dockerd"], "the same commands in real Docker and here", (path) => {
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

  for (const [title, steps] of Object.entries(CHAPTERS))
    test(title, async () => {
      // Every step is run before any is judged: one difference must not hide those after it.
      const said: { readonly real: string; readonly ours: string }[] = [];
      for (const step of steps) {
        const theirs = asDocker26(dockerd.version, shown(real, step, await act(real, step)));
        said.push({ real: theirs, ours: shown(ours, step, await act(ours, step)) });
      }
      said.push({ real: listing(real.directory).join("\n"), ours: listing(ours.directory).join("\n") });
      expect(said.map((one) => one.ours)).toEqual(said.map((one) => one.real));
    }, 60_000);

  function act(side: Side, { line, stdin }: Step): Promise<Outcome> {
    return side.docker(line, stdin === undefined ? undefined : readFileSync(join(side.directory, stdin)));
  }

  function shown(side: Side, step: Step, { stdout, stderr, exitCode }: Outcome): string {
    const normaliser = normalisers.get(side);
    const lines = step.archive && stdout.length > 0 ? entries(stdout) : stdout.toString().split("\n");
    const normal = lines.map((line) => normaliser?.text(line));
    const text = (step.unordered ? normal.sort() : normal).join("\n");
    return `$ ${step.line}\n${text}\n[stderr]\n${normaliser?.text(stderr)}\n[exit ${exitCode}]`;
  }
});

/** The files that the commands name. */
function furnish(directory: string): void {
  const at = (name: string): string => join(directory, name);
  writeFileSync(at("tiny-base.tar"), readFileSync(join(FIXTURES, "tiny-base.tar")));
  writeFileSync(at("small.tar"), readFileSync(join(FIXTURES, "14-hardlink-new-pair.layer.tar")));
  writeFileSync(at("no-archive"), "this is no archive\n");
  for (const folder of ["src/sub", "clash/a.txt"]) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at("src/a"), "a\n");
  chownSync(at("src/a"), 1000, 1000);
  writeFileSync(at("src/sub/b"), "b\n", { mode: 0o600 });
  writeFileSync(at("clash/olddir"), "a file\n");
  symlinkSync("src/a", at("l"));
  symlinkSync("src", at("ld"));
}
