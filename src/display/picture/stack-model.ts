import type { Stack, StackLayer } from "../../engine/views.js";
import { humanSize } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";
import { madeByBriefly, ownComment } from "../made-by.js";
import { mountsSentence } from "../mounts.js";

/** One box of the picture: its words. Where it goes is up to the drawing. */
export interface StackBox {
  readonly kind: "writable" | "layer";
  readonly title: string;
  /** True if the title is a command or an instruction rather than prose. */
  readonly titleIsCommand: boolean;
  /** The command, if the title is a comment. */
  readonly command: string | undefined;
  readonly facts: readonly string[];
  /** Names of images that end at this layer. */
  readonly tags: readonly string[];
  /** Bytes, for the length of the bar. */
  readonly size: number;
  readonly directory: string;
  /** First digits of the DiffID; absent for a writable layer, which has none until it is committed. */
  readonly shortDiffId: string | undefined;
}

export function stackBoxes(stack: Stack): readonly StackBox[] {
  const layers = stack.layers.map(layerBox).reverse();
  return stack.upper === undefined ? layers : [writableBox(stack.name, stack.upper), ...layers];
}

function writableBox(name: string, upper: NonNullable<Stack["upper"]>): StackBox {
  return {
    kind: "writable",
    title: `Writable layer of ${name}`,
    titleIsCommand: false,
    command: undefined,
    facts: [humanSize(upper.size), entriesText(upper.entries), "only this container's, goes away with it"],
    tags: [],
    size: upper.size,
    directory: upper.directory,
    shortDiffId: undefined,
  };
}

function layerBox(layer: StackLayer): StackBox {
  const command = madeByBriefly(layer.createdBy);
  const comment = ownComment(layer.comment);
  const short = shortId(layer.diffId);
  return {
    kind: "layer",
    title: comment || command || "(the image does not say what made it)",
    titleIsCommand: comment === "" && command !== "",
    command: comment !== "" && command !== "" ? command : undefined,
    facts: [humanSize(layer.size), entriesText(layer.entries), `DiffID ${short}`],
    tags: layer.tags,
    size: layer.size,
    directory: layer.directory,
    shortDiffId: short,
  };
}

function entriesText(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "entry" : "entries"}`;
}

/** The whole picture in words, for readers who cannot see it. */
export function stackDescription(stack: Stack): string {
  const boxes = stackBoxes(stack);
  if (boxes.length === 0) return "No layers: this image is settings only.";
  const parts = boxes.map((box, at) => {
    const ends =
      box.tags.length > 0 ? `; ${box.tags.join(", ")} ${box.tags.length === 1 ? "ends" : "end"} here` : "";
    return `${at + 1}. ${box.title}: ${box.facts.join(", ")}${ends}.`;
  });
  const { mounts = [] } = stack;
  return [
    `${boxes.length === 1 ? "One layer" : `${boxes.length} layers`}, top to bottom.`,
    ...parts,
    ...(mounts.length > 0 ? [mountsSentence(mounts)] : []),
  ].join(" ");
}

export function stackTitle(stack: Stack): string {
  return `The layers of ${stack.kind} ${stack.name}`;
}
