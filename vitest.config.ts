import { availableParallelism } from "node:os";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";
import { writeTextModules } from "./kernel/spec/start/text-modules.mjs";
import { testFiles } from "./test/projects.js";
import { LongestFirst } from "./test/sequencer.js";

// For `npx vitest` in a checkout that has not been built, or where data have changed since.
await writeTextModules();

const { pure, processes } = testFiles();
const seed = process.env.LAYERLAB_TEST_SEED ?? String(Math.floor(Math.random() * 2 ** 31));

/** A number of workers that was asked for holds for both projects. */
const asked = process.argv.some((argument) => argument.startsWith("--maxWorkers"));

export default defineConfig({
  // The sources of `#platform/…`, not what was built last.
  ssr: { resolve: { conditions: ["layerlab-source", ...defaultServerConditions] } },
  test: {
    // Against what hangs, not against what is slow: a machine may have a third of the speed of another.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/reporter.ts"],
    // For test/random.ts, the same one in all workers.
    env: { LAYERLAB_TEST_SEED: seed },
    projects: [
      {
        extends: true,
        // Nothing of these tests outlives them: a worker need not load the engine again for each file.
        test: {
          name: "pure",
          include: pure,
          isolate: false,
          // Vitest's own default leaves one core free, which on a small machine is half of it.
          ...(asked ? {} : { maxWorkers: availableParallelism() }),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // A kernel, a browser or an engine under test waits for half of its time; four files at once fill a small machine.
        test: {
          name: "processes",
          include: processes,
          ...(asked ? {} : { maxWorkers: 4 }),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
