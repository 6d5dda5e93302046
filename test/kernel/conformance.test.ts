import { join } from "node:path";
import { expect, test } from "vitest";
import { describeWith } from "../components.js";
import { jupyterEnvironment } from "../jupyter/environment.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { kernelCache } from "./kernel-cache.js";

describeWith(["build", "venv"], "jupyter_kernel_test", (path) => {
  test("passes, with nothing skipped", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const { stdout, stderr } = await run(path("venv"), [join(import.meta.dirname, "conformance.py")], {
      cwd: folder,
      env: {
        ...jupyterEnvironment(folder),
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: kernelCache(join(folder, "cache")),
      },
    });
    const { run: count, failed, skipped } = JSON.parse(stdout);
    expect(failed, stderr).toEqual([]);
    expect(skipped).toEqual([]);
    // All that version 0.7 has.
    expect(count).toBe(13);
  });
});
