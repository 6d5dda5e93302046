import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { unexpectedErrorText } from "../../src/cli/error-text.js";
import { LayerlabError } from "../../src/errors/base.js";
import { LessonFormError } from "../../src/errors/lesson.js";
import { handoutOf, linkTo, solve } from "../../src/lesson/handout.js";
import { type Notebook, parseNotebook, writeNotebook } from "../../src/lesson/notebook.js";
import { isSystemError, writeWhole } from "./whole-file.js";

/** Writes the handout of each solved lesson where its metadata say. Returns the exit code. */
export function writeHandouts(paths: readonly string[]): number {
  return forEach("handout", paths, (path) => {
    const lesson = read(path);
    if (linkTo("handout", lesson) === undefined)
      throw new LessonFormError(
        'it is no solved lesson (its metadata have no "layerlab": {"handout": FILE})',
      );
    return writeHandout(path, lesson);
  });
}

/**
 * Writes the handout of a solved lesson that has one.
 * @param path of the solved lesson's file
 */
export function writeHandout(path: string, lesson: Notebook): string | undefined {
  const link = linkTo("handout", lesson);
  if (link === undefined) return undefined;
  const target = join(dirname(path), link);
  const back = relative(dirname(target), path).replaceAll("\\", "/");
  writeWhole(target, writeNotebook(handoutOf(lesson, back)));
  return target;
}

/** Writes each learner's notebook with the solutions into a file beside it, or into `output`. Returns the exit code. */
export function solveLessons(paths: readonly string[], output: string | undefined): number {
  return forEach("solve", paths, (path) => {
    const notebook = read(path);
    const link = linkTo("solved", notebook);
    if (link === undefined)
      throw new LessonFormError(
        'it does not say whose exercises it has (its metadata have no "layerlab": {"solved": FILE})',
      );
    const target = output ?? join(dirname(path), `${basename(path, ".ipynb")}-solved.ipynb`);
    writeWhole(target, writeNotebook(solve(notebook, read(join(dirname(path), link)))));
    return target;
  });
}

function read(path: string): Notebook {
  return parseNotebook(readFileSync(path, "utf8"));
}

function forEach(verb: string, paths: readonly string[], act: (path: string) => string | undefined): number {
  let failed = false;
  for (const path of paths)
    try {
      const written = act(path);
      if (written !== undefined) console.error(written);
    } catch (error) {
      const isExpected = error instanceof LayerlabError || isSystemError(error);
      console.error(
        `layerlab lesson ${verb}: ${path}: ${isExpected ? error.message : unexpectedErrorText(error)}`,
      );
      failed = true;
    }
  return failed ? 1 : 0;
}
