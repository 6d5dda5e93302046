import type { Program } from "../programs.js";
import { pythonProgram } from "./program.js";

/** CPython. Nothing of it is loaded before a container runs it. */
export const pythonPrograms: readonly Program[] = Object.freeze([pythonProgram]);
