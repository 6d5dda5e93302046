import { type CacheRecord, cacheId } from "../../../builder/cache.js";
import type { PruneCacheOptions } from "../../../engine/builds.js";
import { InvalidDurationError } from "../../../errors/go.js";
import { parseDuration } from "../../../go/duration.js";
import { ago, humanSize } from "../../../go/units.js";
import { splitAssignment } from "../../../posix/environment.js";
import { refusal } from "../../build/refusal.js";

const TAB = 8;

/** Cells with tabs between them, as Go's `tabwriter` fills up to the next column with tabs. */
export function withTabs(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.slice(0, -1).entries())
      widths[at] = Math.max(widths[at] ?? 0, Math.ceil((cell.length + 1) / TAB) * TAB);
  const filled = (cell: string, width: number): string =>
    cell + "\t".repeat(Math.ceil((width - cell.length) / TAB));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === row.length - 1 ? cell : filled(cell, widths[at] ?? 0))).join(""),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** The lines of `buildx du` and `buildx prune`. */
export function cacheRows(records: readonly CacheRecord[], now: Date): readonly (readonly string[])[] {
  return [
    ["ID", "RECLAIMABLE", "SIZE", "LAST ACCESSED"],
    ...records.map((record) => [
      cacheId(record).padEnd(40),
      "true ",
      humanSize(record.size).padEnd(10),
      ago(record.lastUsed, now),
    ]),
  ];
}

export function sizeOf(records: readonly CacheRecord[]): number {
  return records.reduce((sum, { size }) => sum + size, 0);
}

/**
 * `--filter until=24h` (or `unused-for=`), and `id=`.
 *
 * @throws {UsageError} in buildx's words
 */
export function cacheFilter(given: readonly string[], now: Date): PruneCacheOptions {
  const filters = given.map((text) => splitAssignment(text));
  const values = (...names: readonly string[]) =>
    filters.flatMap(([name, value = ""]) => (names.includes(name) ? [value] : []));
  const unknown = filters.find(([name]) => !["until", "unused-for", "id", "id~"].includes(name));
  if (unknown !== undefined)
    throw refusal(`the filter ${unknown[0]} is not offered by layerlab: until=DURATION and id=ID are`);
  if (values("until").length > 0 && values("unused-for").length > 0)
    throw refusal('conflicting filters "until" and "unused-for"');
  const [until, ...more] = values("until", "unused-for");
  const [id, ...others] = values("id", "id~");
  if (more.length + others.length > 0) throw refusal("filters expect only one value");
  return {
    ...(until === undefined ? {} : { before: new Date(now.getTime() - milliseconds(until)).toISOString() }),
    ...(id === undefined ? {} : { id }),
  };
}

function milliseconds(duration: string): number {
  try {
    return Number(parseDuration(duration)) / 1e6;
  } catch (error) {
    if (!(error instanceof InvalidDurationError)) throw error;
    throw refusal(`"until" filter expects a duration (e.g., '24h'): ${error.message}`);
  }
}
