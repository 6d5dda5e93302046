import type { Ledger, LedgerEvent, LedgerRow } from "../analysis/ledger.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { type Content, element } from "./html/element.js";
import { counted, fold, foldedTable, note, number } from "./html/folded.js";
import { bar, code, small, table } from "./html/table.js";
import { layerCell, layerName, layerStory } from "./layer-name.js";
import { printable } from "./printable.js";

const OPEN_ROWS = 15;
const FOLDED_ROWS = 120;
const SEEN_ROWS = 60;
const TEXT_ROWS = 25;

/** Where an image's bytes are, and which of them no program can see. */
export function ledgerBundle(ledger: Ledger): MimeBundle {
  return { "text/html": ledgerHtml(ledger), "text/plain": ledgerText(ledger) };
}

function ledgerHtml(ledger: Ledger): string {
  const wasted = ledger.rows.filter(({ hidden }) => hidden > 0);
  const rest = ledger.rows.filter(({ hidden }) => hidden === 0);
  const largest = Math.max(0, ...ledger.layers.map(({ size }) => size));
  return element(
    "div",
    {},
    table({
      caption: [
        "Byte ledger of ",
        element("strong", {}, printable(ledger.name, 80)),
        `: ${headline(ledger)}`,
      ],
      headings: ["LAYER", "SHIPPED", "SEEN", "HIDDEN"],
      rows: [...ledger.layers]
        .reverse()
        .map((layer): readonly Content[] => [
          layerCell(layer),
          [humanSize(layer.size), element("div", {}, bar(layer.size, largest, humanSize(layer.size)))],
          humanSize(layer.visible),
          layer.hidden === 0
            ? "0B"
            : [element("strong", {}, humanSize(layer.hidden)), small(share(layer.hidden, layer.size))],
        ]),
      empty: "No layers.",
    }),
    foldedTable({
      caption: `Paths with bytes that are shipped although no program sees them: ${counted(wasted.length, "path")}, most bytes first.`,
      headings: ["PATH", "HIDDEN", "SHIPPED", "WHAT EACH LAYER DID, AND WHY BYTES ARE HIDDEN"],
      rows: wasted.map(rowCells),
      open: OPEN_ROWS,
      folded: FOLDED_ROWS,
      noun: "paths",
      empty: "None: every byte of every layer is seen.",
    }),
    rest.length === 0
      ? undefined
      : fold(
          `${counted(rest.length, "path")} without waste`,
          foldedTable({
            caption: "All of their bytes are seen; largest first.",
            headings: ["PATH", "SHIPPED", "WHAT EACH LAYER DID"],
            rows: rest
              .slice(0, SEEN_ROWS)
              .map((row) => [code(printable(row.path)), humanSize(row.shipped), events(row)]),
            open: SEEN_ROWS,
            folded: 0,
            noun: "paths",
          }),
          rest.length > SEEN_ROWS
            ? note(
                `${number(rest.length - SEEN_ROWS)} further paths are not shown here; .find("…") looks through all of them.`,
              )
            : undefined,
        ),
    note(diveText(ledger)),
  ).html;
}

/** Paths of a ledger that match a search. */
export function foundRowsBundle(rows: readonly LedgerRow[], title: string): MimeBundle {
  const text = rows
    .slice(0, 200)
    .map((row) => `${humanSize(row.hidden)}\t${humanSize(row.shipped)}\t${printable(row.path, 80)}\n`);
  const left = rows.length - text.length;
  return {
    "text/html": foldedTable({
      caption: `${printable(title)}: ${counted(rows.length, "path")}, most hidden bytes first.`,
      headings: ["PATH", "HIDDEN", "SHIPPED", "WHAT EACH LAYER DID, AND WHY BYTES ARE HIDDEN"],
      rows: rows.map((row) =>
        row.hidden > 0
          ? rowCells(row)
          : [code(printable(row.path)), "0B", humanSize(row.shipped), events(row)],
      ),
      open: 30,
      folded: 500,
      noun: "paths",
      whole: "the value has all of them, as an array",
      empty: "No such path.",
    }).html,
    "text/plain": `${alignColumns(`HIDDEN\tSHIPPED\tPATH\n${text.join("")}`)}${left > 0 ? `and ${left} more\n` : ""}`,
  };
}

function headline({ size, hidden, visible }: Ledger): string {
  return `${humanSize(size)} in all layers, ${humanSize(visible)} seen, ${humanSize(hidden)} hidden (${share(hidden, size)}).`;
}

