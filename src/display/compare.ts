import type { Compared, ComparedLayer, Comparison, Difference } from "../analysis/compare.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { counted, foldedTable } from "./html/folded.js";
import { code, table } from "./html/table.js";
import { layerCell, layerName, layerStory } from "./layer-name.js";
import { printable } from "./printable.js";

const OPEN_ROWS = 25;
const FOLDED_ROWS = 120;
const TEXT_ROWS = 40;

/** What two images or containers share, and where a program sees a difference. */
export function compareBundle(comparison: Comparison): MimeBundle {
  return { "text/html": compareHtml(comparison), "text/plain": compareText(comparison) };
}

function compareHtml(comparison: Comparison): string {
  const { first, second, common, differences } = comparison;
  const [a, b] = namesOf(comparison);
  const layerRow = (layer: ComparedLayer, inFirst: boolean, inSecond: boolean): readonly Content[] => [
    layerCell(layer),
    humanSize(layer.size),
    inFirst ? "yes" : "no",
    inSecond ? "yes" : "no",
  ];
  return element(
    "div",
    {},
    table({
      caption: [
        element("strong", {}, a),
        ` (${first.kind}) and `,
        element("strong", {}, b),
        ` (${second.kind}): ${sharingText(comparison)}`,
      ],
      headings: ["LAYER", "SIZE", `IN ${a}`, `IN ${b}`],
      rows: [
        ...[...second.own].reverse().map((layer) => layerRow(layer, false, true)),
        ...[...first.own].reverse().map((layer) => layerRow(layer, true, false)),
        ...[...common].reverse().map((layer) => layerRow(layer, true, true)),
      ],
      empty: "Neither has a layer.",
    }),
    foldedTable({
      caption: `Paths at which a program sees a difference: ${differences.length.toLocaleString("en-US")}, largest first.`,
      headings: ["PATH", "DIFFERENCE", `SIZE IN ${a}`, `SIZE IN ${b}`],
      rows: differences.map((difference) => differenceRow(difference, [a, b])),
      open: OPEN_ROWS,
      folded: FOLDED_ROWS,
      noun: "paths",
      empty: "None: programs see the same files in both.",
    }),
  ).html;
}

/** Two with the same name (because the name has moved) are told apart as first and second. */
function namesOf({ first, second }: Comparison): readonly [string, string] {
  const short = ({ name }: Compared) => printable(name, 40);
  return first.name === second.name && first.id !== second.id
    ? [`${short(first)} (first)`, `${short(second)} (second)`]
    : [short(first), short(second)];
}

function sharingText({ first, second, common, elsewhere }: Comparison): string {
  const bytes = common.reduce((sum, { size }) => sum + size, 0);
  const parts = [
    `${counted(common.length, "layer")} in common, ${humanSize(bytes)}, stored once`,
    `${counted(first.own.length, "layer")} only in the first`,
    `${counted(second.own.length, "layer")} only in the second`,
    ...(elsewhere.length > 0
      ? [`${counted(elsewhere.length, "archive")} the same in both although they stand on different layers`]
      : []),
  ];
  return `${parts.join("; ")}.`;
}

function differenceRow(difference: Difference, names: readonly [string, string]): readonly Content[] {
  const [word, style] = wordOf(difference, names);
  const { sizes, kind } = difference;
  return [
    code(`${printable(difference.path)}${kind === "directory" ? "/" : ""}`),
    [badge(word, style), ` ${detail(difference)}`],
    difference.in === "second" ? "not there" : humanSize(sizes[0]),
    difference.in === "first" ? "not there" : humanSize(sizes[1]),
  ];
}

function wordOf(difference: Difference, [a, b]: readonly [string, string]) {
  if (difference.in === "first") return [`only in ${a}`, BADGES.deleted] as const;
  if (difference.in === "second") return [`only in ${b}`, BADGES.added] as const;
  return ["differs", BADGES.changed] as const;
}

function detail({ what, kind, files, in: where }: Difference): string {
  if (where === "both") return what.join(", ");
  return kind === "directory" ? counted(files, "file") : kind === "file" ? "" : kind;
}

function compareText(comparison: Comparison): string {
  const names = namesOf(comparison);
  const { first, second, common, differences } = comparison;
  const layers = [
    ...[...second.own].reverse().map((layer) => [layer, names[1]] as const),
    ...[...first.own].reverse().map((layer) => [layer, names[0]] as const),
    ...[...common].reverse().map((layer) => [layer, "both"] as const),
  ].map(([layer, where]) => [where, layerName(layer), humanSize(layer.size), layerStory(layer, 50)]);
  const paths = differences
    .slice(0, TEXT_ROWS)
    .map((difference) => [
      `${wordOf(difference, names)[0]} ${detail(difference)}`.trim(),
      humanSize(difference.sizes[0]),
      humanSize(difference.sizes[1]),
      `${printable(difference.path)}${difference.kind === "directory" ? "/" : ""}`,
    ]);
  const left = differences.length - TEXT_ROWS;
  const lines = (rows: readonly (readonly string[])[]) =>
    alignColumns(rows.map((row) => `${row.join("\t")}\n`).join(""));
  return [
    `${names[0]} and ${names[1]}: ${sharingText(comparison)}\n`,
    lines([["IN", "LAYER", "SIZE", "MADE BY"], ...layers]),
    differences.length === 0
      ? "Programs see the same files in both.\n"
      : lines([["DIFFERENCE", "FIRST", "SECOND", "PATH"], ...paths]),
    left > 0 ? `and ${counted(left, "path")} more\n` : "",
  ].join("");
}
