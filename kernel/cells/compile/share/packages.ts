import { createRequire } from "node:module";

/**
 * The packages that read a cell's JavaScript. Loaded by `require`, which takes half the time of `import`: a kernel's first
 * cell waits for them.
 */
const require = createRequire(import.meta.url);

export const { parse }: typeof import("acorn") = require("acorn");
export const { analyze }: typeof import("eslint-scope") = require("eslint-scope");
