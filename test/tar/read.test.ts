import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ArchiveError } from "../../src/errors/archive.js";
import { InvalidLayerError } from "../../src/errors/layer.js";
import { decodeLayer } from "../../src/layer/decode.js";
import type { Entry } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { entry, file, tar } from "../archives.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "layerlab-tar-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("sparse files of GNU tar", () => {
  /** Runs of data with holes before, between and behind them. */
  function sparse(name: string, size: number, runs: readonly number[]): Buffer {
    const path = join(folder, name);
    writeFileSync(path, "");
    truncateSync(path, size);
    const fd = openSync(path, "r+");
    for (const offset of runs) writeSync(fd, `data at ${offset}`, offset);
    closeSync(fd);
    return readFileSync(path);
  }

  const long = "x".repeat(120);
  const files = {
    "begins with a hole": [2_621_517, [1_000_000]],
    "ends with a hole": [3_000_000, [0]],
    "many holes": [20_000_000, Array.from({ length: 150 }, (_, at) => at * 131_072)],
    "all of it a hole": [5_000_000, []],
    [`${long} (a long name)`]: [1_000_000, [500_000]],
  } as const;

  test.each(["0.0", "0.1", "1.0"])("format %s", (version) => {
    for (const [name, [size, runs]] of Object.entries(files)) {
      const expected = sparse(name, size, runs);
      const args = ["--format=posix", "--sparse", `--sparse-version=${version}`, "-C", folder, "-c", name];
      const archive = execFileSync("tar", args, { maxBuffer: 1 << 28 });
      expect(archive.length).toBeLessThan(expected.length);
      const [found, ...others] = readArchive(fromBytes(archive));
      expect(others).toEqual([]);
      expect(found?.name).toBe(name);
      expect(Buffer.from(toBytes(found?.data ?? fromBytes(new Uint8Array()))).equals(expected)).toBe(true);
      expect(decodeLayer(fromBytes(archive)).size).toBe(size);
    }
  });

  test("the old format is refused, as Docker refuses it", () => {
    sparse("old", 2_000_000, [1_000_000]);
    const archive = execFileSync("tar", ["--format=gnu", "--sparse", "-C", folder, "-c", "old"]);
    expect(() => [...readArchive(fromBytes(archive))]).toThrow("unhandled tar header type 83");
  });

  const records = (more: Record<string, string>) => ({
    records: { "GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": "100", ...more },
  });
  test.each([
    ["runs in the wrong order", { "GNU.sparse.numblocks": "2", "GNU.sparse.map": "50,2,10,2" }],
    ["runs that overlap", { "GNU.sparse.numblocks": "2", "GNU.sparse.map": "10,3,11,1" }],
    ["a run beyond the end", { "GNU.sparse.numblocks": "1", "GNU.sparse.map": "98,4" }],
    ["another number of runs", { "GNU.sparse.numblocks": "3", "GNU.sparse.map": "0,2,10,2" }],
    ["less than the archive holds", { "GNU.sparse.numblocks": "1", "GNU.sparse.map": "0,2" }],
    ["no number", { "GNU.sparse.numblocks": "1", "GNU.sparse.map": "0,x" }],
  ])("a map with %s is refused", (_, map) => {
    const archive = tar(file("a", "1234", records(map)));
    expect(() => [...readArchive(fromBytes(archive))]).toThrow(ArchiveError);
  });
});

