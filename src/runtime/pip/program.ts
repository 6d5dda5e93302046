import type { ProgramContext } from "../programs.js";
import type { Layout } from "../python/layout.js";

export async function pipModule(
  context: ProgramContext,
  _layout: Layout,
  _args: readonly string[],
): Promise<number> {
  context.stderr("pip\n");
  return 1;
}
export const pipProgram = { name: "pip", run: async () => 1 };
