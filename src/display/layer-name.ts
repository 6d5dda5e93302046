import type { LayerFacts } from "../analysis/trees.js";
import { ellipsis } from "../go/ellipsis.js";
import { shortId } from "../oci/digest.js";
import { type Content, element } from "./html/element.js";
import { code, small } from "./html/table.js";
import { madeByBriefly, ownComment } from "./made-by.js";
import { printable } from "./printable.js";

/** `layer 2`, or `the container's own layer`. */
export function layerName({ number, diffId }: LayerFacts): string {
  return diffId === undefined ? "the container's own layer" : `layer ${number}`;
}

/** What made a layer, on one line. */
export function layerStory({ comment, createdBy, diffId }: LayerFacts, limit = 60): string {
  if (diffId === undefined) return "writable, in no image yet";
  const story = ownComment(comment) || madeByBriefly(createdBy) || "the image does not say what made it";
  return ellipsis(printable(story), limit);
}

/** Number, short DiffID and origin of a layer, as the first cell of a row. */
export function layerCell(layer: LayerFacts): Content {
  return [
    element("span", { style: "white-space: nowrap" }, layerName(layer)),
    layer.diffId === undefined ? undefined : element("div", {}, code(shortId(layer.diffId), layer.diffId)),
    small(layerStory(layer)),
  ];
}
