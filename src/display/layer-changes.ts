import type { ChangeWord, LayerChange, LayerChanges } from "../analysis/layer-changes.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, type Badge } from "./html/badge.js";
import { type Content, element, type Html } from "./html/element.js";
import { counted, note, number } from "./html/folded.js";
import { code } from "./html/table.js";
import { layerName, layerStory } from "./layer-name.js";
import { mountsLine, mountsNote } from "./mounts.js";
import { printable } from "./printable.js";

/** The word for each change, in HTML and in text; `A`, `C` and `D` are `docker diff`'s letters. */
const WORDS: Readonly<Record<ChangeWord, { readonly letter: string; readonly badge: Badge }>> = {
  added: { letter: "A", badge: BADGES.added },
  modified: { letter: "C", badge: BADGES.changed },
  deleted: { letter: "D", badge: BADGES.deleted },
  opaque: { letter: "O", badge: BADGES.deleted },
  passed: { letter: "·", badge: BADGES.neutral },
};

/** How many rows HTML and text show: the largest ones. */
const PAGE_ROWS = 700;
const TEXT_ROWS = 60;
/** A tree with at most this many paths is shown unfolded. */
const OPEN_ROWS = 60;

/** The changes of a layer as a tree that folds at each directory. */
export function layerChangesBundle(layer: LayerChanges): MimeBundle {
  return { "text/html": layerHtml(layer), "text/plain": layerText(layer) };
}

function layerHtml(layer: LayerChanges): string {
  const shown = heaviest(layer.root, PAGE_ROWS);
  const all = countOf(layer.root);
  const left = all - shown.size;
  return element(
    "div",
    { style: "font-size: 13px" },
    note(
      element("strong", {}, capital(layerName(layer))),
      " of ",
      element("strong", {}, printable(layer.name, 80)),
      layer.diffId === undefined ? undefined : [", DiffID ", code(shortId(layer.diffId), layer.diffId)],
      `, ${humanSize(layer.size)}: ${summary(layer)}.`,
    ),
    note("Made by ", code(layerStory(layer, 160))),
    layer.root.children.length === 0
      ? note("It changes nothing.")
      : branches(layer.root.children, shown, all <= OPEN_ROWS),
    left > 0
      ? note(
          `${counted(left, "path")} more, the lightest ones, are only in .data; .find("…") looks through all of them.`,
        )
      : undefined,
    mountsNote(layer.mounts, "this layer"),
  ).html;
}

function summary({ counts }: LayerChanges): string {
  return [
    `${number(counts.added)} added`,
    `${number(counts.modified)} modified`,
    `${number(counts.deleted)} deleted`,
    ...(counts.opaque > 0 ? [`${number(counts.opaque)} opaque`] : []),
    ...(counts.passed > 0
      ? [`${counted(counts.passed, "directory", "directories")} only passed through`]
      : []),
  ].join(", ");
}

function branches(nodes: readonly LayerChange[], shown: ReadonlySet<LayerChange>, open: boolean): Html {
  const visible = nodes.filter((node) => shown.has(node));
  const left = nodes.length - visible.length;
  return element(
    "ul",
    { style: "list-style: none; margin: 2px 0; padding-left: 18px" },
    visible.map((node) => element("li", {}, branch(node, shown, open))),
    left > 0 ? element("li", {}, `and ${number(left)} smaller`) : undefined,
  );
}

function branch(node: LayerChange, shown: ReadonlySet<LayerChange>, open: boolean): Content {
  if (node.children.length === 0) return line(node);
  if (!node.children.some((child) => shown.has(child)))
    return [line(node), ` · ${counted(countOf(node), "path")} inside`];
  return element(
    "details",
    { open },
    element("summary", {}, line(node), ` · ${counted(countOf(node), "path")} inside`),
    branches(node.children, shown, open),
  );
}

function line(node: LayerChange): Content {
  const { badge } = WORDS[node.change];
  const name = `${printable(node.name)}${node.kind === "directory" ? "/" : ""}`;
  return [
    element(
      "span",
      { style: `color: ${badge.color}; background-color: ${badge.background}` },
      ` ${node.change === "passed" ? "passed through" : node.change} `,
    ),
    " ",
    code(name),
    node.size > 0 ? ` ${humanSize(node.size)}` : "",
    node.hides > 0 ? ` (hides ${humanSize(node.hides)} below)` : "",
    node.what.length > 0 ? ` ${node.what.join(", ")}` : "",
  ];
}

function layerText(layer: LayerChanges): string {
  const shown = heaviest(layer.root, TEXT_ROWS);
  const rows = textRows(layer.root, 0, shown);
  const left = countOf(layer.root) - shown.size;
  const head = `${capital(layerName(layer))} of ${printable(layer.name, 80)}${layer.diffId === undefined ? "" : ` (${shortId(layer.diffId)})`}, ${humanSize(layer.size)}: ${summary(layer)}`;
  const body = alignColumns(
    [["CHANGE", "SIZE", "HIDES", "PATH"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
  );
  return `${head}\n${body}${left > 0 ? `and ${counted(left, "path")} more\n` : ""}${mountsLine(layer.mounts, "this layer")}`;
}

function textRows(node: LayerChange, depth: number, shown: ReadonlySet<LayerChange>): readonly string[][] {
  return node.children
    .filter((child) => shown.has(child))
    .flatMap((child) => [
      [
        `${WORDS[child.change].letter} ${child.change}`,
        humanSize(child.size),
        child.hides > 0 ? humanSize(child.hides) : "",
        `${"  ".repeat(depth)}${printable(child.name)}${child.kind === "directory" ? "/" : ""}${child.what.length > 0 ? `  (${child.what.join(", ")})` : ""}`,
      ],
      ...textRows(child, depth + 1, shown),
    ]);
}

/** The top level and the largest nodes, with their ancestors, which are at least as large. */
function heaviest(root: LayerChange, limit: number): ReadonlySet<LayerChange> {
  const all: { readonly node: LayerChange; readonly depth: number }[] = [];
  const collect = (node: LayerChange, depth: number): void => {
    for (const child of node.children) {
      all.push({ node: child, depth });
      collect(child, depth + 1);
    }
  };
  collect(root, 0);
  const weight = ({ size, hides }: LayerChange): number => size + hides;
  all.sort((a, b) => weight(b.node) - weight(a.node) || a.depth - b.depth);
  const top = all.filter(({ depth }) => depth === 0).slice(0, limit / 2);
  const rest = all.filter(({ depth }) => depth > 0).slice(0, limit - top.length);
  // A node whose top-level ancestor was left out would have no place in the tree.
  const roots = new Set(top.map(({ node }) => node));
  const shown = new Set<LayerChange>();
  const keep = new Set(rest.map(({ node }) => node));
  const gather = (node: LayerChange): void => {
    shown.add(node);
    for (const child of node.children) if (keep.has(child)) gather(child);
  };
  for (const node of roots) gather(node);
  return shown;
}

function countOf(node: LayerChange): number {
  return node.children.reduce((sum, child) => sum + 1 + countOf(child), 0);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
