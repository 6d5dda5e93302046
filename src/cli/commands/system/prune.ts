import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORCE, isConfirmed, pruneCache, prunedText, reclaimedText, UNTIL, untilOf } from "../prune.js";

export const systemPruneCommand: CommandSpec = {
  paths: ["system prune"],
  usage: "[OPTIONS]",
  summary: "Remove unused data",
  options: [
    { long: "all", short: "a", type: "bool", help: "Remove all unused images not just dangling ones" },
    { ...UNTIL, help: 'Provide filter values (e.g. "label=<key>=<value>")' },
    FORCE,
    { long: "volumes", type: "bool", help: "Prune anonymous volumes" },
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const all = options.flag("all");
  const volumes = options.flag("volumes");
  const until = untilOf(invocation);
  const warning = [
    "WARNING! This will remove:",
    "  - all stopped containers",
    "  - all networks not used by at least one container",
    ...(volumes ? ["  - all anonymous volumes not used by at least one container"] : []),
    all ? "  - all images without at least one container associated to them" : "  - all dangling images",
    all ? "  - all build cache" : "  - unused build cache",
    "",
  ].join("\n");
  if (!(await isConfirmed(invocation, warning))) return 0;
  // The cache goes first, so that its layers then belong to images alone, or to nobody.
  const cache = await pruneCache(engine);
  const pruned = await engine.prune({ kind: "system", all, volumes, ...until });
  io.stdout(`${prunedText(pruned)}${cache.report}${reclaimedText(pruned.spaceReclaimed + cache.freed)}`);
  return 0;
}
