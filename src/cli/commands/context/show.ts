import type { CommandSpec } from "../../syntax/command-spec.js";

export const contextShowCommand: CommandSpec = {
  paths: ["context show"],
  usage: "",
  summary: "Print the name of the current context",
  options: [],
  args: { min: 0, max: 0 },
  run: async ({ io, contexts }) => {
    io.stdout(`${contexts.current}\n`);
    return 0;
  },
};
