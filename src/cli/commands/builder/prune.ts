import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORCE, isConfirmed, pruneCache, reclaimedText } from "../prune.js";

export const builderPruneCommand: CommandSpec = {
  paths: ["builder prune", "buildx prune"],
  usage: "[OPTIONS]",
  summary: "Remove build cache",
  options: [
    {
      long: "all",
      short: "a",
      type: "bool",
      help: "Remove all unused build cache, not just dangling ones",
    },
    FORCE,
  ],
  refused: "filter:filter keep-storage:bytes",
  args: { min: 0, max: 0 },
  run,
};

async function run({ engine, io, options }: Invocation): Promise<number> {
  const warning = `WARNING! This will remove all ${options.flag("all") ? "" : "dangling "}build cache.`;
  if (!(await isConfirmed({ io, options }, warning))) return 0;
  const { freed } = await pruneCache(engine);
  io.stdout(reclaimedText(freed));
  return 0;
}
