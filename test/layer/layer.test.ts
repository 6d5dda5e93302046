import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLayer } from "../../src/layer/decode.js";
import { encodeLayer } from "../../src/layer/encode.js";
import { measureChanges } from "../../src/layer/measure.js";
import { writeArchive } from "../../src/tar/write.js";
import { applyChanges } from "../../src/vfs/apply.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { type DirectoryNode, emptyChanges, emptyDirectory } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { entry } from "../archives.js";
import { fixturePath } from "../fixtures.js";
import { cases } from "../random.js";
import { listing, operation, perform } from "../vfs/operations.js";

const folder = fixturePath("docker-ops");
const layers = readdirSync(folder).filter((name) => name.endsWith(".layer.tar"));
const fresh = () => emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });

test.each(layers)("%s: decoded to a changeset and encoded again, Docker's bytes", (name) => {
  const bytes = readFileSync(join(folder, name));
  const { changes } = decodeLayer(fromBytes(bytes));
  expect(Buffer.from(toBytes(encodeLayer(changes))).equals(bytes)).toBe(true);
});

test("the longest name can be deleted, although its whiteout's is longer still", () => {
  for (const name of ["n".repeat(255), `d/${"é".repeat(127)}`, "\udcff".repeat(255)]) {
    const upper = fresh();
    const lower = applyChanges(emptyDirectory(), fresh());
    const before = new UnionFileSystem({ lower, upper });
    before.mkdir("/d");
    before.writeFile(`/${name}`, new Uint8Array(1));
    const above = fresh();
    new UnionFileSystem({ lower: applyChanges(lower, upper), upper: above }).unlink(`/${name}`);
    const { changes } = decodeLayer(encodeLayer(above));
    const after = new UnionFileSystem({
      lower: applyChanges(applyChanges(lower, upper), changes),
      upper: fresh(),
    });
    expect(after.lstatIfExists(`/${name}`)).toBeUndefined();
  }
});

test("layer, then apply, is the identity", () => {
  fc.assert(
    fc.property(fc.array(fc.array(operation, { maxLength: 20 }), { minLength: 1, maxLength: 4 }), (steps) => {
      let lower: DirectoryNode = emptyDirectory();
      for (const sequence of steps) {
        const upper = fresh();
        const view = new UnionFileSystem({ lower, upper });
        for (const step of sequence) perform(view, step);
        const archive = encodeLayer(upper);
        const { changes: decoded, entries, size } = decodeLayer(archive);
        expect(measureChanges(upper)).toEqual({ entries, size });
        expect(Buffer.from(toBytes(encodeLayer(decoded))).equals(toBytes(archive))).toBe(true);
        lower = applyChanges(lower, decoded);
        expect(listing(new UnionFileSystem({ lower, upper: fresh() }))).toEqual(listing(view));
      }
    }),
    cases(50),
  );
});

describe("archives that lie", () => {
  test.each([
    ["a whiteout of nothing", [entry("data/.wh.")], 'failed to mknod("/data", S_IFCHR, 0): file exists'],
    ["one path twice", [entry("a"), entry("a")], "duplicates of file paths not supported"],
    ["added and deleted", [entry("a"), entry(".wh.a")], 'failed to mknod("/a", S_IFCHR, 0): file exists'],
    [
      "a hard link to nothing",
      [entry("b", { type: "link", linkname: "a" })],
      "link /a /b: no such file or directory",
    ],
    [
      "a path through a symlink",
      [entry("l", { type: "symlink", linkname: "/etc" }), entry("l/passwd")],
      "open /l/passwd: no such file or directory",
    ],
  ])("%s is refused", (_name, entries, message) => {
    expect(() => decodeLayer(writeArchive(entries))).toThrow(message);
  });

  test("names cannot climb out of the root", () => {
    const { changes } = decodeLayer(writeArchive([entry("../../up"), entry("/abs"), entry("./dot")]));
    expect([...changes.changes.keys()]).toEqual(["up", "abs", "dot"]);
  });

  test.each([
    ["cut short", (bytes: Uint8Array) => bytes.slice(0, 700), "unexpected EOF"],
    ["one bit turned", (bytes: Uint8Array) => bytes.with(3, 0x7e), "invalid tar header"],
    ["no archive at all", () => new TextEncoder().encode("hello\n"), "unexpected EOF"],
  ])("%s: a typed error that says where", (_name, spoil, message) => {
    const good = toBytes(writeArchive([entry("file", { data: fromBytes(new Uint8Array(600).fill(1)) })]));
    expect(() => decodeLayer(fromBytes(spoil(good)))).toThrow(message);
  });
});
