import type { OwnChange, OwnLayer } from "../analysis/own-layer.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { box, columns, down, drawing, mono, name, quiet } from "./drawing/kit.js";
import { mountBox } from "./drawing/stack.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element, type Html } from "./html/element.js";
import { counted } from "./html/folded.js";
import { layerName, layerStory } from "./layer-name.js";
import { MOUNTS_STAY, mountsText } from "./mounts.js";
import { printable } from "./printable.js";

/** How many of each are shown. */
const MAX_CHANGES = 30;
const MAX_BELOW = 6;
const MAX_MOUNTS = 8;

const KINDS = {
  A: { word: "A added", colors: BADGES.added },
  C: { word: "C changed", colors: BADGES.changed },
  D: { word: "D deleted", colors: BADGES.deleted },
} as const;

/** A container's slab on its image: what a commit takes of it, and what stays beside it. */
export function ownLayerBundle(own: OwnLayer): MimeBundle {
  return { "text/html": ownLayerHtml(own).html, "text/plain": ownLayerText(own) };
}

function ownLayerHtml(own: OwnLayer): Html {
  const { mounts } = own;
  return drawing(
    { title: titleOf(own), words: wordsOf(own) },
    mounts.length === 0
      ? pile(own)
      : columns([
          { share: 2, least: 290, content: pile(own) },
          { share: 1, least: 240, content: besideIt(own) },
        ]),
  );
}

function pile(own: OwnLayer): Content {
  const { below, number, changes } = own;
  const layers = below.slice(0, MAX_BELOW);
  const more = below.length - layers.length;
  return [
    box(
      "writable",
      { thick: true },
      name(`own layer of ${printable(own.name, 60)}, ${humanSize(own.size)}`),
      quiet(`a commit takes all of this: it becomes layer ${number} of the new image`),
      changes.slice(0, MAX_CHANGES).map(changeLine),
      changes.length > MAX_CHANGES
        ? quiet(`and ${counted(changes.length - MAX_CHANGES, "path")} more, in .data`)
        : undefined,
      changes.length === 0 ? quiet("Nothing in it: the container changed no file.") : undefined,
    ),
    down("the image, read-only: a commit names these layers again and copies none"),
    layers.map((layer) =>
      box("layer", {}, name(`${layerName(layer)}, ${humanSize(layer.size)}`), quiet(layerStory(layer, 80))),
    ),
    more > 0 ? quiet(`and ${counted(more, "layer")} more below`) : undefined,
  ];
}

function besideIt({ mounts }: OwnLayer): Content {
  const more = mounts.length - MAX_MOUNTS;
  return [
    mounts.slice(0, MAX_MOUNTS).map(mountBox),
    more > 0 ? quiet(`and ${more} more`) : undefined,
    quiet(MOUNTS_STAY),
  ];
}

function changeLine({ kind, path, size }: OwnChange): Content {
  const { word, colors } = KINDS[kind];
  return element(
    "div",
    { style: "padding: 1px 0" },
    badge(word, colors),
    " ",
    mono(printable(path, 120)),
    size === undefined ? undefined : ` ${humanSize(size)}`,
  );
}

function titleOf({ name: of }: OwnLayer): string {
  return `Container ${printable(of, 80)}: its own layer on its image`;
}

function wordsOf({ changes, mounts }: OwnLayer): string {
  const count = (kind: OwnChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return `The dashed box is the container's: ${count("A")} added, ${count("C")} changed, ${count("D")} deleted. ${
    mounts.length === 0 ? "Nothing is mounted beside it." : `Beside it: ${counted(mounts.length, "mount")}.`
  }`;
}

function ownLayerText(own: OwnLayer): string {
  const { changes, below, mounts, number } = own;
  const rows = [
    ["own layer", humanSize(own.size), `a commit takes it, as layer ${number}`],
    ...changes
      .slice(0, MAX_CHANGES)
      .map(({ kind, path, size }) => [
        `  ${kind} ${printable(path, 80)}`,
        size === undefined ? "" : humanSize(size),
        "",
      ]),
    ...(changes.length > MAX_CHANGES ? [[`  and ${changes.length - MAX_CHANGES} more`, "", ""]] : []),
    ...below.slice(0, MAX_BELOW).map((layer) => [layerName(layer), humanSize(layer.size), layerStory(layer)]),
    ...(below.length > MAX_BELOW ? [[`and ${below.length - MAX_BELOW} more`, "", ""]] : []),
  ];
  return [
    `${titleOf(own)}. ${wordsOf(own)}\n`,
    alignColumns(
      [["WHAT", "SIZE", "WHAT BECOMES OF IT"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
    ),
    mounts.length === 0 ? "" : mountsText(mounts),
  ].join("");
}
