import { humanSize } from "../../../go/units.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { BUILDER, builderNamed } from "../buildx/builders.js";
import { FORCE, isAnsweredYes } from "../prune.js";
import { cacheFilter, cacheRows, sizeOf, withTabs } from "./cache-table.js";
import { keptBytes } from "./prune.js";

export const buildxPruneCommand: CommandSpec = {
  paths: ["buildx prune"],
  usage: "",
  summary: "Remove build cache",
  options: [
    { long: "all", short: "a", type: "bool", help: "Include internal/frontend images" },
    BUILDER,
    { long: "filter", type: "filter", help: 'Provide filter values (e.g., "until=24h")' },
    FORCE,
    {
      long: "keep-storage",
      type: "bytes",
      help: "Amount of disk space to keep for cache",
      isConcealed: true,
    },
    { long: "max-used-space", type: "bytes", help: "Maximum amount of disk space allowed to keep for cache" },
    { long: "min-free-space", type: "bytes", help: "Target amount of free disk space after pruning" },
    { long: "reserved-space", type: "bytes", help: "Amount of disk space always allowed to keep for cache" },
    { long: "verbose", type: "bool", help: "Provide a more verbose output" },
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run({ engine, io, options, now }: Invocation): Promise<number> {
  await builderNamed(engine, options.text("builder"));
  const which = {
    ...cacheFilter(options.list("filter"), now()),
    keep: keptBytes(options, "keep-storage", "reserved-space", "max-used-space"),
  };
  const warning = `WARNING! This will remove all ${options.flag("all") ? "" : "dangling "}build cache. Are you sure you want to continue?`;
  if (!options.flag("force") && !(await isAnsweredYes(io, `${warning} [y/N] `))) return 0;
  const gone = await engine.pruneBuildCache(which);
  if (gone.length > 0) io.stdout(withTabs(cacheRows(gone, now())));
  io.stdout(withTabs([["Total:", humanSize(sizeOf(gone))]]));
  return 0;
}
