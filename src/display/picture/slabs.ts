import type { StackMount } from "../../engine/views.js";
import { ellipsis } from "../../go/ellipsis.js";
import { MOUNTS_STAY, mountWords } from "../mounts.js";
import { MONO, PALETTE } from "./palette.js";
import { type Xml, xml } from "./xml.js";

/** Pixels. */
const HEIGHT = 62;
const GAP = 6;
const LINE = 17;
const EDGE = 5;
/** How many are drawn; the table has the rest. */
const MAX_SLABS = 4;
/** How many characters fit in a slab of 204 pixels. */
const FITS = { target: 24, words: 31 };

export interface SlabPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What all slabs of a container need. */
export function slabsHeight({ length }: readonly StackMount[]): number {
  if (length === 0) return 0;
  const shown = Math.min(length, MAX_SLABS);
  return shown * (HEIGHT + GAP) - GAP + (length > MAX_SLABS ? LINE : 0);
}

/** Mounts as slabs under each other: they stand beside the layers and lie on none. */
export function drawSlabs(mounts: readonly StackMount[], { x, y, width }: SlabPlace): readonly Xml[] {
  const slabs = mounts
    .slice(0, MAX_SLABS)
    .map((mount, at) => drawSlab(mount, { x, y: y + at * (HEIGHT + GAP), width }));
  const more = mounts.length - MAX_SLABS;
  if (more <= 0) return slabs;
  const below = y + MAX_SLABS * (HEIGHT + GAP) - GAP + LINE - 3;
  return [...slabs, label(x, below, `and ${more} more`, { fill: PALETTE.quiet })];
}

/** Its edge is thick on the side of the layers, of which it covers a place. */
function drawSlab(mount: StackMount, { x, y, width }: SlabPlace): Xml {
  const { target, what, access, size } = mountWords(mount);
  const inner = x + EDGE + 9;
  return xml(
    "g",
    {},
    xml("title", {}, `Mounted at ${target}\n${what}, ${access}, ${size}\n${MOUNTS_STAY}`),
    xml("rect", {
      x,
      y,
      width,
      height: HEIGHT,
      fill: PALETTE.mount.fill,
      stroke: PALETTE.mount.border,
      "stroke-width": 1.25,
    }),
    xml("rect", { x, y, width: EDGE, height: HEIGHT, fill: PALETTE.mount.border }),
    label(inner, y + 19, ellipsis(target, FITS.target), { "font-family": MONO, "font-weight": 600 }),
    label(inner, y + 37, ellipsis(what, FITS.words), {}),
    label(inner, y + 53, ellipsis(`${access}  ·  ${size}`, FITS.words), { fill: PALETTE.quiet }),
  );
}

function label(x: number, y: number, text: string, style: Readonly<Record<string, string | number>>): Xml {
  return xml("text", { x, y, fill: PALETTE.text, "font-size": 12, ...style }, text);
}
