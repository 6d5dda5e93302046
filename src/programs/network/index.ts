import type { Program } from "../../process/programs.js";
import { curlProgram } from "./curl.js";
import { wgetProgram } from "./wget.js";

/** Programs that use the network; containers of this engine have none. */
export const networkPrograms: readonly Program[] = Object.freeze([curlProgram, wgetProgram]);
