import type { Program } from "../programs.js";
import { curlProgram } from "./curl.js";
import { wgetProgram } from "./wget.js";

/** Programs that ask the network for something; there is none in a container of this engine. */
export const networkPrograms: readonly Program[] = Object.freeze([curlProgram, wgetProgram]);
