import type { Stack, StackMount } from "../../engine/views.js";
import { BADGES, badge } from "../html/badge.js";
import { type Content, element, type Html } from "../html/element.js";
import { MOUNTS_STAY, mountWords } from "../mounts.js";
import { type StackBox, stackBoxes, stackTitle } from "../picture/stack-model.js";
import { printable } from "../printable.js";
import { box, columns, drawing, length, mono, name, quiet } from "./kit.js";

/** How many layers are drawn, those at the top; the table has the rest. So with tags and mounts. */
const MAX_LAYERS = 40;
const MAX_TAGS = 6;
const MAX_MOUNTS = 8;

/**
 * The layers of an image or container: boxes on top of each other, the container's own (dashed) above the image's. What a container has
 * mounted stands beside them, for it is in none.
 */
export function stackDrawing(stack: Stack): Html {
  const boxes = stackBoxes(stack);
  const { mounts = [] } = stack;
  const largest = Math.max(1, ...boxes.map(({ size }) => size));
  const shown = boxes.slice(0, MAX_LAYERS);
  const more = boxes.length - shown.length;
  const pile: Content = [
    shown.map((each, at) => [
      each.kind === "layer" && shown[at - 1]?.kind === "writable"
        ? quiet("↓ the image's layers, read-only and shared")
        : undefined,
      drawBox(each, largest),
    ]),
    boxes.length === 0 ? quiet("No layers: this image is settings only.") : undefined,
    more > 0 ? quiet(`↓ and ${more} more layers below, in the table`) : undefined,
  ];
  return drawing(
    { title: printable(stackTitle(stack), 120), words: wordsOf(stack) },
    mounts.length === 0
      ? pile
      : columns([
          { share: 2, least: 290, content: pile },
          { share: 1, least: 220, content: drawMounts(mounts) },
        ]),
  );
}

function wordsOf({ kind, mounts = [] }: Stack): string {
  const scale = "The bars compare the sizes of the layers' files.";
  if (kind === "image")
    return `The lowest layer is at the bottom; each box holds only what changed against the ones below. ${scale}`;
  return mounts.length === 0
    ? `Reads look from the top down; every write goes to the top box. ${scale}`
    : `Reads look from the top down; a write goes to the top box, or to a mount. ${scale}`;
}

function drawBox(
  { kind, title, titleIsCommand, command, facts, tags, size, directory }: StackBox,
  largest: number,
): Html {
  const words = printable(title, 240);
  return box(
    kind,
    { title: printable(directory) },
    name(
      titleIsCommand ? mono(words) : words,
      tags.slice(0, MAX_TAGS).map((tag) => [" ", badge(printable(tag, 60), BADGES.neutral)]),
      tags.length > MAX_TAGS ? ` and ${tags.length - MAX_TAGS} more names` : undefined,
    ),
    command === undefined ? undefined : element("div", {}, mono(printable(command, 240))),
    quiet(facts.join("  ·  ")),
    length(size, largest, kind),
  );
}

function drawMounts(mounts: readonly StackMount[]): Content {
  return [
    mounts.slice(0, MAX_MOUNTS).map(mountBox),
    mounts.length > MAX_MOUNTS ? quiet(`and ${mounts.length - MAX_MOUNTS} more mounts`) : undefined,
    quiet(`Mounted, in no layer. A commit takes the dashed box. ${MOUNTS_STAY}`),
  ];
}

/** A mount as a slab of its own: it stands beside the layers and lies on none. */
export function mountBox(mount: StackMount): Html {
  const { target, what, access, size } = mountWords(mount);
  return box("mount", {}, name(mono(target)), quiet(what), quiet(`${access}  ·  ${size}`));
}
