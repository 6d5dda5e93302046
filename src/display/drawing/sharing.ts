import type { Sharing } from "../../analysis/sharing.js";
import { humanSize } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";
import { type Content, element, type Html } from "../html/element.js";
import { figures, sharedTitle, sharingTitle, shownMembers } from "../picture/sharing.js";
import { type SharingBox, type SharingLayout, sharingLayout } from "../picture/sharing-model.js";
import { printable } from "../printable.js";
import { beside, box, drawing, mono, name, quiet } from "./kit.js";

/** How many layers are drawn above each other; the table has the rest. */
const MAX_LEVELS = 40;

/**
 * Several images and containers and the layers they share. Whatever stands on a layer stands above it, side by side, and the layer's box lies
 * under all of it; where the page is narrow, they come one after another, still above the box.
 */
export function sharingDrawing(whole: Sharing): Html {
  const sharing = shownMembers(whole);
  const layout = sharingLayout(sharing, (diffId) => sharedTitle(sharing, diffId));
  const more = whole.members.length - sharing.members.length;
  return drawing(
    { title: sharingTitle(whole), words: figures(whole) },
    group(sharing, layout, { level: 0, from: 0, to: layout.columns.length }),
    quiet(
      `A box is stored once, for all that stand above it.${more > 0 ? ` ${more} more are in the table only.` : ""}`,
    ),
  );
}

interface Place {
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/** What stands on the same layers: those that end here, and each further layer with all that stands on that. */
function group(sharing: Sharing, layout: SharingLayout, { level, from, to }: Place): Content {
  const parts: Content[] = [];
  for (let at = from; at < to; ) {
    const found = layout.boxes.find((one) => one.level === level && one.column === at);
    parts.push(found === undefined ? nameOf(sharing, layout, at) : pile(sharing, layout, found));
    at += found?.span ?? 1;
  }
  if (parts.length === 1) return parts[0];
  return beside(140, parts, "bottom");
}

/** A layer, and above it what stands on it. */
function pile(sharing: Sharing, layout: SharingLayout, lowest: SharingBox): Content {
  const above = { level: lowest.level + 1, from: lowest.column, to: lowest.column + lowest.span };
  const top =
    above.level >= MAX_LEVELS
      ? quiet("more layers above are in the table")
      : lowest.kind === "writable"
        ? nameOf(sharing, layout, lowest.column)
        : group(sharing, layout, above);
  return [top, drawBox(lowest)];
}

function nameOf(sharing: Sharing, { columns }: SharingLayout, column: number): Content {
  const member = sharing.members[columns[column] ?? -1];
  if (member === undefined) return undefined;
  return element(
    "div",
    { style: "padding: 4px 2px" },
    name(mono(printable(member.name, 80), member.kind)),
    quiet(`${member.kind}, ${humanSize(member.size)}, ${humanSize(member.unique)} its own`),
  );
}

function drawBox({ kind, diffId, size, span, again, title }: SharingBox): Html {
  return box(
    kind,
    { thick: span > 1, ...(diffId === undefined ? {} : { title: diffId }) },
    name(title),
    quiet(
      [
        humanSize(size),
        ...(diffId === undefined ? [] : [shortId(diffId)]),
        ...(span > 1 ? [`shared by ${span}`] : []),
        ...(again ? ["same bytes elsewhere"] : []),
      ].join("  ·  "),
    ),
  );
}
