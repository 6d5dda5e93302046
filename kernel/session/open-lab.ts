import { diskTree } from "../../src/cli/disk-tree.js";
import { createLab, type Lab } from "../../src/index.js";
import type { LessonFolder } from "./lesson-folder.js";

/**
 * The lab of this notebook: fresh for every process that runs cells. What programs print while TypeScript runs
 * them shows in the cell, as what it prints itself does.
 */
export function openLab(folder: LessonFolder): Promise<Lab> {
  return createLab({
    folder: () => diskTree(folder.path),
    output: {
      stdout: (chunk) => void process.stdout.write(chunk),
      stderr: (chunk) => void process.stderr.write(chunk),
    },
  });
}
