import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";

export const pauseCommand: CommandSpec = {
  paths: ["container pause", "pause"],
  usage: "CONTAINER [CONTAINER...]",
  summary: "Pause all processes within one or more containers",
  options: [],
  args: AT_LEAST_ONE,
  run: ({ engine, io, args }) =>
    exitCodeForEach({ io, args }, async (name) => {
      await engine.pause(name);
      io.stdout(`${name}\n`);
    }),
};
