import type { Stack, StackMount } from "../engine/views.js";
import type { DiffID } from "../oci/digest.js";

export interface SharedLayer {
  readonly diffId: DiffID;
  /** Bytes of files and of symbolic links' targets. */
  readonly size: number;
  readonly createdBy: string;
  readonly comment: string;
  /** Indices of the members that have it. */
  readonly usedBy: readonly number[];
}

export interface SharingMember {
  readonly kind: Stack["kind"];
  readonly name: string;
  readonly id: string;
  /** Lowest first. */
  readonly layers: readonly DiffID[];
  /** A container's own layer. */
  readonly upper?: { readonly entries: number; readonly size: number };
  /** What a container has mounted; no part of its size. */
  readonly mounts?: readonly StackMount[];
  /** Bytes of all its layers. */
  readonly size: number;
  /** How many of those are in layers that another member has too. */
  readonly shared: number;
  readonly unique: number;
}

/** Which images and containers share which layers. All sizes are bytes. */
export interface Sharing {
  readonly members: readonly SharingMember[];
  /** Each layer once, in order of appearance. */
  readonly layers: readonly SharedLayer[];
  /** Sum of the members' sizes: what they would need if nothing were shared. */
  readonly total: number;
  /** Sum of all layers, each counted once. */
  readonly onDisk: number;
  readonly saved: number;
}

/** A layer with the same DiffID is shared, whatever is below it: same bytes, same stored blob. */
export function sharingOf(stacks: readonly Stack[]): Sharing {
  const layers = new Map<DiffID, SharedLayer & { readonly usedBy: number[] }>();
  for (const [member, stack] of stacks.entries()) {
    for (const { diffId, size, createdBy, comment } of stack.layers) {
      const known = layers.get(diffId);
      if (known === undefined) layers.set(diffId, { diffId, size, createdBy, comment, usedBy: [member] });
      else if (!known.usedBy.includes(member)) known.usedBy.push(member);
    }
  }
  const members = stacks.map((stack, member): SharingMember => {
    const { kind, name, id, upper, mounts } = stack;
    const own = upper?.size ?? 0;
    const sizes = stack.layers.map(({ diffId, size }) => ({
      size,
      shared: (layers.get(diffId)?.usedBy ?? []).some((other) => other !== member),
    }));
    const size = sizes.reduce((sum, layer) => sum + layer.size, own);
    const shared = sizes.reduce((sum, layer) => sum + (layer.shared ? layer.size : 0), 0);
    return {
      kind,
      name,
      id,
      layers: stack.layers.map(({ diffId }) => diffId),
      ...(upper === undefined ? {} : { upper: { entries: upper.entries, size: upper.size } }),
      ...(mounts === undefined ? {} : { mounts }),
      size,
      shared,
      unique: size - shared,
    };
  });
  const total = members.reduce((sum, { size }) => sum + size, 0);
  const uppers = members.reduce((sum, { upper }) => sum + (upper?.size ?? 0), 0);
  const onDisk = [...layers.values()].reduce((sum, { size }) => sum + size, uppers);
  return { members, layers: [...layers.values()], total, onDisk, saved: total - onDisk };
}
