import type { Stack } from "../../engine/views.js";
import { ellipsis } from "../../go/ellipsis.js";
import { MOUNTS_STAY } from "../mounts.js";
import { framed } from "./frame.js";
import { MONO, PALETTE } from "./palette.js";
import { drawSlabs, slabsHeight } from "./slabs.js";
import { type StackBox, stackBoxes, stackDescription, stackTitle } from "./stack-model.js";
import { type Xml, xml } from "./xml.js";

/** Pixels. A notebook's output is about 800 wide; where there is less, the picture shrinks. */
const WIDTH = 760;
const PAD = 20;
/** A box with a command under its title is taller by a line. */
const BOX = { x: PAD, width: 490, height: 62, line: 14, gap: 6 };
const TAG = { x: BOX.x + BOX.width + 26, width: WIDTH - PAD - (BOX.x + BOX.width + 26), height: 22, gap: 4 };
const HEAD = 56;
/** Space between a container's own layer and the image's, for the line that separates them. */
const DIVIDER = 30;
const FOOT = 34;
const LINE = 17;

/** How many characters fit. Text cannot be measured here, so these numbers allow for wide letters. */
const FITS = { title: 46, command: 62, facts: 66, tag: 24 };
const MAX_TAGS = 3;

/**
 * The layers of an image or container as a picture: boxes on top of each other, the container's own (dashed) above the
 * image's, and the names of each image beside its topmost layer. What a container has mounted stands beside its own layer.
 */
export function stackPicture(stack: Stack): string {
  const boxes = stackBoxes(stack);
  const { mounts = [] } = stack;
  const largest = Math.max(1, ...boxes.map((box) => box.size));
  const parts: Xml[] = [];
  let y = HEAD;
  for (const [at, box] of boxes.entries()) {
    if (box.kind === "layer" && boxes[at - 1]?.kind === "writable") {
      parts.push(divider(y));
      y += DIVIDER;
    }
    const beside = box.kind === "writable" ? mounts : [];
    const height = Math.max(boxHeight(box), slabsHeight(beside));
    parts.push(drawBox(box, y, largest, height), drawTags(box, y));
    parts.push(...drawSlabs(beside, { x: TAG.x, y, width: TAG.width }));
    y += height + BOX.gap;
  }
  if (boxes.length === 0) {
    parts.push(label(PAD, y + 16, "No layers: this image is settings only.", { fill: PALETTE.quiet }));
    y += 30;
  }
  const hasMounts = mounts.length > 0;
  const height = y + FOOT + (hasMounts ? LINE : 0);
  const quiet = { fill: PALETTE.quiet, "font-size": 12 };
  return framed(
    { id: "stack", width: WIDTH, height, title: stackTitle(stack), description: stackDescription(stack) },
    [
      label(PAD, 26, ellipsis(stackTitle(stack), 70), { "font-size": 16, "font-weight": 700 }),
      label(PAD, 45, subtitle(stack), quiet),
      ...(hasMounts ? [label(TAG.x, 45, "Mounted, in no layer:", quiet)] : []),
      ...parts,
      ...(hasMounts
        ? [label(PAD, height - 13 - LINE, `A commit takes the dashed box. ${MOUNTS_STAY}`, quiet)]
        : []),
      label(PAD, height - 13, "Bar: size of the layer's files, the largest layer being full width.", quiet),
    ],
  );
}

function subtitle(stack: Stack): string {
  if (stack.kind === "image")
    return "Lowest layer at the bottom; each box holds only what changed against the ones below.";
  return stack.mounts === undefined || stack.mounts.length === 0
    ? "Reads look from the top down; every write goes to the top box."
    : "Reads look from the top down; a write goes to the top box, or to a mount.";
}

function divider(y: number): Xml {
  return xml(
    "g",
    {},
    xml("line", {
      x1: PAD,
      x2: BOX.x + BOX.width,
      y1: y + 6,
      y2: y + 6,
      stroke: PALETTE.panelBorder,
      "stroke-dasharray": "2 3",
    }),
    label(PAD, y + 22, "Below: the image's layers, read-only and shared", {
      fill: PALETTE.quiet,
      "font-size": 12,
    }),
  );
}

