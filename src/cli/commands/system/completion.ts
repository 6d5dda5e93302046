import { UsageError } from "../../../errors/cli.js";
import { COMPLETION_SCRIPTS, SHELLS } from "../../completion/scripts.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const completionCommand: CommandSpec = {
  paths: ["completion"],
  usage: "bash|zsh",
  summary: "Print a shell's completion script, for: source <(layerlab completion bash)",
  options: [],
  args: { min: 1, max: 1 },
  run: async ({ io, args: [shell = ""] }: Invocation): Promise<number> => {
    const script = SHELLS.includes(shell) ? COMPLETION_SCRIPTS[shell] : undefined;
    if (script === undefined)
      throw new UsageError(`there is no completion for "${shell}": choose one of ${SHELLS.join(", ")}`, 1);
    io.stdout(script);
    return 0;
  },
};
