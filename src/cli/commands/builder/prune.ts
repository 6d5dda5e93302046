import { InvalidSizeError } from "../../../errors/go.js";
import { parseRamSize } from "../../../go/units.js";
import { refusal } from "../../build/refusal.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import type { ParsedOptions } from "../../syntax/parsed-options.js";
import { FORCE, isConfirmed, pruneCache, reclaimedText } from "../prune.js";
import { cacheFilter } from "./cache-table.js";

export const builderPruneCommand: CommandSpec = {
  paths: ["builder prune"],
  usage: "[OPTIONS]",
  summary: "Remove build cache",
  options: [
    {
      long: "all",
      short: "a",
      type: "bool",
      help: "Remove all unused build cache, not just dangling ones",
    },
    { long: "filter", type: "filter", help: 'Provide filter values (e.g. "until=24h")' },
    FORCE,
    { long: "keep-storage", type: "bytes", help: "Amount of disk space to keep for cache" },
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run({ engine, io, options, now }: Invocation): Promise<number> {
  const which = { ...cacheFilter(options.list("filter"), now()), keep: keptBytes(options, "keep-storage") };
  const warning = `WARNING! This will remove all ${options.flag("all") ? "" : "dangling "}build cache.`;
  if (!(await isConfirmed({ io, options }, warning))) return 0;
  const { freed } = await pruneCache(engine, which);
  io.stdout(reclaimedText(freed));
  return 0;
}

/** The most that one of these options says is to stay. @throws {UsageError} */
export function keptBytes(options: ParsedOptions, ...names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => bytesOf(options.text(name) ?? "0")));
}

function bytesOf(text: string): number {
  try {
    return parseRamSize(text);
  } catch (error) {
    if (error instanceof InvalidSizeError) throw refusal(error.message);
    throw error;
  }
}
