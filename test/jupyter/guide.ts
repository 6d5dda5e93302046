import { expect } from "vitest";
import { errors, executed, mediaTypes, type Notebook, outputText } from "./notebook.js";

/** The first lesson, relative to the checkout. */
export { FIRST_LESSON as LESSON } from "../../kernel/spec/start/paths.mjs";

/**
 * What the layers guide prints and an executed lesson must therefore show: sizes of the base image, of
 * "Add node" and of the app's layer, and what the three programs say.
 */
const GUIDE_OUTPUTS = ["69.2MB", "126MB", "33B", "Hello world!", "Hello again", "Hello from an app"];

/** Asserts that a notebook is the lesson, executed to its end. */
export function expectGuide(notebook: Notebook): void {
  expect(errors(notebook)).toEqual([]);
  expect(executed(notebook)).not.toHaveLength(0);
  expect(executed(notebook)).not.toContain(false);
  const text = outputText(notebook);
  const missing = GUIDE_OUTPUTS.filter((output) => !text.includes(output));
  expect(missing, "what the guide prints and the notebook does not").toEqual([]);
  expect([...mediaTypes(notebook)]).toEqual(expect.arrayContaining(["text/html", "image/svg+xml"]));
}
