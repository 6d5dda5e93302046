import { join } from "node:path";
import { test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { jupyterEnvironment } from "../jupyter/environment.js";
import { expectGuide, LESSON } from "../jupyter/guide.js";
import { readNotebook } from "../jupyter/notebook.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { handoutPath, LESSONS, readLesson } from "./claims.js";
import { expectProofs } from "./expect-proofs.js";
import { oneAtATime } from "./one-at-a-time.js";

describeWith(["build", "venv"], "nbclient", (path) => {
  test.each(LESSONS)("%s", { timeout: 300_000 }, async (lesson) => {
    const folder = temporaryFolder();
    const target = join(folder, `${lesson}.ipynb`);
    const script = join(import.meta.dirname, "..", "jupyter", "execute.py");
    await oneAtATime(lesson, () =>
      run(path("venv"), [script, handoutPath(lesson), target], { env: jupyterEnvironment(folder) }),
    );
    expectProofs(lesson, readLesson(target));
    if (handoutPath(lesson) === join(ROOT, LESSON)) expectGuide(readNotebook(target));
  });
});
