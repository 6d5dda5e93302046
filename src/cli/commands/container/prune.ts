import type { CommandSpec } from "../../syntax/command-spec.js";
import { FORCE, prune, UNTIL } from "../prune.js";

export const containerPruneCommand: CommandSpec = {
  paths: ["container prune"],
  usage: "[OPTIONS]",
  summary: "Remove all stopped containers",
  options: [UNTIL, FORCE],
  args: { min: 0, max: 0 },
  run: (invocation) =>
    prune(invocation, { kind: "containers" }, "WARNING! This will remove all stopped containers."),
};
