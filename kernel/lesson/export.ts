import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { unexpectedErrorText } from "../../src/cli/error-text.js";
import { LayerlabError } from "../../src/errors/base.js";
import { parseNotebook } from "../../src/lesson/notebook.js";
import { contentsPage, lessonPage } from "../../src/lesson/page.js";

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
      const { title, html } = lessonPage(parseNotebook(readFileSync(path, "utf8")), name);
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

function writeWhole(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, text);
  renameSync(partial, path);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
