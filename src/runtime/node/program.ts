import type { Program } from "../programs.js";
export const nodeProgram: Program = { name: "node", run: () => Promise.resolve(0) };
