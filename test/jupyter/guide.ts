import { expect } from "vitest";
import { FIRST_LESSON } from "../../kernel/spec/start/paths.mjs";
import { errors, executed, mediaTypes, type Notebook, outputText } from "./notebook.js";

/** The first lesson, relative to the checkout. */
export const LESSON = FIRST_LESSON;
/** With its solutions and all its outputs. */
export const SOLVED = FIRST_LESSON.replace("/", "/solved/");

/**
 * What the layers guide prints and an executed lesson must therefore print, each on a line of its own: the
 * programs' greetings (a line, since the command that asks for one holds its text as well), and the rows of
 * the histories with their sizes.
 */
const GUIDE_LINES: readonly RegExp[] = [
  /^Hello world!$/,
  /^Hello again$/,
  /^Hello from an app$/,
  /ADD file:.* 69\.2MB *$/,
  / 126MB +Add node$/,
  / 33B +Add app$/,
];

/** Asserts that a notebook is the lesson, executed to its end. */
export function expectGuide(notebook: Notebook): void {
  expect(errors(notebook)).toEqual([]);
  expect(executed(notebook)).not.toHaveLength(0);
  expect(executed(notebook)).not.toContain(false);
  const lines = outputText(notebook).split(/\r?\n/);
  const missing = GUIDE_LINES.filter((wanted) => !lines.some((line) => wanted.test(line)));
  expect(missing, "lines the guide prints and the notebook does not").toEqual([]);
  expect([...mediaTypes(notebook)]).toEqual(expect.arrayContaining(["text/html", "image/svg+xml"]));
}
