import type { Instruction, Instructions } from "../analysis/instructions.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { beside, box, drawing, length, mono, name, quiet } from "./drawing/kit.js";
import { element, type Html } from "./html/element.js";
import { counted, note } from "./html/folded.js";
import { printable } from "./printable.js";

/** How many are shown, the first ones. */
const MAX_STEPS = 80;

/** A Dockerfile's instructions beside the layers they made. */
export function instructionsBundle(instructions: Instructions): MimeBundle {
  return {
    "text/html": instructionsHtml(instructions).html,
    "text/plain": instructionsText(instructions),
  };
}

function instructionsHtml(instructions: Instructions): Html {
  const { steps } = instructions;
  const largest = Math.max(1, ...steps.map(({ layer }) => layer?.size ?? 0));
  const shown = steps.slice(0, MAX_STEPS);
  return drawing(
    { title: titleOf(instructions), words: wordsOf(instructions) },
    drawBase(instructions),
    shown.map((step) => pair(box("paper", {}, mono(textOf(step, 400))), madeBox(step, largest))),
    steps.length > shown.length
      ? note(`and ${counted(steps.length - shown.length, "step")} more, which are in .data`)
      : undefined,
  );
}

function drawBase({ base }: Instructions): Html | undefined {
  if (base === undefined) return undefined;
  const of = printable(base.name, 80);
  return pair(
    box("paper", {}, base.isCertain ? mono(`FROM ${of}`) : ["begins as ", mono(of)]),
    base.layers === 0
      ? box("faint", {}, "→ no layer")
      : box(
          "layer",
          {},
          name(`→ ${layersText(base.layers, 1)}`),
          quiet(`${humanSize(base.size)}, ${counted(base.steps, "step")} of that image: nothing is copied`),
        ),
  );
}

/** An instruction and what became of it: side by side, or close to each other where the page is narrow. */
function pair(left: Html, right: Html): Html {
  return element("div", { style: "padding: 0 0 5px" }, beside(270, [left, right]));
}

/** `layers 2 to 4` */
function layersText(count: number, first: number): string {
  if (count === 0) return "no layer";
  return count === 1 ? `layer ${first}` : `layers ${first} to ${first + count - 1}`;
}

function madeBox({ layer, setting, text }: Instruction, largest: number): Html {
  if (layer === undefined) return box("faint", {}, `→ no layer: ${withoutLayer(text, setting)}`);
  return box(
    "layer",
    { title: layer.diffId },
    name(`→ layer ${layer.number}`),
    quiet(`${humanSize(layer.size)}  ·  ${entriesText(layer.entries)}  ·  `, mono(shortId(layer.diffId))),
    length(layer.size, largest, "layer"),
  );
}

/** What became of an instruction without a layer. */
function withoutLayer(text: string, setting: string | undefined): string {
  if (setting !== undefined) return `only ${setting} in the configuration`;
  return text.startsWith("ARG ") ? "a variable of the build only" : "what it changed is unknown";
}

function entriesText(entries: number): string {
  return `${entries.toLocaleString("en-US")} ${entries === 1 ? "entry" : "entries"}`;
}

function textOf({ text }: Instruction, limit: number): string {
  return text === "" ? "(the image does not say)" : printable(text.replace(/\s+/g, " "), limit);
}

function titleOf({ name: of }: Instructions): string {
  return `The instructions of ${printable(of, 80)} beside their layers`;
}

function wordsOf({ base, steps }: Instructions): string {
  const made = steps.filter(({ layer }) => layer !== undefined).length;
  const count = `${counted(steps.length, "instruction")}${base === undefined ? "" : " after FROM"}: ${made} made a layer, ${steps.length - made} did not.`;
  return `In the Dockerfile's order, as the image's history has them. ${count}${
    base === undefined
      ? " Which of them came with the FROM line is unknown: no image that it begins with is here."
      : ""
  }`;
}

function instructionsText(instructions: Instructions): string {
  const { base, steps } = instructions;
  const shown = steps.slice(0, MAX_STEPS);
  const rows = [
    ["INSTRUCTION", "LAYER", "SIZE", "ENTRIES"],
    ...(base === undefined
      ? []
      : [
          [
            `${base.isCertain ? "FROM" : "begins as"} ${printable(base.name, 60)}`,
            layersText(base.layers, 1),
            humanSize(base.size),
            "",
          ],
        ]),
    ...shown.map((step) => [
      textOf(step, 60),
      step.layer === undefined
        ? `none: ${withoutLayer(step.text, step.setting)}`
        : `layer ${step.layer.number}`,
      step.layer === undefined ? "" : humanSize(step.layer.size),
      step.layer === undefined ? "" : step.layer.entries.toLocaleString("en-US"),
    ]),
  ];
  return [
    `${titleOf(instructions)}. ${wordsOf(instructions)}\n`,
    alignColumns(rows.map((row) => `${row.join("\t")}\n`).join("")),
    steps.length > shown.length ? `and ${counted(steps.length - shown.length, "step")} more\n` : "",
  ].join("");
}
