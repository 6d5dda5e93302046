import type { Program, ProgramContext } from "../../process/programs.js";

/** pip. It is loaded, and the built-in index read, on first use. */
export const pipPrograms: readonly Program[] = Object.freeze(
  ["pip", "pip3"].map((name) => ({
    name,
    run: async (context: ProgramContext) => (await import("./program.js")).pipProgram.run(context),
  })),
);
