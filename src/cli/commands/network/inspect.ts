import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { findNetwork, inspect } from "../inspect.js";
import { FORMAT_VALUE } from "../shared-options.js";

export const networkInspectCommand: CommandSpec = {
  paths: ["network inspect"],
  usage: "[OPTIONS] NETWORK [NETWORK...]",
  summary: "Display detailed information on one or more networks",
  options: [
    FORMAT_VALUE,
    { long: "verbose", short: "v", type: "bool", help: "Verbose output for diagnostics" },
  ],
  args: AT_LEAST_ONE,
  run: (invocation) => inspect(invocation, findNetwork),
};
