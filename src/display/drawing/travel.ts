import type { LayerTransfer } from "../../engine/registry.js";
import { humanSize } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";
import type { Content, Html } from "../html/element.js";
import { counted } from "../html/folded.js";
import { printable } from "../printable.js";
import { box, columns, drawing, length, mono, name, quiet } from "./kit.js";

/** How many layers are drawn, those at the top; the table has the rest. */
const MAX_LAYERS = 30;

/**
 * What travelled and what did not: each layer, the lowest at the bottom, on this side, on its way, and in the registry.
 */
export function travelDrawing(layers: readonly LayerTransfer[], way: "received" | "sent"): Html {
  const largest = Math.max(...layers.map(({ transferred }) => transferred));
  const top = [...layers].reverse();
  const shown = top.slice(0, MAX_LAYERS);
  return drawing(
    {
      title: way === "sent" ? "What travelled to the registry" : "What travelled from the registry",
      words:
        way === "sent"
          ? "Before a layer is sent, the registry is asked whether it has it. Only what it lacks travels."
          : "Only the layers that are not here yet travel.",
    },
    shown.map((layer, at) => drawLayer(layer, { number: top.length - at, largest, way })),
    top.length > shown.length
      ? quiet(`and ${counted(top.length - shown.length, "layer")} more below, in the table`)
      : undefined,
  );
}

function drawLayer(
  { id, digest, size, transferred, how }: LayerTransfer,
  {
    number,
    largest,
    way,
  }: { readonly number: number; readonly largest: number; readonly way: "received" | "sent" },
): Content {
  const isMoved = how === "transferred";
  const here = box(
    way === "received" && isMoved ? "writable" : "layer",
    {},
    name(`layer ${number}`),
    quiet(`${humanSize(size)} of files  ·  `, mono(printable(id, 20))),
  );
  const between = isMoved
    ? [
        name(`${way === "sent" ? "→" : "←"} ${humanSize(transferred)} ${way}`),
        quiet("compressed"),
        length(transferred, largest, "writable"),
      ]
    : [
        name("nothing travels"),
        quiet(
          how === "mounted"
            ? "the registry has it in another repository"
            : way === "sent"
              ? "already in the registry"
              : "already here",
        ),
      ];
  const there = box(
    way === "sent" && isMoved ? "writable" : "layer",
    { title: digest },
    name("in the registry"),
    quiet(mono(shortId(digest))),
  );
  return columns([
    { share: 2, least: 105, content: here },
    { share: 1, least: 75, content: between },
    { share: 2, least: 105, content: there },
  ]);
}
