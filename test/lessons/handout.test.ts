import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { handoutOf, linkTo, solve, stubOf } from "../../src/lesson/handout.js";
import type { Cell, Notebook } from "../../src/lesson/notebook.js";
import { writeNotebook } from "../../src/lesson/notebook.js";
import { readQuestion } from "../../src/lesson/question.js";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { handoutPath, LESSONS, lessonPath, readLesson } from "./claims.js";

describe.each(LESSONS)("%s", (lesson) => {
  const solved = readLesson(lessonPath(lesson));
  const handout = readLesson(handoutPath(lesson));

  test("its handout is the one that its solved form makes", () => {
    expect(
      readFileSync(handoutPath(lesson), "utf8"),
      "layerlab lesson handout notebooks/solved/*.ipynb",
    ).toBe(writeNotebook(handoutOf(solved, `solved/${lesson}.ipynb`)));
    expect([linkTo("handout", solved), linkTo("solved", handout)]).toEqual([
      `../${lesson}.ipynb`,
      `solved/${lesson}.ipynb`,
    ]);
  });

  test("its handout asks everything and tells nothing", () => {
    const shown = outputs(handout);
    const asks = solved.cells.filter(({ source }) => source.includes("lab.predict("));
    const questions = shown.filter(({ text }) => text.startsWith("Predict: "));
    expect(questions).toHaveLength(asks.length);
    for (const { text, html } of questions) {
      expect(text).not.toContain("The run");
      expect(html).not.toContain("✓ right");
    }
    const first = handout.cells.findIndex(({ id }) => id === asks[0]?.id);
    const after = handout.cells.slice(first).filter(({ id }) => !asks.some((cell) => cell.id === id));
    expect(after.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []))).toEqual([]);
    // What comes before the first question is there to be read.
    expect(handout.cells.slice(0, first)).toEqual(solved.cells.slice(0, first));
  });

  test("only its exercises differ, and solving the handout gives back the solutions", () => {
    const differs = solved.cells.filter((cell, at) => cell.source !== handout.cells[at]?.source);
    expect(differs).toEqual(solved.cells.filter((cell) => stubOf(cell) !== undefined));
    if (differs.length === 0) return;
    expect(solve(handout, solved).cells.map(({ source }) => source)).toEqual(
      solved.cells.map(({ source }) => source),
    );
  });
});

test("a notebook without an exercise of the lesson is not solved", () => {
  const other: Notebook = { ...readLesson(lessonPath("00-welcome")), cells: [] };
  expect(() => solve(other, readLesson(lessonPath("00-welcome")))).toThrow(
    expect.objectContaining({ code: "ELESSONFORM" }),
  );
});

test("what a notebook holds in place of a question is not one", () => {
  const good = { shows: "question", id: "1", question: "?", choices: ["a"] };
  expect(readQuestion(good)).toEqual(good);
  for (const bad of [
    ...[undefined, null, 1, "x", [], {}],
    { ...good, shows: "else" },
    { ...good, id: 1 },
    { ...good, choices: [1] },
    { ...good, choices: "a" },
  ])
    expect(readQuestion(bad), JSON.stringify(bad)).toBeUndefined();
  expect(readQuestion({ ...good, said: 1, found: { text: 1 } })).toEqual(good);
});

describeWith(["build"], "layerlab lesson", () => {
  const lesson = "04-from-dockerfile-to-layers";
  const command = (...args: string[]) =>
    run(process.execPath, [join(ROOT, "dist", "kernel", "bin.js"), "lesson", ...args]);

  test("a handout is not checked, since it has no outputs", async () => {
    await expect(command("run", "--check", handoutPath(lesson))).rejects.toThrow(
      /taken out for learners; check .*solved/,
    );
  });

  test("handout and solve are each other's opposite", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "solved"));
    const solved = join(folder, "solved", `${lesson}.ipynb`);
    cpSync(lessonPath(lesson), solved);
    await command("handout", solved);
    const handout = join(folder, `${lesson}.ipynb`);
    expect(readFileSync(handout, "utf8")).toBe(readFileSync(handoutPath(lesson), "utf8"));
    await command("solve", handout);
    const sources = (path: string) => readLesson(path).cells.map(({ source }: Cell) => source);
    expect(sources(join(folder, `${lesson}-solved.ipynb`))).toEqual(sources(solved));
  });
});

function outputs({ cells }: Notebook) {
  return cells.flatMap((cell) =>
    cell.cell_type === "code"
      ? cell.outputs.map((output) => ({
          text: "data" in output ? output.data["text/plain"] : "",
          html: "data" in output ? String(output.data["text/html"]) : "",
        }))
      : [],
  );
}
