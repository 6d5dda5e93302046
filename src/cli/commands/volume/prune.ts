import { UsageError } from "../../../errors/cli.js";
import { assignedName } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORCE, isConfirmed, prunedText, reclaimedText } from "../prune.js";

export const volumePruneCommand: CommandSpec = {
  paths: ["volume prune"],
  usage: "[OPTIONS]",
  summary: "Remove unused local volumes",
  options: [
    { long: "all", short: "a", type: "bool", help: "Remove all unused volumes, not just anonymous ones" },
    { long: "filter", type: "filter", help: 'Provide filter values (e.g. "label=<label>")' },
    FORCE,
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const all = options.flag("all");
  const filters = options.list("filter");
  const which = all ? "all local" : "anonymous local";
  const warning = `WARNING! This will remove ${which} volumes not used by at least one container.`;
  if (!(await isConfirmed(invocation, warning))) return 0;
  for (const filter of filters) {
    const name = assignedName(filter).replace(/!$/, "");
    if (name !== "label") throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
  }
  const pruned = await engine.prune({ kind: "volumes", all, labels: filters });
  io.stdout(`${prunedText(pruned)}${reclaimedText(pruned.spaceReclaimed)}`);
  return 0;
}