/** Tags go beside their box, which grows if there are several. */
function boxHeight({ tags, command }: StackBox): number {
  const shown = Math.min(tags.length, MAX_TAGS) + (tags.length > MAX_TAGS ? 1 : 0);
  return Math.max(BOX.height + (command === undefined ? 0 : BOX.line), shown * (TAG.height + TAG.gap));
}

function drawBox(box: StackBox, y: number, largest: number, height: number): Xml {
  const colors = box.kind === "writable" ? PALETTE.writable : PALETTE.layer;
  const inner = BOX.width - 24;
  const barWidth = box.size === 0 ? 0 : Math.max(4, Math.round((box.size / largest) * inner));
  const command = box.command === undefined ? [] : [commandLabel(box.command, y + 36)];
  return xml(
    "g",
    {},
    xml("title", {}, `${box.title}\n${box.facts.join(", ")}\n${box.directory}`),
    xml("rect", {
      x: BOX.x,
      y,
      width: BOX.width,
      height,
      rx: 5,
      fill: colors.fill,
      stroke: colors.border,
      "stroke-width": box.kind === "writable" ? 2 : 1.25,
      "stroke-dasharray": box.kind === "writable" ? "7 4" : undefined,
    }),
    titleLabel(box, y + 19),
    ...command,
    label(
      BOX.x + 12,
      y + (box.command === undefined ? 38 : 54),
      ellipsis(box.facts.join("  ·  "), FITS.facts),
      {
        fill: PALETTE.quiet,
        "font-size": 12,
      },
    ),
    xml("rect", { x: BOX.x + 12, y: y + height - 8, width: barWidth, height: 3, fill: colors.bar }),
  );
}

function titleLabel(box: StackBox, y: number): Xml {
  return box.titleIsCommand
    ? label(BOX.x + 12, y, ellipsis(box.title, FITS.command), {
        "font-family": MONO,
        "font-size": 12.5,
        "font-weight": 600,
      })
    : label(BOX.x + 12, y, ellipsis(box.title, FITS.title), { "font-size": 14, "font-weight": 600 });
}

function commandLabel(command: string, y: number): Xml {
  return label(BOX.x + 12, y, ellipsis(command, FITS.command), { "font-family": MONO, "font-size": 11.5 });
}

function drawTags(box: StackBox, y: number): Xml {
  const { tags } = box;
  if (tags.length === 0) return { xml: "" };
  const more = tags.length - MAX_TAGS;
  const shown = [...tags.slice(0, MAX_TAGS), ...(more > 0 ? [`and ${more} more`] : [])];
  const line = xml("line", {
    x1: BOX.x + BOX.width,
    x2: TAG.x,
    y1: y + TAG.height / 2,
    y2: y + TAG.height / 2,
    stroke: PALETTE.tag.line,
    "stroke-width": 1.5,
  });
  const pills = shown.map((tag, at) => {
    const top = y + at * (TAG.height + TAG.gap);
    return xml(
      "g",
      {},
      xml("title", {}, `${tag}: the image ends at this layer`),
      xml("rect", { x: TAG.x, y: top, width: TAG.width, height: TAG.height, rx: 11, fill: PALETTE.tag.fill }),
      label(TAG.x + 11, top + 15, ellipsis(tag, FITS.tag), {
        fill: PALETTE.tag.text,
        "font-family": MONO,
        "font-size": 12,
      }),
    );
  });
  const room = boxHeight(box) - shown.length * (TAG.height + TAG.gap);
  const note =
    room >= 16
      ? [
          label(
            TAG.x + 11,
            y + shown.length * (TAG.height + TAG.gap) + 12,
            tags.length === 1 ? "ends here" : "end here",
            {
              fill: PALETTE.quiet,
              "font-size": 12,
            },
          ),
        ]
      : [];
  return xml("g", {}, line, ...pills, ...note);
}

function label(x: number, y: number, text: string, style: Readonly<Record<string, string | number>>): Xml {
  return xml("text", { x, y, fill: PALETTE.text, ...style }, text);
}
