import { join } from "node:path";
import { test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { jupyterEnvironment, run, temporaryFolder } from "./environment.js";
import { expectGuide, LESSON } from "./guide.js";
import { readNotebook } from "./notebook.js";

describeWith(["build", "venv"], "nbclient", (path) => {
  test("executes lesson 01 and gets what the guide prints", { timeout: 180_000 }, async () => {
    const folder = temporaryFolder();
    const target = join(folder, "executed.ipynb");
    await run(path("venv"), [join(import.meta.dirname, "execute.py"), join(ROOT, LESSON), target], {
      env: jupyterEnvironment(folder),
    });
    expectGuide(readNotebook(target));
  });
});
