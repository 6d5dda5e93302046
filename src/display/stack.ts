import type { Stack } from "../engine/views.js";
import { alignColumns } from "../go/tabwriter.js";
import type { MimeBundle } from "./displayable.js";
import { stackDrawing } from "./drawing/stack.js";
import { type Content, element } from "./html/element.js";
import { code, table } from "./html/table.js";
import { mountsTable, mountsText } from "./mounts.js";
import { stackPicture } from "./picture/stack.js";
import { type StackBox, stackBoxes, stackTitle } from "./picture/stack-model.js";

/**
 * The layer stack in three forms: a drawing in `text/html`, with a table; a picture as `image/svg+xml`, for places that show no
 * HTML and for files; and a table of text.
 */
export function stackBundle(stack: Stack): MimeBundle {
  return {
    "image/svg+xml": stackPicture(stack),
    "text/html": stackHtml(stack),
    "text/plain": stackText(stack),
  };
}

function stackHtml(stack: Stack): string {
  const boxes = stackBoxes(stack);
  const { mounts = [] } = stack;
  const rows = boxes.map((box): readonly Content[] => [
    box.shortDiffId === undefined ? "writable" : code(box.shortDiffId),
    [box.title, box.command === undefined ? undefined : element("div", {}, code(box.command))],
    box.facts[0],
    box.facts[1],
    box.tags.join(", "),
    code(shortDirectory(box.directory), box.directory),
  ]);
  const words = element(
    "details",
    { style: "margin: 4px 0" },
    element("summary", {}, "The same as a table, with each layer's directory"),
    table({
      caption: `${stackTitle(stack)}, top to bottom.`,
      headings: ["LAYER", "MADE BY", "SIZE", "ENTRIES", "IMAGES THAT END HERE", "DIRECTORY"],
      rows,
      empty: "No layers.",
    }),
    mounts.length > 0 ? mountsTable(mounts) : undefined,
  );
  return element("div", {}, stackDrawing(stack), words).html;
}

/** From top to bottom, as in the picture. */
function stackText(stack: Stack): string {
  const lines = stackBoxes(stack).map((box) => [
    box.shortDiffId ?? "(writable)",
    madeByText(box),
    box.facts[0] ?? "",
    box.facts[1] ?? "",
    box.tags.join(", "),
  ]);
  const heading = ["LAYER", "MADE BY", "SIZE", "ENTRIES", "IMAGES THAT END HERE"];
  const table = alignColumns([heading, ...lines].map((line) => `${line.join("\t")}\n`).join(""));
  const { mounts = [] } = stack;
  return `${stackTitle(stack)}, top to bottom\n${table}${mounts.length > 0 ? mountsText(mounts) : ""}`;
}

function madeByText(box: StackBox): string {
  const text = box.command === undefined ? box.title : `${box.title} (${box.command})`;
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.length <= 60 ? oneLine : `${oneLine.slice(0, 59)}…`;
}

/** A host directory with its 64-digit name shortened, which would be too wide for a page. */
function shortDirectory(directory: string): string {
  return directory.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, "$1…");
}
