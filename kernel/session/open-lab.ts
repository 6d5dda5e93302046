import { createLab, type Lab } from "../../src/index.js";

/**
 * The lab of this notebook: fresh for every process that runs cells. What programs print while TypeScript runs
 * them shows in the cell, as what it prints itself does.
 */
export function openLab(): Promise<Lab> {
  return createLab({
    output: {
      stdout: (chunk) => void process.stdout.write(chunk),
      stderr: (chunk) => void process.stderr.write(chunk),
    },
  });
}
