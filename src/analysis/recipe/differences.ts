import type { NodeKind } from "../../vfs/filesystem.js";
import { type ChangeDirectory, type ChangeNode, sortedNames } from "../../vfs/node.js";
import { aspectsOf } from "../trees.js";

/** A path at which two changesets differ. */
export interface ChangeDifference {
  readonly path: string;
  /** Which of the two contains it. */
  readonly in: "first" | "second" | "both";
  readonly kind: NodeKind | "deletion";
  /** How they differ, if both have it: `content`, `time`, `mode 0644 → 0755`. */
  readonly what: readonly string[];
}

/**
 * Everything that makes two layers' archives differ, except for the order of hard links' names. Times count too, including
 * those of directories and deletions, in whole seconds as in archives.
 */
export function changeDifferences(
  first: ChangeDirectory,
  second: ChangeDirectory,
): readonly ChangeDifference[] {
  const found: ChangeDifference[] = [];
  compare("", first, second, found);
  return found;
}

function compare(
  path: string,
  first: ChangeDirectory,
  second: ChangeDirectory,
  found: ChangeDifference[],
): void {
  for (const name of sortedNames(new Set([...first.changes.keys(), ...second.changes.keys()]))) {
    const a = first.changes.get(name);
    const b = second.changes.get(name);
    const child = `${path}/${name}`;
    if (a === undefined || b === undefined) {
      const node = a ?? b;
      if (node !== undefined)
        found.push({ path: child, in: b === undefined ? "first" : "second", kind: kindOf(node), what: [] });
      continue;
    }
    const what = differing(a, b);
    if (what.length > 0) found.push({ path: child, in: "both", kind: kindOf(a), what });
    if (a.kind === "directory" && b.kind === "directory") compare(child, a, b, found);
  }
}

function kindOf(node: ChangeNode): ChangeDifference["kind"] {
  return node.kind === "whiteout" ? "deletion" : node.kind;
}

function differing(a: ChangeNode, b: ChangeNode): readonly string[] {
  if (a.kind === "whiteout" || b.kind === "whiteout") {
    if (a.kind !== b.kind) return [`${kindOf(a)} → ${kindOf(b)}`];
    return seconds(a.mtime) === seconds(b.mtime) ? [] : ["time"];
  }
  // The trees of a comparison have entries instead of changes; only their metadata is compared.
  const aspects = a.kind === "directory" || b.kind === "directory" ? directoryAspects(a, b) : aspectsOf(a, b);
  if (a.kind === "directory" || b.kind === "directory" || a.kind !== b.kind) return aspects;
  return a.nlink === b.nlink ? aspects : [...aspects, `names ${a.nlink} → ${b.nlink}`];
}

function directoryAspects(
  a: Exclude<ChangeNode, { kind: "whiteout" }>,
  b: Exclude<ChangeNode, { kind: "whiteout" }>,
): readonly string[] {
  if (a.kind !== "directory" || b.kind !== "directory") return [`${a.kind} → ${b.kind}`];
  const bare = { kind: "directory", entries: new Map(), ino: 0 } as const;
  const { changes: _a, opaque, ...first } = a;
  const { changes: _b, opaque: _o, ...second } = b;
  return [
    ...aspectsOf({ ...first, ...bare }, { ...second, ...bare }),
    ...(seconds(a.mtime) === seconds(b.mtime) ? [] : ["time"]),
    ...(opaque === b.opaque ? [] : ["opaque"]),
  ];
}

function seconds(time: number): number {
  return Math.floor(time);
}