function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return "0%";
  const percent = (part / whole) * 100;
  return percent < 0.1 ? "less than 0.1%" : `${percent.toFixed(1)}%`;
}

function rowCells(row: LedgerRow): readonly Content[] {
  return [
    code(printable(row.path)),
    element("strong", {}, humanSize(row.hidden)),
    humanSize(row.shipped),
    [events(row), small(element("em", {}, whyText(row)))],
  ];
}

/** How many events of a path are shown. */
const MAX_EVENTS = 8;

function events({ path, events: all }: LedgerRow): Content {
  const shown = all.slice(0, MAX_EVENTS);
  return [
    shown.map((event) => small(eventText(event, path))),
    all.length > shown.length ? small(`and ${all.length - shown.length} more`) : undefined,
  ];
}

function eventText({ layer, what, size, by }: LedgerEvent, path: string): string {
  switch (what) {
    case "added":
      return `layer ${layer} added it: ${humanSize(size)}`;
    case "content":
      return `layer ${layer} wrote it again: ${humanSize(size)}`;
    case "metadata":
      return `layer ${layer} copied it whole to change its mode, owner or time: ${humanSize(size)}`;
    case "again":
      return `layer ${layer} holds the same file once more: ${humanSize(size)}`;
    case "deleted":
      return `layer ${layer} ${deletedText(by, path)}`;
  }
}

function deletedText(by: LedgerEvent["by"], path: string): string {
  if (by === undefined || (by.how === "whiteout" && by.path === path)) return "deleted it";
  const where = printable(by.path || "/", 80);
  if (by.how === "replaced")
    return by.path === path ? "put a directory in its place" : `put a file in the place of ${where}`;
  return by.how === "opaque" ? `hid all that was in ${where}` : `deleted ${where} with all in it`;
}

/** Why bytes are hidden: what happened after they were added. */
function whyText({ events: all }: LedgerRow): string {
  const kinds = new Set(
    all.flatMap((event, at) => (all.slice(0, at).some(({ size }) => size > 0) ? [event.what] : [])),
  );
  const reasons = [
    kinds.has("deleted") ? "deleted by a later layer, which cannot take bytes out of a lower one" : undefined,
    kinds.has("content") ? "an older version stays in its layer" : undefined,
    kinds.has("metadata") ? "a change of mode, owner or time copies the whole file" : undefined,
    kinds.has("again") ? "the same file is in two layers" : undefined,
  ].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? "another name of it was deleted or replaced" : reasons.join("; ");
}

function diveText({ dive }: Ledger): string {
  return `dive's figures: efficiency ${(dive.efficiency * 100).toFixed(2)} %, ${humanSize(dive.wastedBytes)} potentially wasted in ${counted(dive.paths.length, "path")} (${(dive.wastedUserPart * 100).toFixed(2)} % of the layers above the lowest). It counts every copy of a path that occurs twice or more; the ledger counts the copies that are not seen.`;
}

function ledgerText(ledger: Ledger): string {
  const wasted = ledger.rows.filter(({ hidden }) => hidden > 0);
  const layers = alignColumns(
    [
      ["LAYER", "SHIPPED", "SEEN", "HIDDEN", "MADE BY"],
      ...[...ledger.layers]
        .reverse()
        .map((layer) => [
          layerName(layer),
          humanSize(layer.size),
          humanSize(layer.visible),
          humanSize(layer.hidden),
          layerStory(layer, 50),
        ]),
    ]
      .map((row) => `${row.join("\t")}\n`)
      .join(""),
  );
  const paths = alignColumns(
    [
      ["HIDDEN", "SHIPPED", "PATH", "WHAT EACH LAYER DID"],
      ...wasted.slice(0, TEXT_ROWS).map((row) => [
        humanSize(row.hidden),
        humanSize(row.shipped),
        printable(row.path, 80),
        row.events
          .slice(0, MAX_EVENTS)
          .map((event) => eventText(event, row.path))
          .join("; "),
      ]),
    ]
      .map((row) => `${row.join("\t")}\n`)
      .join(""),
  );
  const left = wasted.length - TEXT_ROWS;
  return [
    `Byte ledger of ${printable(ledger.name, 80)}: ${headline(ledger)}\n`,
    layers,
    wasted.length === 0 ? "Every byte of every layer is seen.\n" : paths,
    left > 0 ? `and ${counted(left, "path")} more\n` : "",
    `${diveText(ledger)}\n`,
  ].join("");
}
