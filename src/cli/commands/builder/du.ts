import { type CacheRecord, cacheId } from "../../../builder/cache.js";
import { ago, humanSize } from "../../../go/units.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { BUILDER, builderNamed } from "../buildx/builders.js";
import { cacheFilter, cacheRows, sizeOf, withTabs } from "./cache-table.js";

export const builderDuCommand: CommandSpec = {
  paths: ["buildx du", "builder du"],
  usage: "",
  summary: "Disk usage",
  options: [
    BUILDER,
    { long: "filter", type: "filter", help: "Provide filter values" },
    { long: "verbose", type: "bool", help: "Provide a more verbose output" },
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run({ engine, io, options, now }: Invocation): Promise<number> {
  await builderNamed(engine, options.text("builder"));
  const { before, id = "" } = cacheFilter(options.list("filter"), now());
  const records = (await engine.buildCache()).filter(
    (record) => (before === undefined || record.lastUsed < before) && cacheId(record).startsWith(id),
  );
  io.stdout(
    options.flag("verbose")
      ? records.map((record) => `${withTabs(detailsOf(record, now()))}\n`).join("")
      : withTabs(cacheRows(records, now())),
  );
  if (options.given("filter")) return 0;
  const total = humanSize(sizeOf(records));
  io.stdout(
    withTabs([
      ["Reclaimable:", total],
      ["Total:", total],
    ]),
  );
  return 0;
}

function detailsOf(record: CacheRecord, now: Date): readonly (readonly string[])[] {
  return [
    ["ID:", cacheId(record)],
    ["Created at:", record.created],
    ["Mutable:", "false"],
    ["Reclaimable:", "true"],
    ["Shared:", "false"],
    ["Size:", humanSize(record.size)],
    ["Description:", record.definition.original.replace(/\s+/g, " ")],
    ["Last used:", ago(record.lastUsed, now)],
    ["Type:", "regular"],
  ];
}
