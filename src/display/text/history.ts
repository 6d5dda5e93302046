import type { HistoryRow } from "../../engine/engine.js";
import { shortId } from "../../oci/digest.js";
import { ellipsis } from "../ellipsis.js";
import { absoluteTime, ago, humanSize } from "../units.js";
import type { Fields, ListFormat } from "./list.js";

export interface HistoryTextOptions {
  readonly now: Date;
  /** `--no-trunc` */
  readonly noTrunc?: boolean;
  /** `-H`, on unless told. */
  readonly human?: boolean;
}

const CREATED_BY_COLUMNS = 45;

/** The columns of `docker history`. With `-H=false` the second is headed CREATED AT. */
export function historyFormat(human = true): ListFormat {
  return {
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
    CreatedSince: human ? ago(row.created, options.now) : createdAt,
    ID: imageOf(row, options.noTrunc ?? false),
    Size: human ? humanSize(row.size) : String(row.size),
  };
}

function imageOf(row: HistoryRow, noTrunc: boolean): string {
  if (!row.image.known) return "<missing>";
  return noTrunc ? row.image.id : shortId(row.image.id);
}