describe("as Go reads archives, and Docker uses them", () => {
  const pax = (flag: string, text: string): Buffer => {
    const record = `${text.length + String(text.length + 4).length + 2} ${text}\n`;
    const block = Buffer.from(tar(file("pax", record)).subarray(0, 1024));
    block.write(flag, 156);
    block.fill(0x20, 148, 156);
    let sum = 0;
    for (const byte of block.subarray(0, 512)) sum += byte;
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return block;
  };
  const read = (...parts: readonly Uint8Array[]) => [...readArchive(fromBytes(Buffer.concat(parts)))];

  test("global records have no effect", () => {
    const [found] = read(pax("g", "uid=4711"), tar(file("a", "x", { uid: 5, mtime: 7 })));
    expect(found).toMatchObject({ uid: 5, mtime: 7 });
  });

  test("sixty thousand global records cost nothing for each entry", () => {
    const text = Array.from({ length: 60_000 }, (_, at) => `14 key${String(at).padStart(5, "0")}=1\n`).join(
      "",
    );
    const block = Buffer.from(tar(file("pax", text)));
    const global = block.subarray(0, block.length - 1024);
    global.write("g", 156);
    global.fill(0x20, 148, 156);
    let sum = 0;
    for (const byte of global.subarray(0, 512)) sum += byte;
    global.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    const entries = Array.from({ length: 2000 }, (_, at) => entry(`f${at}`));
    let seen = 0;
    for (const found of read(global, tar(...entries))) seen += Object.keys(found.xattrs ?? {}).length + 1;
    expect(seen).toBe(2000);
  });

  test("one block of zeros is no end when something follows", () => {
    expect(() => read(new Uint8Array(512), tar(file("a", "x")))).toThrow("invalid tar header");
    expect(read(tar(file("a", "x")).subarray(0, 1024), new Uint8Array(512))).toHaveLength(1);
  });

  test("type 7 and others that Docker does not know", () => {
    const block = Buffer.from(tar(entry("a")));
    for (const flag of ["7", "S", "V", "Z"]) {
      block.write(flag, 156);
      block.fill(0x20, 148, 156);
      let sum = 0;
      for (const byte of block.subarray(0, 512)) sum += byte;
      block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
      expect(() => read(block)).toThrow(`unhandled tar header type ${flag.charCodeAt(0)}`);
    }
  });

  test.each([
    "path=a\0b",
    "linkpath=a\0b",
    "uname=a\0b",
    "mtime=1e9",
    `mtime=${"9".repeat(300)}`,
    "uid=-1",
    "size=0x10",
  ])("PAX %j is refused", (record) => {
    expect(() => read(pax("x", record), tar(file("a", "x")))).toThrow(ArchiveError);
  });

  test("times that a disk cannot have are 1970", () => {
    const times = [-5, 0, 1.5, 2 ** 33, 999_999_999_999_999];
    const { changes } = decodeLayer(
      fromBytes(
        tar(...times.map((mtime, at) => file(`f${at}`, "x", { mtime, records: { mtime: String(mtime) } }))),
      ),
      0,
    );
    expect([...changes.changes.values()].map(({ mtime }) => mtime)).toEqual([0, 0, 1.5, 2 ** 33, 0]);
  });
});

describe("a layer's archive", () => {
  const decode = (...entries: readonly Entry[]) => decodeLayer(fromBytes(tar(...entries)), 0);

  test.each([
    ["a directory twice", [entry("d/"), entry("d/")]],
    ["a directory over a file", [file("a", "x"), entry("a/")]],
    ["the root twice", [entry("./"), entry("./")]],
    ["one path, written in two ways", [entry("d/"), entry("./d/../d/")]],
  ])("%s is refused", (_, entries) => {
    expect(() => decode(...entries)).toThrow("duplicates of file paths not supported");
  });

  test("a directory may come after what lies in it", () => {
    const { changes } = decode(file("d/a", "x"), entry("d/", { mode: 0o700 }));
    expect(changes.changes.get("d")).toMatchObject({ kind: "directory", mode: 0o700 });
  });

  test.each([".wh.", ".wh..", ".wh...", "d/.wh.."])("the whiteout %s is refused", (name) => {
    expect(() => decode(entry("d/"), entry(name))).toThrow(/mknod.*file exists/);
  });

  test("a link to nothing is refused", () => {
    expect(() => decode(entry("a", { type: "symlink", linkname: "" }))).toThrow("no such file or directory");
  });

  test("the root is 0755 and root's, whatever it says", () => {
    const { changes } = decode(entry("./", { mode: 0o700, uid: 5, gid: 6 }), file("a", "x"));
    expect(changes).toMatchObject({ mode: 0o755, uid: 0, gid: 0 });
  });

  test("a link has the mode that Linux gives it", () => {
    const { changes } = decode(entry("l", { type: "symlink", linkname: "x", mode: 0o755 }));
    expect(changes.changes.get("l")).toMatchObject({ mode: 0o777 });
  });

  test("overlayfs's own mark hides what is below, as it does on a disk", () => {
    const { changes } = decode(entry("d/", { xattrs: { "trusted.overlay.opaque": "y" } }));
    expect(changes.changes.get("d")).toMatchObject({ kind: "directory", opaque: true });
  });

  test("directories that are only implied are bounded", () => {
    const deep = Array.from({ length: 60 }, (_, at) => entry(`${at}/${"a/".repeat(2000)}f`));
    expect(() => decode(...deep)).toThrow(InvalidLayerError);
    expect(() => decode(...deep)).toThrow("directories without an entry of their own");
    expect(decode(...deep.slice(0, 40)).entries).toBe(40);
  });
});
