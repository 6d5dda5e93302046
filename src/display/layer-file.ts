import { type FileSide, type LayerFile, MAX_TEXT } from "../analysis/layer-changes.js";
import { absoluteTime, humanSize } from "../go/units.js";
import { modeText } from "../vfs/mode.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, type Badge, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { code, table } from "./html/table.js";
import { printable, printableText } from "./printable.js";

const BADGE: Readonly<Record<LayerFile["change"], Badge>> = {
  added: BADGES.added,
  modified: BADGES.changed,
  deleted: BADGES.deleted,
  opaque: BADGES.deleted,
  passed: BADGES.neutral,
};

/** How many lines of a text or a diff are shown. */
const MAX_LINES = 400;

/** One file of a layer, and what the layers below have there: its content, or what changed in it. */
export function layerFileBundle(file: LayerFile): MimeBundle {
  const { after, before } = file;
  const rows: readonly (readonly Content[])[] = [
    ["Below", before === undefined ? "nothing" : sideText(before)],
    [`In layer ${file.layer}`, after === undefined ? "a mark that it is deleted" : sideText(after)],
    ...(file.what.length > 0 ? [["Differs in", file.what.join(", ")]] : []),
  ];
  const body = bodyOf(file);
  const html = element(
    "div",
    {},
    table({
      caption: [
        badge(file.change === "passed" ? "passed through" : file.change, BADGE[file.change]),
        " ",
        code(printable(file.path)),
        body === undefined ? `. ${whyNoText(file)}` : `. ${body.says}`,
      ],
      headings: ["WHERE", "WHAT"],
      rows,
      rowHeadings: true,
    }),
    body === undefined
      ? undefined
      : element("pre", { style: "font-size: 12px; margin: 4px 10px; white-space: pre-wrap" }, body.text),
  );
  const text = [
    `${file.change} ${printable(file.path)} in layer ${file.layer}`,
    `below: ${before === undefined ? "nothing" : sideText(before)}`,
    `here: ${after === undefined ? "a mark that it is deleted" : sideText(after)}`,
    ...(file.what.length > 0 ? [`differs in: ${file.what.join(", ")}`] : []),
    body === undefined ? whyNoText(file) : body.text,
  ].join("\n");
  return { "text/html": html.html, "text/plain": `${text}\n` };
}

function bodyOf({
  diff,
  before,
  after,
}: LayerFile): { readonly says: string; readonly text: string } | undefined {
  if (diff !== undefined && before?.digest !== after?.digest)
    return { says: "What changed in its text:", text: bounded(diff) };
  if (after?.text !== undefined) return { says: "Its text:", text: bounded(after.text) };
  if (after === undefined && before?.text !== undefined)
    return { says: "The text that is still in a layer below:", text: bounded(before.text) };
  return undefined;
}

function whyNoText({ before, after }: LayerFile): string {
  const side = after ?? before;
  if (side?.kind !== "file") return "It has no content to show.";
  return side.size > MAX_TEXT ? "It is too large to show." : "Its content is not text.";
}

function bounded(text: string): string {
  const lines = printableText(text).split("\n");
  if (lines.length <= MAX_LINES) return lines.join("\n");
  return [...lines.slice(0, MAX_LINES), `… ${lines.length - MAX_LINES} more lines`].join("\n");
}

function sideText({ kind, mode, uid, gid, size, mtime, target, digest }: FileSide): string {
  return [
    modeText(kind, mode),
    `${uid}:${gid}`,
    humanSize(size),
    timeText(mtime),
    ...(target === undefined ? [] : [`→ ${printable(target)}`]),
    ...(digest === undefined ? [] : [digest.slice(0, 19)]),
  ].join("  ");
}

function timeText(mtime: number): string {
  const date = new Date(Math.floor(mtime) * 1000);
  return Number.isNaN(date.getTime()) ? String(mtime) : absoluteTime(date.toISOString());
}
