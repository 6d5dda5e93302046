import type { CommandSpec } from "../../syntax/command-spec.js";
import { BUILDER, refusing } from "./builders.js";

export const buildxUseCommand: CommandSpec = {
  paths: ["buildx use"],
  usage: "[OPTIONS] NAME",
  summary: "Set the current builder instance",
  options: [
    BUILDER,
    { long: "default", type: "bool", help: "Set builder as default for current context" },
    { long: "global", type: "bool", help: "Builder persists context changes" },
  ],
  args: { min: 0, max: 1 },
  run: async ({ engine, options, args: [name] }) => {
    await refusing(() => engine.useBuilder(name ?? options.text("builder") ?? "default"));
    return 0;
  },
};
