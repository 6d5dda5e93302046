import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { LayerlabError } from "../../src/errors/base.js";
import { DaemonError } from "../../src/errors/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { describeWith } from "../components.js";
import { temporaryFolder } from "../temporary-folder.js";
import { ProgramFailed, prepare, REGISTRY, SCENARIOS, stateOf, unaccounted } from "./store-steps.js";
import { rounds, TIMEOUT } from "./stress.js";

const runtime = createRuntime();
const STEPS = Object.values(SCENARIOS).flat();

/** A disk of its own, as small as it can be, that the machine itself says is full. */
describeWith(["mount"], "a real disk that is full", (path) => {
  const disk = join(temporaryFolder(), "disk");
  const home = join(disk, "home");
  const open = () =>
    new EmbeddedEngine({
      runtime,
      medium: new DiskMedium(home),
      registry: { fetch: REGISTRY, credentials: NO_CREDENTIALS, sleep: async () => {} },
    });
  beforeAll(() => {
    mkdirSync(disk);
    const { status, stderr } = spawnSync(path("mount"), ["-t", "tmpfs", "-o", "size=8m", "stress", disk], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });
  afterAll(() => void spawnSync("umount", [disk]));

  test("each command is done or refused, and all is well when there is room again", TIMEOUT, async () => {
    const counts = await rounds({ part: "full", name: "full", few: 6 }, async (random) => {
      rmSync(home, { recursive: true, force: true });
      await prepare(open());
      const before = await stateOf(open());
      const filler = join(disk, "filler");
      const { bavail, bsize } = statfsSync(disk);
      // Some pages are left: what is refused is not always the first thing.
      writeFileSync(filler, Buffer.alloc(Math.max(0, (bavail - random.below(40)) * bsize), 1));
      const step = random.shuffled(STEPS)[0];
      if (step === undefined) return {};
      const engine = open();
      const error = await step.run(engine).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined && !(error instanceof LayerlabError || error instanceof ProgramFailed))
        throw error;
      rmSync(filler);
      const state = await stateOf(engine);
      expect(await stateOf(open())).toEqual(state);
      // What was there and was not to be changed still is.
      if (error !== undefined && !step.name.startsWith("r") && step.inParts !== true)
        expect(state).toEqual(expect.arrayContaining(before.filter((line) => line.startsWith("image "))));
      // Again, with room; what it needs may have gone in the first half of it.
      const again = await step.run(open()).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(again === undefined || again instanceof DaemonError || again instanceof ProgramFailed))
        throw again;
      await open().images();
      const { garbage, lost } = unaccounted(home);
      expect([step.name, String(error), garbage, lost]).toEqual([step.name, String(error), [], []]);
      expect(readdirSync(home).filter((name) => /lock|garbage/.test(name))).toEqual([]);
      return { "commands on a full disk": 1, refused: error === undefined ? 0 : 1 };
    });
    expect(counts["commands on a full disk"]).toBeGreaterThan(0);
  });
});
