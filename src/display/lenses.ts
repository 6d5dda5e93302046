import type { LayerLens, LensEntry, Lenses, Lookup, MergedLens } from "../analysis/lenses.js";
import { alignColumns } from "../go/tabwriter.js";
import { modeText } from "../vfs/mode.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { counted, fold, note } from "./html/folded.js";
import { code, small, table } from "./html/table.js";
import { layerCell, layerName } from "./layer-name.js";
import { MOUNTS_STAY, mountWords } from "./mounts.js";
import { printable } from "./printable.js";

/** How many entries a cell shows before it folds. */
const OPEN_ENTRIES = 6;
const TEXT_ENTRIES = 12;
const MAX_NAMES = 300;

/** One path as the layers' archives have it, as the host's directories have it, and as a program sees it. */
export function lensesBundle(lenses: Lenses): MimeBundle {
  return { "text/html": lensesHtml(lenses), "text/plain": lensesText(lenses) };
}

function lensesHtml(lenses: Lenses): string {
  const { merged } = lenses;
  return element(
    "div",
    {},
    table({
      caption: [
        code(printable(lenses.path)),
        " in ",
        element("strong", {}, printable(lenses.name, 80)),
        ", layer by layer from the top, as a reader looks. ",
        element("strong", {}, seenText(lenses)),
      ],
      headings: ["LAYER", "IN ITS ARCHIVE", "IN ITS DIRECTORY ON THE HOST", "A READER FROM THE TOP"],
      rows: lenses.layers.map((layer): readonly Content[] => [
        plain(layerCell(layer), small(code(shortDirectory(layer.directory), layer.directory))),
        layer.diffId === undefined
          ? [
              layer.archive.length > 0 ? small("no archive yet; a commit would write:") : undefined,
              entriesCell(layer.archive, layer.more),
            ]
          : entriesCell(layer.archive, layer.more),
        entriesCell(layer.host, layer.more),
        lookupCell(layer.lookup),
      ]),
      rowHeadings: true,
      empty: "No layers.",
    }),
    merged?.names === undefined ? undefined : namesFold(lenses, merged.names),
  ).html;
}

function entriesCell(entries: readonly LensEntry[], more: number): Content {
  if (entries.length === 0) return "nothing";
  const rest = entries.slice(OPEN_ENTRIES);
  return [
    entries.slice(0, OPEN_ENTRIES).map(entryLine),
    rest.length > 0 || more > 0
      ? fold(
          counted(rest.length + more, "more entry", "more entries"),
          rest.map(entryLine),
          more > 0 ? note(`and ${more} that are not shown`) : undefined,
        )
      : undefined,
  ];
}

function entryLine(entry: LensEntry): Content {
  const meaning = meaningOf(entry);
  return [
    element("div", {}, code(entryText(entry))),
    meaning === undefined ? undefined : element("div", {}, badge(meaning, BADGES.deleted)),
  ];
}

function meaningOf({ means, about }: LensEntry): string | undefined {
  if (means === "deletes") return `deletes ${printable(about, 80)}`;
  return means === "opaque" ? `hides all below ${printable(about, 80)}` : undefined;
}

/** As `tar -tv` and `ls -l` write it. */
function entryText({ name, type, size, mode, uid, gid, target, device, xattrs }: LensEntry): string {
  const length = device === undefined ? String(size) : `${device.major}, ${device.minor}`;
  const attributes = Object.entries(xattrs ?? {})
    .map(([key, value]) => ` ${key}=${value}`)
    .join("");
  const link = target === undefined ? "" : ` ${type === "symlink" ? "→" : "link to"} ${target}`;
  return printable(`${modeText(type, mode)} ${uid}/${gid} ${length} ${name}${link}${attributes}`);
}

function lookupCell(lookup: Lookup): Content {
  const [word, style] = verdictOf(lookup);
  return [badge(word, style), small(lookupText(lookup))];
}

function verdictOf({ covered, finds, stops }: Lookup) {
  if (covered) return ["not reached", BADGES.neutral] as const;
  if (finds === "whiteout") return ["stop: deleted", BADGES.deleted] as const;
  if (finds === "nothing")
    return stops ? (["stop: hidden", BADGES.deleted] as const) : (["continue", BADGES.neutral] as const);
  if (finds === "directory" && !stops) return ["found, continue", BADGES.added] as const;
  return ["stop: found", BADGES.added] as const;
}

