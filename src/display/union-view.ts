import type { UnionCell, UnionLayer, UnionSeen, UnionView } from "../analysis/union-view.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import type { BoxKind } from "./drawing/ink.js";
import { beside, box, down, drawing, mono, name, quiet } from "./drawing/kit.js";
import type { Content, Html } from "./html/element.js";
import { counted, note } from "./html/folded.js";
import { layerName, layerStory } from "./layer-name.js";
import { printable } from "./printable.js";

/** How many layers are shown that have something at the paths. */
const MAX_LAYERS = 16;

/** Directories stacked on each other, and what shines through. */
export function unionBundle(view: UnionView): MimeBundle {
  return { "text/html": unionHtml(view).html, "text/plain": unionText(view) };
}

function unionHtml(view: UnionView): Html {
  const { shown, more } = slabsOf(view);
  return drawing(
    { title: titleOf(view), words: WORDS },
    box(
      "paper",
      {},
      name(`what a program in ${printable(view.name, 60)} sees`),
      grid(view.seen.map((seen, at) => cellBox(seenKind(seen), view.paths[at] ?? "", seenText(seen)))),
    ),
    shown.map((slab) =>
      "skipped" in slab ? down(skippedText(slab.skipped)) : [down(), drawLayer(slab, view.paths)],
    ),
    more > 0
      ? note(`${counted(more, "further layer")} below are not shown here; .data has all of them.`)
      : undefined,
    view.more > 0
      ? note(`${counted(view.more, "further path")} of these directories are not shown.`)
      : undefined,
  );
}

const WORDS =
  "A read starts at the top and takes the first match. A file hides the files of that name below it; directories are merged. A hole (dashed) hides what is below it: a whiteout hides a path, an opaque directory hides all that lower layers have in it.";

function drawLayer(layer: UnionLayer, paths: readonly string[]): Html {
  const isOwn = layer.diffId === undefined;
  return box(
    isOwn ? "writable" : "layer",
    {},
    name(layerName(layer)),
    quiet(layerStory(layer, 80)),
    grid(layer.cells.map((cell, at) => cellBox(cellKind(cell, isOwn), paths[at] ?? "", cellText(cell)))),
  );
}

/** The same place for the same path in each layer. */
function grid(cells: readonly Content[]): Html {
  return beside(130, cells);
}

function cellBox(kind: BoxKind, path: string, text: string): Html {
  return box(kind, {}, mono(printable(path, 60), printable(path)), quiet(text));
}

function seenKind(seen: UnionSeen | undefined): BoxKind {
  return seen === undefined ? "faint" : "paper";
}

function cellKind({ holds, seen, opaque }: UnionCell, isOwn: boolean): BoxKind {
  if (seen === "hides" || (opaque && seen !== "covered")) return "hole";
  if (holds === "nothing" || seen === "covered") return "faint";
  return isOwn ? "writable" : "layer";
}

function cellText({ holds, size, opaque, seen }: UnionCell): string {
  const what = size === undefined ? holds : `${holds}, ${humanSize(size)}`;
  if (holds === "nothing") {
    if (seen === "hides") return "hole: a directory above it hides all below";
    return seen === "covered" ? "nothing, and no read comes here" : "nothing";
  }
  if (holds === "whiteout")
    return seen === "covered" ? "whiteout, not reached" : "hole: whiteout, deleted here";
  if (seen === "covered") return `${what}: hidden by a layer above`;
  if (opaque && holds === "directory") return "hole: opaque directory, hides all below";
  return seen === "merged" ? "directory: merged" : `${what}: seen`;
}

function seenText(seen: UnionSeen | undefined): string {
  if (seen === undefined) return "no such file";
  const size = seen.size === undefined ? "" : `, ${humanSize(seen.size)}`;
  if (seen.from.length === 0) return `${seen.kind}${size}`;
  return `${seen.kind}${size}, from ${seen.from.length === 1 ? "layer" : "layers"} ${listed(seen.from)}`;
}

function listed(numbers: readonly number[]): string {
  return numbers.length <= 6 ? numbers.join(", ") : `${numbers.slice(0, 5).join(", ")} … ${numbers.at(-1)}`;
}

type Slab = UnionLayer | { readonly skipped: readonly UnionLayer[] };

/** The layers that say something about the paths; those between them are only named. */
function slabsOf({ layers }: UnionView): { readonly shown: readonly Slab[]; readonly more: number } {
  const slabs: Slab[] = [];
  for (const layer of layers) {
    const last = slabs.at(-1);
    if (
      layer.diffId === undefined ||
      layer.cells.some(({ holds, seen }) => holds !== "nothing" || seen === "hides")
    )
      slabs.push(layer);
    else if (last !== undefined && "skipped" in last)
      slabs[slabs.length - 1] = { skipped: [...last.skipped, layer] };
    else slabs.push({ skipped: [layer] });
  }
  const shown = slabs.slice(0, MAX_LAYERS);
  return {
    shown,
    more: slabs
      .slice(MAX_LAYERS)
      .reduce((sum, slab) => sum + ("skipped" in slab ? slab.skipped.length : 1), 0),
  };
}

function skippedText(skipped: readonly UnionLayer[]): string {
  const [first] = skipped;
  const last = skipped.at(-1);
  const which = first === last ? `layer ${first?.number}` : `layers ${first?.number} to ${last?.number}`;
  return `${which}: nothing at these paths`;
}

function titleOf({ name: of, kind }: UnionView): string {
  return `The union view of ${kind} ${printable(of, 80)}`;
}

/** A block for each path: columns would be as wide as all paths together. */
function unionText(view: UnionView): string {
  const { shown, more } = slabsOf(view);
  const rows = view.paths.flatMap((path, at) => {
    const cells = shown.map((slab) =>
      "skipped" in slab ? ["", skippedText(slab.skipped), ""] : ["", layerName(slab), textOf(slab.cells[at])],
    );
    return [[printable(path, 60), "a program sees", seenText(view.seen[at])], ...cells];
  });
  return [
    `${titleOf(view)}. ${WORDS}\n`,
    alignColumns([["PATH", "LAYER", "WHAT"], ...rows].map((row) => `${row.join("\t")}\n`).join("")),
    more > 0 ? `and ${counted(more, "layer")} more below\n` : "",
    view.more > 0 ? `and ${counted(view.more, "path")} more\n` : "",
  ].join("");
}

function textOf(cell: UnionCell | undefined): string {
  return cell === undefined ? "" : cellText(cell);
}
