import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";

export const unpauseCommand: CommandSpec = {
  paths: ["container unpause", "unpause"],
  usage: "CONTAINER [CONTAINER...]",
  summary: "Unpause all processes within one or more containers",
  options: [],
  args: AT_LEAST_ONE,
  run: ({ engine, io, args }) =>
    exitCodeForEach({ io, args }, async (name) => {
      await engine.unpause(name);
      io.stdout(`${name}\n`);
    }),
};
