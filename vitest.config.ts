import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/fixtures/**", "test/artefacts/**"],
    // A kernel or a browser under test is several processes; two files at once already fill a small machine.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ["default", "./test/reporter.ts"],
  },
});
