import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { jupyterEnvironment } from "./environment.js";
import { expectGuide, LESSON, SOLVED } from "./guide.js";
import { readNotebook } from "./notebook.js";

describeWith(["build", "venv"], "nbconvert", (path) => {
  async function convert(lesson: string, folder: string, ...args: string[]): Promise<void> {
    await run(path("venv"), ["-m", "nbconvert", join(ROOT, lesson), "--output-dir", folder, ...args], {
      env: jupyterEnvironment(folder),
    });
  }

  test("--execute writes the executed lesson", { timeout: 180_000 }, async () => {
    const folder = temporaryFolder();
    await convert(LESSON, folder, "--to", "notebook", "--execute", "--output", "executed.ipynb");
    expectGuide(readNotebook(join(folder, "executed.ipynb")));
  });

  test("--to html shows the saved, solved lesson: its table and its picture", {
    timeout: 120_000,
  }, async () => {
    const folder = temporaryFolder();
    await convert(SOLVED, folder, "--to", "html", "--output", "lesson.html");
    const html = readFileSync(join(folder, "lesson.html"), "utf8");
    const headings = [...html.matchAll(/<th\b[^>]*>([^<]*)<\/th>/g)].map((match) => match[1]);
    expect(headings).toContain("CREATED BY");
    expect(html).toMatch(
      /<div style="border: 2px dashed[^>]*>\s*<div[^>]*>Writable layer of base-container</,
    );
  });
});
