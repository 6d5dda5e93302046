import type { Program } from "../../process/programs.js";
import { pythonProgram } from "./program.js";

/** CPython, under the names of its files. Nothing of it is loaded before a container runs it. */
export const pythonPrograms: readonly Program[] = Object.freeze(
  ["python", "python3", "python3.10", "python3.11", "python3.12"].map((name) => ({ ...pythonProgram, name })),
);
