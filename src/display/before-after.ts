import type { BeforeAfter, ChangedLayer, ChangedSide } from "../analysis/before-after.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { beside, box, drawing, length, mono, name, quiet } from "./drawing/kit.js";
import { type Content, element, type Html } from "./html/element.js";
import { counted } from "./html/folded.js";
import { layerStory } from "./layer-name.js";
import { printable } from "./printable.js";

/** How many layers of each are shown, those at the top. */
const MAX_LAYERS = 30;

/** Two images side by side, layers and sizes. */
export function beforeAfterBundle(change: BeforeAfter): MimeBundle {
  return { "text/html": beforeAfterHtml(change).html, "text/plain": beforeAfterText(change) };
}

function beforeAfterHtml(change: BeforeAfter): Html {
  const { before, after } = change;
  const all = [...before.layers, ...after.layers].map(({ size }) => size);
  const largest = Math.max(1, before.upper?.size ?? 0, after.upper?.size ?? 0, ...all);
  const total = Math.max(before.size, after.size);
  return drawing(
    { title: titleOf(change), words: wordsOf(change) },
    beside(
      150,
      [drawSide("before", before, { largest, total }), drawSide("after", after, { largest, total })],
      "bottom",
    ),
  );
}

function drawSide(
  when: "before" | "after",
  { kind, name: of, layers, upper, size }: ChangedSide,
  { largest, total }: { readonly largest: number; readonly total: number },
): Content {
  const top = layers.toReversed();
  const shown = top.slice(0, MAX_LAYERS);
  const more = top.length - shown.length;
  return [
    element(
      "div",
      { style: "padding: 4px 2px" },
      name(`${when}: `, mono(printable(of, 60))),
      quiet(`${kind}, ${counted(layers.length, "layer")}, ${humanSize(size)}`),
      length(size, total, "paper"),
    ),
    upper === undefined
      ? undefined
      : box(
          "writable",
          {},
          name("its own layer"),
          quiet(humanSize(upper.size)),
          length(upper.size, largest, "writable"),
        ),
    shown.map((layer) => drawLayer(layer, largest)),
    more > 0 ? quiet(`and ${counted(more, "layer")} more below`) : undefined,
    layers.length === 0 ? quiet("no layers") : undefined,
  ];
}

function drawLayer(layer: ChangedLayer, largest: number): Html {
  const { number, diffId, size, isInBoth } = layer;
  return box(
    isInBoth ? "layer" : "writable",
    { title: diffId },
    name(`layer ${number}, ${humanSize(size)}`),
    quiet(isInBoth ? "in both, " : `only here, `, mono(shortId(diffId))),
    quiet(story(layer)),
    length(size, largest, isInBoth ? "layer" : "writable"),
  );
}

function story({ createdBy, comment, diffId, number }: ChangedLayer): string {
  return layerStory({ createdBy, comment, diffId, number, directory: "" }, 80);
}

function titleOf({ before, after }: BeforeAfter): string {
  return `Before and after: ${printable(before.name, 60)} and ${printable(after.name, 60)}`;
}

function wordsOf({ before, after, change }: BeforeAfter): string {
  const both = after.layers.filter(({ isInBoth }) => isInBoth).length;
  const became =
    change === 0
      ? "The size is the same"
      : `${humanSize(Math.abs(change))} ${change < 0 ? "smaller" : "larger"} than before`;
  return `${humanSize(before.size)} in ${counted(before.layers.length, "layer")}, then ${humanSize(after.size)} in ${counted(after.layers.length, "layer")}. ${became}. ${counted(both, "layer")} of it ${both === 1 ? "is" : "are"} in both, and stored once.`;
}

function beforeAfterText(change: BeforeAfter): string {
  const rows = (["before", "after"] as const).flatMap((when) => {
    const { layers, upper, size, name: of } = change[when];
    const top = layers.toReversed();
    return [
      [`${when}: ${printable(of, 60)}`, humanSize(size), "", ""],
      ...(upper === undefined ? [] : [["  its own layer", humanSize(upper.size), "only here", ""]]),
      ...top
        .slice(0, MAX_LAYERS)
        .map((layer) => [
          `  layer ${layer.number} ${shortId(layer.diffId)}`,
          humanSize(layer.size),
          layer.isInBoth ? "in both" : "only here",
          story(layer),
        ]),
      ...(top.length > MAX_LAYERS ? [[`  and ${top.length - MAX_LAYERS} more`, "", "", ""]] : []),
    ];
  });
  return `${titleOf(change)}. ${wordsOf(change)}\n${alignColumns(
    [["LAYER", "SIZE", "WHERE", "MADE BY"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
  )}`;
}