function lookupText({ covered, finds, at, opaque, stops }: Lookup): string {
  if (covered) {
    if (finds === "nothing") return "the lookup ended in a layer above";
    return finds === "whiteout"
      ? "it would end here, but the lookup ended in a layer above"
      : `the ${finds} is still here, under a layer that has answered`;
  }
  if (finds === "whiteout") return `${printable(at ?? "it", 80)} is deleted here; lower layers are not asked`;
  if (finds === "nothing") {
    if (!stops) return "this layer says nothing about it; look below";
    return opaque
      ? "the directory is opaque: nothing below shows through"
      : "something above it is not a directory";
  }
  if (finds !== "directory") return "this is the one that is read";
  if (opaque) return "the directory is opaque: nothing below shows through";
  return stops ? "the lowest part of the directory" : "a directory is merged with those below";
}

/** What a program sees, or what it would see without what is mounted there. */
function seenText(lenses: Lenses): string {
  const { merged, mount } = lenses;
  const layers = merged === undefined ? "A program sees nothing there." : mergedText(lenses, merged);
  if (mount === undefined) return layers;
  const { target, what } = mountWords(mount);
  return `Programs in it see ${what} here, which is mounted at ${target}, and none of these layers. In the layers under it: ${layers.replace(/^A program sees /, "")} ${MOUNTS_STAY}`;
}

function mergedText(lenses: Lenses, merged: MergedLens): string {
  const { kind, mode, uid, gid, size, target, from, names } = merged;
  const layers = from.map((index) => layerAt(lenses, index)).join(", ");
  if (names !== undefined)
    return `A program sees a directory of ${counted(names.length, "name")}, merged from ${layers}.`;
  const link = target === undefined ? "" : ` → ${printable(target, 80)}`;
  return `A program sees ${modeText(kind, mode)} ${uid}/${gid} ${size}${link}, from ${layers}.`;
}

function layerAt({ layers }: Lenses, number: number): string {
  const layer = layers.find((one) => one.number === number);
  return layer === undefined ? `layer ${number}` : layerName(layer);
}

function namesFold(lenses: Lenses, names: NonNullable<MergedLens["names"]>): Content {
  return fold(
    `What a program sees in it: ${counted(names.length, "name")}, and the layer each is read from`,
    table({
      caption: "The merged view.",
      headings: ["NAME", "READ FROM"],
      rows: names
        .slice(0, MAX_NAMES)
        .map(({ name, kind, from }) => [
          code(`${printable(name)}${kind === "directory" ? "/" : ""}`),
          layerAt(lenses, from),
        ]),
      empty: "Nothing: it is empty.",
    }),
    names.length > MAX_NAMES ? note(`and ${names.length - MAX_NAMES} more, in .data`) : undefined,
  );
}

function lensesText(lenses: Lenses): string {
  const { merged } = lenses;
  const rows = lenses.layers.map((layer) => [
    layerName(layer),
    cellText(layer, "archive"),
    cellText(layer, "host"),
    `${verdictOf(layer.lookup)[0]} (${lookupText(layer.lookup)})`,
  ]);
  const head = `${printable(lenses.path)} in ${printable(lenses.name, 80)}, layer by layer from the top`;
  const body = rows
    .map(
      ([name, archive, host, reader]) =>
        `${name}\n${alignColumns(`  archive\t${archive}\n  host\t${host}\n  reader\t${reader}\n`)}`,
    )
    .join("");
  const names =
    merged?.names === undefined || merged.names.length === 0
      ? ""
      : `${merged.names
          .slice(0, 40)
          .map(
            ({ name, kind, from }) =>
              `  ${printable(name)}${kind === "directory" ? "/" : ""} (${layerAt(lenses, from)})`,
          )
          .join("\n")}\n${merged.names.length > 40 ? `  and ${merged.names.length - 40} more\n` : ""}`;
  return `${head}\n${body}${seenText(lenses)}\n${names}`;
}

function cellText(layer: LayerLens, which: "archive" | "host"): string {
  const entries = layer[which];
  if (entries.length === 0) return "nothing";
  const left = entries.length + layer.more - TEXT_ENTRIES;
  const lines = entries.slice(0, TEXT_ENTRIES).map(entryText);
  return [...lines, ...(left > 0 ? [`and ${left} more`] : [])].join("; ");
}

/** More text in a row's heading, not in the bold type that browsers give headings. */
function plain(...content: readonly Content[]): Content {
  return element("div", { style: "font-weight: normal" }, ...content);
}

/** A host directory: its 64-digit name, shortened, without the path that all of them share. */
function shortDirectory(directory: string): string {
  return directory.replace(/^.*\/([0-9a-f]{12})[0-9a-f]{52}\b/, "…/$1…");
}
