import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { findVolume, inspect } from "../inspect.js";
import { FORMAT_VALUE } from "../shared-options.js";

export const volumeInspectCommand: CommandSpec = {
  paths: ["volume inspect"],
  usage: "[OPTIONS] VOLUME [VOLUME...]",
  summary: "Display detailed information on one or more volumes",
  options: [FORMAT_VALUE],
  args: AT_LEAST_ONE,
  run: (invocation) => inspect(invocation, findVolume, true),
};
