import type { Sharing } from "../../analysis/sharing.js";
import type { DiffID } from "../../oci/digest.js";

/** One box: a layer (or a container's own), as wide as the columns of all members that stand on it there. */
export interface SharingBox {
  readonly kind: "layer" | "writable";
  /** First column, and the number of columns. */
  readonly column: number;
  readonly span: number;
  /** How many layers are below it. */
  readonly level: number;
  readonly diffId?: DiffID;
  /** Indices of the members in these columns. */
  readonly members: readonly number[];
  readonly size: number;
  readonly title: string;
  /** True if the same layer is elsewhere in the picture too: one archive, two places. */
  readonly again: boolean;
}

export interface SharingLayout {
  readonly boxes: readonly SharingBox[];
  /** The member in each column. */
  readonly columns: readonly number[];
  readonly levels: number;
}

/** Orders the members so that those with the same lower layers are neighbours, and one box can lie under all of them. */
export function sharingLayout(sharing: Sharing, titleOf: (diffId: DiffID) => string): SharingLayout {
  const sizes = new Map(sharing.layers.map(({ diffId, size }) => [diffId, size]));
  const boxes: SharingBox[] = [];
  const columns: number[] = [];
  const place = (members: readonly number[], level: number): void => {
    const groups = new Map<DiffID, number[]>();
    const ending: number[] = [];
    for (const member of members) {
      const diffId = sharing.members[member]?.layers[level];
      if (diffId === undefined) ending.push(member);
      else groups.set(diffId, [...(groups.get(diffId) ?? []), member]);
    }
    for (const member of ending) {
      const upper = sharing.members[member]?.upper;
      if (upper !== undefined) {
        boxes.push({
          kind: "writable",
          column: columns.length,
          span: 1,
          level,
          members: [member],
          size: upper.size,
          title: "writable",
          again: false,
        });
      }
      columns.push(member);
    }
    for (const [diffId, group] of groups) {
      const column = columns.length;
      const size = sizes.get(diffId) ?? 0;
      const box = { kind: "layer" as const, column, span: group.length, level, diffId, members: group, size };
      boxes.push({ ...box, title: titleOf(diffId), again: false });
      place(group, level + 1);
    }
  };
  place([...sharing.members.keys()], 0);
  const places = new Map<DiffID, number>();
  for (const { diffId } of boxes) if (diffId !== undefined) places.set(diffId, (places.get(diffId) ?? 0) + 1);
  return {
    boxes: boxes.map((box) => ({
      ...box,
      again: box.diffId !== undefined && (places.get(box.diffId) ?? 0) > 1,
    })),
    columns,
    levels: boxes.reduce((most, { level }) => Math.max(most, level + 1), 0),
  };
}
