import type { SharedLayer, Sharing, SharingMember } from "../analysis/sharing.js";
import type { StackMount } from "../engine/views.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { sharingDrawing } from "./drawing/sharing.js";
import { type Content, element } from "./html/element.js";
import { counted, fold, foldedTable } from "./html/folded.js";
import { code, small, table } from "./html/table.js";
import { madeByBriefly, ownComment } from "./made-by.js";
import { mountsLine, mountWords } from "./mounts.js";
import { sharingPicture, sharingTitle } from "./picture/sharing.js";
import { printable } from "./printable.js";

/** Several images and containers and the layers they share: a picture, with its numbers as tables. */
export function sharingBundle(sharing: Sharing): MimeBundle {
  return {
    "image/svg+xml": sharingPicture(sharing),
    "text/html": sharingHtml(sharing),
    "text/plain": sharingText(sharing),
  };
}

function sharingHtml(sharing: Sharing): string {
  const { members, layers } = sharing;
  return element(
    "div",
    {},
    sharingDrawing(sharing),
    table({
      caption: `${sharingTitle(sharing)}: ${totals(sharing)}`,
      headings: ["NAME", "LAYERS", "SIZE", "SHARED WITH OTHERS", "ONLY ITS OWN"],
      rows: members.map((member): readonly Content[] => [
        [printable(member.name, 80), element("div", { style: "font-weight: normal" }, member.kind)],
        [
          member.layers.length,
          member.upper === undefined
            ? undefined
            : small(`and its own writable one, ${humanSize(member.upper.size)}`),
          mountedSmall(member),
        ],
        humanSize(member.size),
        humanSize(member.shared),
        humanSize(member.unique),
      ]),
      rowHeadings: true,
    }),
    fold(
      `${counted(layers.length, "layer")} on the disk, each stored once`,
      foldedTable({
        caption: "Every layer, and what uses it.",
        headings: ["DIFFID", "MADE BY", "SIZE", "USED BY"],
        rows: layers.map((layer) => [
          code(shortId(layer.diffId), layer.diffId),
          printable(ownComment(layer.comment) || madeByBriefly(layer.createdBy), 120),
          humanSize(layer.size),
          usedBy(layer, members),
        ]),
        open: 40,
        folded: 300,
        noun: "layers",
      }),
    ),
  ).html;
}

/** Beside its layers, and in none of the sizes. */
function mountedSmall({ mounts = [] }: SharingMember): Content {
  if (mounts.length === 0) return undefined;
  return small(`beside them, in no layer: ${mounts.map((mount) => mountedText(mount)).join(", ")}`);
}

function mountedText(mount: StackMount): string {
  const { target, what } = mountWords(mount);
  return `${target} (${what})`;
}

function usedBy(layer: SharedLayer, members: readonly SharingMember[]): string {
  return layer.usedBy.map((member) => printable(members[member]?.name ?? "", 80)).join(", ");
}

function totals({ total, onDisk, saved }: Sharing): string {
  return `${humanSize(onDisk)} on the disk; ${humanSize(total)} if each were stored by itself, ${humanSize(saved)} saved by sharing.`;
}

function sharingText(sharing: Sharing): string {
  const { members, layers } = sharing;
  const lines = (rows: readonly (readonly string[])[]) =>
    alignColumns(rows.map((row) => `${row.join("\t")}\n`).join(""));
  return [
    `${sharingTitle(sharing)}: ${totals(sharing)}\n`,
    lines([
      ["NAME", "KIND", "LAYERS", "SIZE", "SHARED", "UNIQUE"],
      ...members.map((member) => [
        printable(member.name, 60),
        member.kind,
        member.upper === undefined ? String(member.layers.length) : `${member.layers.length} + 1`,
        humanSize(member.size),
        humanSize(member.shared),
        humanSize(member.unique),
      ]),
    ]),
    lines([
      ["LAYER", "SIZE", "USED BY"],
      ...layers
        .slice(0, 100)
        .map((layer) => [shortId(layer.diffId), humanSize(layer.size), usedBy(layer, members)]),
    ]),
    ...members.map(({ name, mounts }) => mountsLine(mounts, `the layers of ${printable(name, 60)}`)),
    layers.length > 100 ? `and ${layers.length - 100} more\n` : "",
  ].join("");
}
