import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { findContainer, inspect, sized } from "../inspect.js";
import { FORMAT_VALUE } from "../shared-options.js";

export const containerInspectCommand: CommandSpec = {
  paths: ["container inspect"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Display detailed information on one or more containers",
  options: [FORMAT_VALUE, { long: "size", short: "s", type: "bool", help: "Display total file sizes" }],
  args: AT_LEAST_ONE,
  run: (invocation) => inspect(invocation, sized(invocation, findContainer)),
};
