import fc from "fast-check";
import { expect, test } from "vitest";
import { FileSystemError } from "../../src/errors/filesystem.js";
import { encodeLayer } from "../../src/layer/encode.js";
import { applyChanges } from "../../src/vfs/apply.js";
import { toBytes } from "../../src/vfs/data.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { mergeChanges } from "../../src/vfs/merge.js";
import {
  type ChangeDirectory,
  type DirectoryNode,
  emptyChanges,
  emptyDirectory,
} from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { cases } from "../random.js";

type Step = (fs: FileSystem) => void;

const path = fc
  .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 })
  .map((parts) => `/${parts.join("/")}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  path.map(
    (at): Step =>
      (fs) =>
        fs.mkdir(at, { recursive: true }),
  ),
  fc.tuple(path, fc.string({ maxLength: 4 })).map(
    ([at, text]): Step =>
      (fs) => {
        fs.writeFile(at, new TextEncoder().encode(text));
      },
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.remove(at, { recursive: true, force: true }),
  ),
  fc.tuple(path, fc.constantFrom(0o600, 0o755)).map(
    ([at, mode]): Step =>
      (fs) =>
        fs.chmod(at, mode),
  ),
  fc.tuple(path, path).map(
    ([from, to]): Step =>
      (fs) =>
        fs.symlink(from, to),
  ),
);

/** What steps change on a tree; a clock that stands still, so that only the changes count. */
function changesOf(
  lower: DirectoryNode,
  steps: readonly Step[],
  upper = emptyChanges({ ...lower, mtime: 7 }),
) {
  const fs = new UnionFileSystem({ lower, upper, now: () => 7 });
  for (const each of steps) {
    try {
      each(fs);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
    }
  }
  return upper;
}

test("two layers put together are the layer of one that saw it all", () => {
  const some = fc.array(step, { maxLength: 8 });
  fc.assert(
    fc.property(some, some, some, (first, second, third) => {
      const base = applyChanges(emptyDirectory(), changesOf(emptyDirectory(), first));
      const lower = changesOf(base, second);
      const upper = changesOf(applyChanges(base, lower), third);
      const merged = mergeChanges(base, lower, upper);
      expect(shape(applyChanges(base, merged))).toEqual(
        shape(applyChanges(applyChanges(base, lower), upper)),
      );
      const one = changesOf(base, [...second, ...third]);
      expect(names(merged)).toEqual(names(one));
    }),
    cases(125),
  );
});

test("what both say is said once, and nothing is deleted that was never below", () => {
  const base = applyChanges(
    emptyDirectory(),
    changesOf(emptyDirectory(), [(fs) => fs.writeFile("/old", new Uint8Array(3))]),
  );
  const lower = changesOf(base, [(fs) => fs.writeFile("/new", new Uint8Array(1)), (fs) => fs.unlink("/old")]);
  const upper = changesOf(applyChanges(base, lower), [(fs) => fs.unlink("/new")]);
  expect(names(mergeChanges(base, lower, upper))).toEqual([".wh.old"]);
});

/** The names of the archive that a changeset is written as. */
function names(changes: ChangeDirectory): readonly string[] {
  const text = new TextDecoder("latin1").decode(toBytes(encodeLayer(changes)));
  const found: string[] = [];
  for (let at = 0; at + 512 <= text.length; ) {
    const name = text.slice(at, at + 100).replace(/\0.*$/s, "");
    if (name === "") break;
    found.push(name);
    const size = Number.parseInt(text.slice(at + 124, at + 135), 8);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

function shape(tree: DirectoryNode, at = ""): readonly unknown[] {
  return [...tree.entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, node]): readonly unknown[] => {
      const own = [`${at}/${name}`, node.kind, node.mode];
      if (node.kind === "directory") return [own, ...shape(node, `${at}/${name}`)];
      return [[...own, node.kind === "file" ? new TextDecoder().decode(toBytes(node.data)) : ""]];
    });
}
