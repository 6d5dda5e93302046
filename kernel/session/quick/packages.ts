import { createRequire } from "node:module";

/**
 * The packages that read a cell. By `require`, which takes half the time that `import` does: a kernel's first cell waits
 * for it.
 */
const require = createRequire(import.meta.url);

export const { parse }: typeof import("acorn") = require("acorn");
export const { analyze }: typeof import("eslint-scope") = require("eslint-scope");
export const { transformSync }: typeof import("oxc-transform") = require("oxc-transform");
