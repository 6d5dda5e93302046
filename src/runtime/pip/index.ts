import type { Program } from "../programs.js";
import { pipProgram } from "./program.js";

/** pip; packages come from a built-in index. */
export const pipPrograms: readonly Program[] = Object.freeze([pipProgram]);
