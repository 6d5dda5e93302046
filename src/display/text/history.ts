import type { HistoryRow } from "../../engine/images.js";
import { historyRow } from "../../go/docker/rows.js";
import { ellipsis } from "../../go/ellipsis.js";
import { absoluteTime, ago, humanSize, unixSeconds } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";
import type { Fields, ListFormat } from "./list.js";

export interface HistoryTextOptions {
  readonly now: Date;
  /** `--no-trunc` */
  readonly noTrunc?: boolean;
  /** `-H`, on by default. */
  readonly human?: boolean;
}

const CREATED_BY_COLUMNS = 45;

/** The columns of `docker history`. With `-H=false` the second is headed CREATED AT. */
export function historyFormat(human = true): ListFormat {
  return {
    row: historyRow,
    columns: ["ID", "CreatedSince", "CreatedBy", "Size", "Comment"],
    headings: {
      ID: "IMAGE",
      CreatedSince: human ? "CREATED" : "CREATED AT",
      CreatedAt: "CREATED AT",
      CreatedBy: "CREATED BY",
      Size: "SIZE",
      Comment: "COMMENT",
    },
    id: "ID",
  };
}

export function historyFields(row: HistoryRow, options: HistoryTextOptions): Fields {
  const human = options.human ?? true;
  // A tab would start another column of the table.
  const createdBy = row.createdBy.replaceAll("\t", " ");
  const createdAt = absoluteTime(row.created);
  return {
    Comment: row.comment,
    CreatedAt: createdAt,
    CreatedBy: options.noTrunc ? createdBy : ellipsis(createdBy, CREATED_BY_COLUMNS),
    CreatedSince: human ? since(row.created, options.now) : createdAt,
    ID: imageOf(row, options.noTrunc ?? false),
    Size: human ? humanSize(row.size) : String(row.size),
  };
}

/** Steps before 2000 have no date: reproducible builds use a time in the distant past. */
const EPOCH = Date.UTC(2000) / 1000;

function since(created: string | undefined, now: Date): string {
  return unixSeconds(created) <= EPOCH ? "N/A" : ago(created, now);
}

function imageOf(row: HistoryRow, noTrunc: boolean): string {
  if (!row.image.known) return "<missing>";
  return noTrunc ? row.image.id : shortId(row.image.id);
}
