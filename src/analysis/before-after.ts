import type { Stack } from "../engine/views.js";
import type { DiffID } from "../oci/digest.js";

/** A layer of one of the two. */
export interface ChangedLayer {
  /** From 1, the lowest. */
  readonly number: number;
  readonly diffId: DiffID;
  readonly createdBy: string;
  readonly comment: string;
  /** Bytes of files. */
  readonly size: number;
  /** True if the other one has it, too. */
  readonly isInBoth: boolean;
}

export interface ChangedSide {
  readonly kind: Stack["kind"];
  readonly name: string;
  /** Lowest first. */
  readonly layers: readonly ChangedLayer[];
  /** A container's own layer. */
  readonly upper?: { readonly size: number };
  /** Bytes of all layers. */
  readonly size: number;
  /** Bytes of the layers that the other one has not. */
  readonly own: number;
}

/** Two images side by side: what a change of the Dockerfile, or a squash, has done to their layers. */
export interface BeforeAfter {
  readonly before: ChangedSide;
  readonly after: ChangedSide;
  /** Bytes: negative if it became smaller. */
  readonly change: number;
}

export function beforeAfter(before: Stack, after: Stack): BeforeAfter {
  const sides = { before: sideOf(before, after), after: sideOf(after, before) };
  return { ...sides, change: sides.after.size - sides.before.size };
}

function sideOf(stack: Stack, other: Stack): ChangedSide {
  const others = new Set(other.layers.map(({ diffId }) => diffId));
  const layers = stack.layers.map(
    ({ diffId, createdBy, comment, size }, at): ChangedLayer => ({
      ...{ number: at + 1, diffId, createdBy, comment, size },
      isInBoth: others.has(diffId),
    }),
  );
  const upper = stack.upper?.size ?? 0;
  const sum = (some: readonly ChangedLayer[]) => some.reduce((total, { size }) => total + size, upper);
  return {
    ...{ kind: stack.kind, name: stack.name, layers },
    ...(stack.upper === undefined ? {} : { upper: { size: upper } }),
    ...{ size: sum(layers), own: sum(layers.filter(({ isInBoth }) => !isInBoth)) },
  };
}
