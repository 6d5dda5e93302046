import type { CommandSpec } from "../../syntax/command-spec.js";
import { contextOf } from "./contexts.js";

export const contextUseCommand: CommandSpec = {
  paths: ["context use"],
  usage: "CONTEXT",
  summary: "Set the current docker context",
  options: [],
  args: { min: 1, max: 1 },
  run: async ({ io, contexts, args: [name = ""] }) => {
    contextOf(contexts, name);
    contexts.use(name);
    io.stdout(`${name}\n`);
    const { decidedBy } = contexts;
    if (decidedBy !== undefined)
      io.stderr(
        `Warning: ${decidedBy} environment variable overrides the active context. To use "${name}", either set the global --context flag, or unset ${decidedBy} environment variable.\n`,
      );
    io.stderr(`Current context is now "${name}"\n`);
    return 0;
  },
};
