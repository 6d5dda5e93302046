import type { CommandSpec } from "../../syntax/command-spec.js";
import { BUILDER, builderNamed } from "./builders.js";

export const buildxStopCommand: CommandSpec = {
  paths: ["buildx stop"],
  usage: "[NAME]",
  summary: "Stop builder instance",
  options: [BUILDER],
  args: { min: 0, max: 1 },
  // There is nothing to stop between two builds, and the next build starts a stopped builder.
  run: async ({ engine, options, args: [name] }) => {
    await builderNamed(engine, name ?? options.text("builder"));
    return 0;
  },
};
