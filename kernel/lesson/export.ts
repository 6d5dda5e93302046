import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { unexpectedErrorText } from "../../src/cli/error-text.js";
import { LayerlabError } from "../../src/errors/base.js";
import { linkTo } from "../../src/lesson/handout.js";
import { type Notebook, parseNotebook } from "../../src/lesson/notebook.js";
import { contentsPage, lessonPage } from "../../src/lesson/page.js";
import { isSystemError, writeWhole } from "./whole-file.js";

/**
 * Writes notebooks as pages into a directory, with their saved outputs, and an `index.html` if there are several.
 * @returns the exit code: 1 if a notebook could not be read; the others are written all the same
 */
export function exportLessons(notebooks: readonly string[], directory: string): number {
  const pages: { readonly title: string; readonly file: string }[] = [];
  let failed = false;
  for (const path of notebooks) {
    try {
      const name = basename(path).replace(/\.ipynb$/, "");
      const { title, html } = lessonPage(solvedForm(path), name);
      mkdirSync(directory, { recursive: true });
      const file = `${name}.html`;
      writeWhole(join(directory, file), html);
      pages.push({ title, file });
      console.error(`${join(directory, file)}: ${title}`);
    } catch (error) {
      const isExpected = error instanceof LayerlabError || isSystemError(error);
      const text = isExpected ? error.message : unexpectedErrorText(error);
      console.error(`layerlab lesson export: ${path}: ${text}`);
      failed = true;
    }
  }
  if (pages.length > 1) writeWhole(join(directory, "index.html"), contentsPage("Lessons", pages));
  return failed ? 1 : 0;
}

/** A handout's page is made of its solved form, which has the outputs: they are folded away where they would tell too much. */
function solvedForm(path: string): Notebook {
  const notebook = parseNotebook(readFileSync(path, "utf8"));
  const link = linkTo("solved", notebook);
  const solved = link === undefined ? undefined : join(dirname(path), link);
  // A learner may have taken the handout alone.
  return solved === undefined || !existsSync(solved) ? notebook : parseNotebook(readFileSync(solved, "utf8"));
}
