import type {
  DifferenceReason,
  ProvenDifference,
  ProvenLayer,
  RecipeProof,
} from "../analysis/recipe/proof.js";
import { alignColumns } from "../go/tabwriter.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { counted, foldedTable, note } from "./html/folded.js";
import { code, small, table } from "./html/table.js";
import { printable } from "./printable.js";

const OPEN_ROWS = 20;
const FOLDED_ROWS = 200;
const TEXT_ROWS = 40;

/** Whether a recipe's Dockerfile makes the same layers, and if not, which paths came out different. */
export function recipeProofBundle(proof: RecipeProof): MimeBundle {
  return { "text/html": proofHtml(proof), "text/plain": proofText(proof) };
}

function headline({ equal, failed, layers }: RecipeProof): string {
  if (failed !== undefined) return "the Dockerfile could not be built to its end";
  const wrong = layers.filter((layer) => !layer.equal).length;
  if (equal && layers.length === 1) return "its layer, built again, has the same DiffID";
  return equal
    ? `${counted(layers.length, "layer")}, built again, each with the same DiffID`
    : `${wrong} of ${counted(layers.length, "layer")} came out different`;
}

const REASONS: Readonly<Record<DifferenceReason, string>> = {
  "differs at each run":
    "a second build made it otherwise again: the time of day or something random is in it",
  terminal:
    "a second build, with a terminal, made what the container made: its command ran at a terminal (-t), and a build has none",
  time: "the same, but for its time",
  "a deletion's mark":
    "the same deletion: a layer marks all of its deletions with one device, as old as the first of them, and several steps have several",
  "depends on something else":
    "each build makes the same, which is not what the container had: it depends on something that no step repeats (the host name, a variable of an earlier step, a file changed from outside)",
};

function proofHtml(proof: RecipeProof): string {
  const { image, equal, failed, layers, settings } = proof;
  return element(
    "div",
    {},
    table({
      caption: [
        element("strong", {}, printable(image, 80)),
        ` and its Dockerfile: ${headline(proof)}. `,
        badge(equal ? "equal" : "not equal", equal ? BADGES.added : BADGES.deleted),
      ],
      headings: ["COMMIT", "ITS LAYER", "THE DOCKERFILE'S LAYERS", "RESULT"],
      rows: layers.map((layer): readonly Content[] => [
        code(layerName(layer)),
        diffIdCell(layer.diffId),
        builtCell(layer),
        badge(layer.equal ? "equal" : "differs", layer.equal ? BADGES.added : BADGES.deleted),
      ]),
      empty: "Nothing was built.",
    }),
    failed === undefined ? undefined : note(printable(failed, 400)),
    layers.map((layer) => (layer.equal ? undefined : differencesTable(layer))),
    settings.length === 0 ? undefined : note(settingsText(settings)),
  ).html;
}

function builtCell({ built, together }: ProvenLayer): Content {
  if (built.length === 0) return "none";
  return [
    built.map(({ diffId, instruction }) =>
      small(diffIdCell(diffId), " ", code(printable(firstLine(instruction), 60))),
    ),
    built.length < 2 ? undefined : small("put together: ", diffIdCell(together)),
  ];
}

function diffIdCell(diffId: string | undefined): Content {
  return diffId === undefined ? "no files" : code(`sha256:${shortId(diffId)}…`, diffId);
}

function differencesTable(layer: ProvenLayer): Content {
  return foldedTable({
    caption: `Paths of ${layerName(layer)} that came out different: ${layer.differences.length.toLocaleString("en-US")}.`,
    headings: ["PATH", "DIFFERENCE", "WHY"],
    rows: layer.differences.map((difference) => [
      code(printable(difference.path)),
      differenceText(difference),
      [
        REASONS[difference.why],
        difference.command === undefined
          ? undefined
          : small("named by ", code(printable(firstLine(difference.command), 80))),
      ],
    ]),
    open: OPEN_ROWS,
    folded: FOLDED_ROWS,
    noun: "paths",
    empty: "None: the archives differ only in how names of one file or one deletion refer to each other.",
  });
}

function differenceText({ in: where, kind, what }: ProvenDifference): string {
  const noun = kind === "deletion" ? "deletion" : kind;
  if (where === "image") return `${noun}, only in the image`;
  if (where === "build") return `${noun}, only in the build`;
  return what.join(", ");
}

function layerName({ commit }: ProvenLayer): string {
  return commit.startsWith("sha256:") ? shortId(commit) : printable(commit, 60);
}

function settingsText(settings: readonly string[]): string {
  return `Settings that a Dockerfile gives otherwise: ${settings.join(", ")}. They are in no layer.`;
}

function firstLine(text: string): string {
  const [first = "", ...more] = text.split("\n");
  return more.length === 0 ? first : `${first} …`;
}

function proofText(proof: RecipeProof): string {
  const { image, failed, layers, settings } = proof;
  const rows = layers.map((layer) => [
    layerName(layer),
    layer.diffId === undefined ? "no files" : `sha256:${shortId(layer.diffId)}`,
    layer.together === undefined ? "no files" : `sha256:${shortId(layer.together)}`,
    layer.built.length === 1 ? "1 step" : `${layer.built.length} steps put together`,
    layer.equal ? "equal" : "DIFFERS",
  ]);
  const differences = layers.flatMap((layer) =>
    layer.differences.map((difference) => [
      printable(difference.path),
      differenceText(difference),
      REASONS[difference.why],
    ]),
  );
  const left = differences.length - TEXT_ROWS;
  const aligned = (all: readonly (readonly string[])[]) =>
    alignColumns(all.map((row) => `${row.join("\t")}\n`).join(""));
  return [
    `${printable(image, 80)} and its Dockerfile: ${headline(proof)}\n`,
    failed === undefined ? "" : `${printable(failed, 400)}\n`,
    rows.length === 0 ? "" : aligned([["COMMIT", "ITS LAYER", "BUILT", "FROM", "RESULT"], ...rows]),
    differences.length === 0
      ? ""
      : aligned([["PATH", "DIFFERENCE", "WHY"], ...differences.slice(0, TEXT_ROWS)]),
    left > 0 ? `and ${counted(left, "path")} more\n` : "",
    settings.length === 0 ? "" : `${settingsText(settings)}\n`,
  ].join("");
}
