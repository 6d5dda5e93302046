import type { HistoryRow, MissingReason } from "../engine/images.js";
import { absoluteTime, humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { foldedTable } from "./html/folded.js";
import { bar, code, shortened, small } from "./html/table.js";
import { historyFields, historyFormat } from "./text/history.js";
import { tableText } from "./text/list.js";

export interface HistoryViewOptions {
  /** The image's name, as it was given. */
  readonly name: string;
  readonly now: Date;
  /** The order of the rows; newest first, as in Docker, by default. */
  readonly order?: HistoryOrder;
}

export type HistoryOrder = "newest-first" | "oldest-first";

const WHY_MISSING: Readonly<Record<MissingReason, string>> = {
  built: "a step of a build, which stores only the image it ends in",
  pulled: "came with a pulled image, of which only the last step has an id here",
};

/** `docker history` as a table; its text is Docker's own. */
export function historyBundle(rows: readonly HistoryRow[], options: HistoryViewOptions): MimeBundle {
  const fields = rows.map((row) => historyFields(row, { now: options.now }));
  const largest = Math.max(0, ...rows.map((row) => row.size));
  const oldestFirst = options.order === "oldest-first";
  const cells = rows.map((row, at): readonly Content[] => [
    oldestFirst ? at + 1 : rows.length - at,
    imageCell(row),
    element("span", { title: absoluteTime(row.created) }, fields[at]?.CreatedSince),
    shortened(fields[at]?.CreatedBy ?? "", row.createdBy),
    sizeCell(row, largest),
    row.comment,
  ]);
  return {
    "text/html": foldedTable({
      caption: captionOf(rows, options.name, oldestFirst),
      headings: HEADINGS,
      rows: cells,
      open: 60,
      folded: 1000,
      label: (row) => `step ${cells[row]?.[0] ?? ""}`,
      noun: "steps",
      whole: "the value has all of them, as an array",
    }).html,
    "text/plain": tableText(historyFormat(), fields),
  };
}

const HEADINGS = ["STEP", "IMAGE", "CREATED", "CREATED BY", "SIZE, LAYER", "COMMENT"];

function captionOf(rows: readonly HistoryRow[], name: string, oldestFirst: boolean): Content {
  const layers = rows.filter((row) => row.layer !== undefined).length;
  const size = rows.reduce((sum, row) => sum + row.size, 0);
  return [
    "History of ",
    element("strong", {}, name),
    `, ${oldestFirst ? "oldest" : "newest"} step first: ${counted(rows.length, "step")}, ${counted(layers, "layer")}, ${humanSize(size)} of files.`,
  ];
}

function imageCell(row: HistoryRow): Content {
  if (!row.image.known) {
    return [
      code("<missing>"),
      element("div", { style: "min-width: 130px" }, small(WHY_MISSING[row.image.reason])),
    ];
  }
  return [
    code(shortId(row.image.id), row.image.id),
    row.tags.map((tag) => small(badge(tag, BADGES.neutral))),
  ];
}

/** A step's bytes and its layer, or why it has none. */
function sizeCell(row: HistoryRow, largest: number): Content {
  const size = humanSize(row.size);
  if (row.layer === undefined) return [size, small("no layer, settings only")];
  return [
    size,
    // On a line of its own, even if the cell has room beside the number.
    element("div", {}, bar(row.size, largest, `${size} of files in this layer`)),
    element("div", {}, code(shortId(row.layer.diffId), row.layer.diffId)),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
