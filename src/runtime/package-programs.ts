import { aptPrograms } from "./apt/index.js";
import { networkPrograms } from "./network/index.js";
import { pipPrograms } from "./pip/index.js";
import type { Program } from "./programs.js";
import { pythonPrograms } from "./python/index.js";

/**
 * Package managers and what their packages bring: apt, pip, Python, curl, wget. Given to `createRuntime`; whether one is
 * there is up to a container's files.
 */
export const packagePrograms: readonly Program[] = Object.freeze([
  ...aptPrograms,
  ...pythonPrograms,
  ...pipPrograms,
  ...networkPrograms,
]);
