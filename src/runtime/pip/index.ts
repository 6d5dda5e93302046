import type { Program } from "../programs.js";
import { pipProgram } from "./program.js";

/** pip; packages come from a built-in index, which is read when pip is first used. */
export const pipPrograms: readonly Program[] = Object.freeze(
  ["pip", "pip3"].map((name) => ({ ...pipProgram, name })),
);
