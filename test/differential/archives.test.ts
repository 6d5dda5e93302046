import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../components.js";
import { fixturePath } from "../fixtures.js";
import { BASE, ODD_ARCHIVES } from "../layout/odd-archives.js";
import { told } from "../layout/odd-archives-told.js";
import { type Dockerd, startDockerd } from "./dockerd.js";
import { ourSide, realSide, type Side } from "./sides.js";

/**
 * `LAYERLAB_RECORD=1` writes what the real engine did to the fixture that `test/layout/odd-archives.test.ts` compares with
 * on machines without one.
 */
describeWith(["dockerd"], "odd archives in real Docker and here", (path) => {
  let dockerd: Dockerd;
  let real: Side;
  let ours: Side;

  beforeAll(async () => {
    dockerd = await startDockerd(path("dockerd"));
    real = realSide(dockerd);
    ours = ourSide();
    for (const side of [real, ours]) await side.docker("docker import - base", BASE);
  });
  afterAll(async () => {
    real?.close();
    ours?.close();
    await dockerd?.stop();
  });

  test("are taken or refused alike, and the same files come out", async () => {
    const recorded: Record<string, readonly string[]> = {};
    const own: Record<string, readonly string[]> = {};
    for (const [number, [name, archive]] of Object.entries(ODD_ARCHIVES).entries()) {
      recorded[name] = await told((args, stdin) => real.docker(line(args), stdin), number, archive);
      own[name] = await told((args, stdin) => ours.docker(line(args), stdin), number, archive);
    }
    if (process.env.LAYERLAB_RECORD !== undefined)
      writeFileSync(
        join(fixturePath("docker-archives"), "outcomes.json"),
        `${JSON.stringify(recorded, undefined, 1)}\n`,
      );
    expect(own).toEqual(recorded);
  }, 120_000);
});

function line(args: readonly string[]): string {
  return ["docker", ...args].join(" ");
}
