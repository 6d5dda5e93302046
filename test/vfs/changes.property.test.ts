import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../src/vfs/apply.js";
import { listChanges } from "../../src/vfs/changes.js";
import { type DirectoryNode, emptyChanges, emptyDirectory, type TreeNode } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { type Operation, operation, perform } from "./operations.js";

/** moby `pkg/archive/changes.go`, `addChanges`: two whole trees compared, without knowing what a changeset is. */
function naive(path: string, before: TreeNode | undefined, after: TreeNode, found: string[]): void {
  if (after.kind !== "directory") return;
  const old = new Map(before?.kind === "directory" ? before.entries : []);
  for (const [name, child] of after.entries) {
    const at = `${path}/${name}`;
    const known = old.get(name);
    old.delete(name);
    const inside: string[] = [];
    naive(at, known, child, inside);
    if (known === undefined) found.push(`A ${at}`);
    else if (differs(known, child) || inside.length > 0) found.push(`C ${at}`);
    found.push(...inside);
  }
  for (const name of old.keys()) found.push(`D ${path}/${name}`);
}

/** `statDifferent` and `sameFsTime` of moby `pkg/archive`. */
function differs(a: TreeNode, b: TreeNode): boolean {
  if (a.kind !== b.kind || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return true;
  if (a.kind === "directory") return false;
  const sameSecond = Math.floor(a.mtime) === Math.floor(b.mtime);
  const isWhole = Number.isInteger(a.mtime) || Number.isInteger(b.mtime);
  const size = (node: TreeNode) =>
    node.kind === "file" ? node.data.size : node.kind === "symlink" ? Buffer.byteLength(node.target) : 0;
  return !(a.mtime === b.mtime || (sameSecond && isWhole)) || size(a) !== size(b);
}

const makeAgain = fc.constantFrom("/a", "/b", "/a/b", "/b/c").map((path): readonly Operation[] => [
  { op: "removeTree", path },
  { op: "mkdir", path },
]);
const steps = fc
  .array(
    fc.oneof(
      operation.map((one): readonly Operation[] => [one]),
      makeAgain,
    ),
    { maxLength: 20 },
  )
  .map((list) => list.flat());

test("what differs is what a comparison of the two whole trees finds", () => {
  fc.assert(
    fc.property(steps, steps, fc.constantFrom(5, 5.5, 6), (below, above, now) => {
      const base = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
      const first = new UnionFileSystem({ lower: emptyDirectory(), upper: base, now: () => 5 });
      for (const step of below) perform(first, step);
      const lower: DirectoryNode = applyChanges(emptyDirectory(), base);
      const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
      const second = new UnionFileSystem({ lower, upper, now: () => now });
      for (const step of above) perform(second, step);
      const expected: string[] = [];
      naive("", lower, applyChanges(lower, upper), expected);
      expect(
        listChanges(lower, upper)
          .map(({ kind, path }) => `${kind} ${path}`)
          .sort(),
      ).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
});

test("a directory made again below one made again hides what was in it", () => {
  const base = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
  new UnionFileSystem({ lower: emptyDirectory(), upper: base }).mkdir("/b/c/a", { recursive: true });
  const lower = applyChanges(emptyDirectory(), base);
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
  const fs = new UnionFileSystem({ lower, upper });
  fs.remove("/b", { recursive: true });
  fs.mkdir("/b/c", { recursive: true });
  expect(listChanges(lower, upper).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    "C /b",
    "C /b/c",
    "D /b/c/a",
  ]);
});

test.each([
  [5, 5.5, []],
  [5, 6, ["C /f"]],
  [5.25, 5.5, ["C /f"]],
])("a file of second %d written at %d, as large as before", (then, now, expected) => {
  const base = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
  new UnionFileSystem({ lower: undefined, upper: base, now: () => then }).writeFile("/f", new Uint8Array(3));
  const lower = applyChanges(emptyDirectory(), base);
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
  new UnionFileSystem({ lower, upper, now: () => now }).writeFile("/f", new Uint8Array(3).fill(1));
  expect(listChanges(lower, upper).map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
});
