import { createRequire } from "node:module";

/** Loaded by `require`, which takes half the time of `import`: a kernel's first cell waits for it. */
const require = createRequire(import.meta.url);

export const { transformSync }: typeof import("oxc-transform") = require("oxc-transform");
