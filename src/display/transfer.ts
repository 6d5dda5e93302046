import type { LayerTransfer } from "../engine/registry.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { travelDrawing } from "./drawing/travel.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { code, table } from "./html/table.js";
import { printable } from "./printable.js";

/** One layer that is being transferred. */
export interface TransferLine {
  readonly id: string;
  /** Its state, in Docker's words. */
  readonly status: string;
  /** Bytes. */
  readonly current?: number;
  readonly total?: number;
}

/** Layers being transferred, as a table with a bar for each; its text is Docker's lines. */
export function transferBundle(caption: string, lines: readonly TransferLine[]): MimeBundle {
  const rows = lines.map(({ id, status, current, total }): readonly Content[] => [
    code(id),
    status,
    current === undefined || total === undefined || total === 0
      ? undefined
      : [
          element("meter", { min: 0, max: total, value: Math.min(current, total), style: "width: 160px" }),
          ` ${humanSize(current)} of ${humanSize(total)}`,
        ],
  ]);
  return {
    "text/html": table({ caption, headings: ["LAYER", "STATUS", ""], rows, empty: "No layers yet." }).html,
    "text/plain": lines.map(({ id, status }) => `${id}: ${status}\n`).join(""),
  };
}

/** What a pull or a push has transferred, and what it did not need to. `way` is the direction. */
export function transferredBundle(layers: readonly LayerTransfer[], way: "received" | "sent"): MimeBundle {
  const there = way === "sent" ? "already in the registry" : "already here";
  const words = { transferred: way, there, mounted: "taken over from another repository" };
  const moved = layers.reduce((sum, { transferred }) => sum + transferred, 0);
  const count = layers.filter(({ how }) => how === "transferred").length;
  const caption = `${layers.length} ${layers.length === 1 ? "layer" : "layers"}: ${count} ${way}, ${layers.length - count} ${there}. Over the network: ${humanSize(moved)}, compressed.`;
  const headings = ["LAYER", "SIZE OF ITS FILES", way.toUpperCase(), "WHY"];
  const rows = [...layers].reverse().map(({ id, digest, size, transferred, how }) => ({
    id,
    digest,
    how,
    cells: [humanSize(size), humanSize(transferred), words[how]],
  }));
  const told = table({
    caption,
    headings,
    rows: rows.map(({ id, digest, how, cells: [size, bytes, word = ""] }): readonly Content[] => [
      code(printable(id, 80), digest),
      size,
      bytes,
      badge(word, how === "transferred" ? BADGES.changed : BADGES.added),
    ]),
    empty: "An image without layers: only its configuration went over the network.",
  });
  return {
    "text/html": element("div", {}, layers.length === 0 ? undefined : travelDrawing(layers, way), told).html,
    "text/plain": `${alignColumns(
      [headings, ...rows.map(({ id, cells }) => [printable(id, 80), ...cells])]
        .map((row) => `${row.join("\t")}\n`)
        .join(""),
    )}${caption}\n`,
  };
}
