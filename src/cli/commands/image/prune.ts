import type { CommandSpec } from "../../syntax/command-spec.js";
import { FORCE, prune, UNTIL } from "../prune.js";

export const imagePruneCommand: CommandSpec = {
  paths: ["image prune"],
  usage: "[OPTIONS]",
  summary: "Remove unused images",
  options: [
    { long: "all", short: "a", type: "bool", help: "Remove all unused images, not just dangling ones" },
    UNTIL,
    FORCE,
  ],
  args: { min: 0, max: 0 },
  run: (invocation) => {
    const all = invocation.options.flag("all");
    const which = all ? "images without at least one container associated to them" : "dangling images";
    return prune(invocation, { kind: "images", all }, `WARNING! This will remove all ${which}.`);
  },
};
