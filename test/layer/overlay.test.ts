import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeOverlay, encodeOverlay, overlayEntries } from "../../src/layer/overlay.js";
import { archiveChunks, writeArchive } from "../../src/tar/write.js";
import { applyChanges } from "../../src/vfs/apply.js";
import { fromBytes, toBytes, zeros } from "../../src/vfs/data.js";
import type { FileData } from "../../src/vfs/filesystem.js";
import {
  type ChangeNode,
  type DirectoryNode,
  emptyChanges,
  emptyDirectory,
  type MutableDirectory,
} from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { entry } from "../archives.js";
import { cases } from "../random.js";
import { operation, perform } from "../vfs/operations.js";

const sequence = fc.array(operation, { maxLength: 25 });
const time = fc.oneof(
  fc.integer({ min: -10, max: 4e9 }),
  fc.double({ min: -1e6, max: 4e9, noNaN: true }).filter((value) => Math.abs(value) > 1e-9),
);

/** Everything a changeset is, nodes that are one object under one number. */
function dump(root: MutableDirectory): unknown {
  const seen = new Map<ChangeNode, number>();
  const show = (node: ChangeNode): unknown => {
    if (node.kind === "directory") {
      const { mode, uid, gid, mtime, xattrs, opaque, changes } = node;
      const inside = [...changes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, child]) => [name, show(child)]);
      return { mode, uid, gid, mtime, xattrs, opaque, inside };
    }
    const known = seen.get(node);
    if (known !== undefined) return { same: known };
    seen.set(node, seen.size);
    if (node.kind === "whiteout") return node;
    const { ino: _ino, ...rest } = node;
    return rest.kind === "file"
      ? { ...rest, data: Buffer.from(toBytes(rest.data)).toString("hex") }
      : { ...rest };
  };
  return show(root);
}

/** Changes on a tree that has something to delete, with times, attributes and odd names. */
const changeset = fc
  .tuple(sequence, sequence, fc.array(time, { minLength: 1 }))
  .map(([first, second, times]) => {
    const base = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
    for (const step of first) perform(new UnionFileSystem({ lower: emptyDirectory(), upper: base }), step);
    const lower: DirectoryNode = applyChanges(emptyDirectory(), base);
    const upper = emptyChanges({
      mode: 0o1777,
      uid: 3,
      gid: 4,
      mtime: 1.5,
      xattrs: { "user.note": "ü=1\n" },
    });
    let at = 0;
    const now = () => times[at++ % times.length] ?? 0;
    let fs = new UnionFileSystem({ lower, upper, now });
    for (const [index, step] of second.entries()) {
      // Another mount has another whiteout device.
      if (index === 12) fs = new UnionFileSystem({ lower, upper, now });
      perform(fs, step);
    }
    return upper;
  });

test("a writable layer put into an archive and read back is the same one", () => {
  fc.assert(
    fc.property(changeset, (upper) => {
      const archive = toBytes(encodeOverlay(upper));
      expect(dump(decodeOverlay(fromBytes(archive)))).toEqual(dump(upper));
      expect(Buffer.concat([...archiveChunks(overlayEntries(upper))]).equals(archive)).toBe(true);
    }),
    cases(75),
  );
});

test("names, devices, sparse content and links that a layer has trouble with", () => {
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1_700_000_000.123456 });
  const fs = new UnionFileSystem({ lower: undefined, upper, now: () => 1_700_000_000.987654 });
  fs.writeFile("/.wh.kept", new Uint8Array([1]));
  fs.writeFile("/.wh..wh..opq", new Uint8Array([2]));
  fs.writeFile(`/${"long".repeat(60)}`, zeros(3_000_000));
  fs.writeFile("/new\nline", new Uint8Array([3]));
  fs.link("/new\nline", "/second name");
  fs.mknod("/pipe", { kind: "fifo" });
  fs.mknod("/disk", { kind: "block-device", major: 300, minor: 70_000 });
  fs.chown("/pipe", 3_000_000, 4_000_000);
  const again = decodeOverlay(encodeOverlay(upper));
  expect(dump(again)).toEqual(dump(upper));
  expect(again.changes.get("second name")).toBe(again.changes.get("new\nline"));
});

test("contents may lie elsewhere", () => {
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });
  const fs = new UnionFileSystem({ lower: undefined, upper });
  const large = fromBytes(new Uint8Array(5000).fill(7));
  fs.writeFile("/large", large);
  fs.writeFile("/small", new Uint8Array([1]));
  const kept = new Map<string, FileData>();
  const archive = encodeOverlay(upper, {
    place: (data) => {
      if (data.size < 100) return undefined;
      kept.set("there", data);
      return "there";
    },
  });
  expect(archive.size).toBeLessThan(8000);
  const resolve = (place: string) => kept.get(place) ?? fromBytes(new Uint8Array());
  expect(dump(decodeOverlay(archive, resolve))).toEqual(dump(upper));
  expect(() => decodeOverlay(archive)).toThrow("outside of the archive");
});

test.each([
  ["a name outside", "etc/", "is not below the root"],
  ["a file before its directory", "./a/b/", "comes before its directory"],
])("%s is refused", (_name, name, message) => {
  const archive = writeArchive([entry(name)]);
  expect(() => decodeOverlay(archive)).toThrow(message);
});
