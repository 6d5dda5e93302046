import { aptPrograms } from "../packages/apt/index.js";
import { pipPrograms } from "../packages/pip/index.js";
import type { Program } from "../process/programs.js";
import { networkPrograms } from "./network/index.js";
import { nginxProgram } from "./nginx/index.js";
import { pythonPrograms } from "./python/index.js";

/**
 * Package managers and what their packages and images bring: apt, pip, Python, curl, wget, nginx. Passed to `createRuntime`; a container's
 * files decide whether one of them exists.
 */
export const packagePrograms: readonly Program[] = Object.freeze([
  ...aptPrograms,
  ...pythonPrograms,
  ...pipPrograms,
  ...networkPrograms,
  nginxProgram,
]);
