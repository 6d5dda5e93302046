import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { type Medium, writeWhole } from "../../src/content/medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { ContentStore } from "../../src/content/store.js";
import { BlobCorruptError, BlobNotFoundError } from "../../src/errors/content.js";
import { hexOf, sha256 } from "../../src/oci/digest.js";
import { concat, fromBytes, toBytes, zeros } from "../../src/vfs/data.js";
import { CopyOnWriteMedium } from "../engine/filled-medium.js";
import { cases } from "../random.js";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), "layerlab-medium-"));
  made.push(path);
  return path;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (medium: Medium, path: string) => new TextDecoder().decode(toBytes(medium.open(path)));

/** What every disk must do, run for each of them. */
function mediumContract(name: string, create: () => Medium): void {
  describe(`${name}: a disk for blobs`, () => {
    test("gives back what was written, at any place and length, holes included", () => {
      const pieces = fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }).map(fromBytes),
          fc.integer({ min: 0, max: 300_000 }).map(zeros),
        ),
        { maxLength: 6 },
      );
      fc.assert(
        fc.property(pieces, fc.nat(400_000), fc.nat(1000), (parts, offset, length) => {
          const content = concat(...parts);
          const medium = create();
          const writer = medium.create();
          for (const chunk of content.chunks()) writer.write(chunk);
          writer.commit("/a/b");
          const read = medium.open("/a/b");
          expect(read.size).toBe(content.size);
          expect(sha256(toBytes(read))).toBe(sha256(toBytes(content)));
          expect(sha256(read.read(offset, length))).toBe(sha256(content.read(offset, length)));
        }),
        cases(15),
      );
    });

    test("a file has no name before it is whole, and none at all when it was given up", () => {
      const medium = create();
      const writer = medium.create();
      writer.write(new Uint8Array([1]));
      expect(medium.exists("/x")).toBe(false);
      writer.abort();
      expect(medium.exists("/x")).toBe(false);
      expect(() => medium.open("/x")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    });

    test("a file that is replaced has another stamp; one that is not, the same", () => {
      const medium = create();
      expect(medium.stamp("/d/x")).toBeUndefined();
      writeWhole(medium, "/d/x", bytes("one"));
      const first = medium.stamp("/d/x");
      expect(medium.stamp("/d/x")).toBe(first);
      writeWhole(medium, "/d/x", bytes("two"));
      expect(medium.stamp("/d/x")).not.toBe(first);
      expect(textOf(medium, "/d/x")).toBe("two");
    });

    test("append adds to the end; note and remove; list", () => {
      const medium = create();
      medium.append("/d/log", bytes("a"));
      medium.append("/d/log", bytes("bc"));
      expect(textOf(medium, "/d/log")).toBe("abc");
      medium.note("/d/owner", "me");
      expect([medium.noted("/d/owner"), medium.list("/d")]).toEqual(["me", ["log", "owner"]]);
      medium.note("/d/owner", undefined);
      expect([medium.noted("/d/owner"), medium.list("/nowhere")]).toEqual([undefined, []]);
      medium.remove("/d");
      expect([medium.exists("/d"), medium.exists("/d/log")]).toEqual([false, false]);
      medium.remove("/d");
    });

    test("a file where a directory should be is told as such", () => {
      const medium = create();
      writeWhole(medium, "/d/file", bytes("a file"));
      const refused = expect.objectContaining({
        code: "ESTOREACCESS",
        message: expect.stringContaining("there is a file where a directory should be"),
      });
      expect(() => medium.list("/d/file")).toThrow(refused);
      expect(() => writeWhole(medium, "/d/file/below", bytes("x"))).toThrow(refused);
      expect(textOf(medium, "/d/file")).toBe("a file");
    });

    test("what an open file reads is what it was opened with", () => {
      const medium = create();
      writeWhole(medium, "/x", bytes("one"));
      const before = medium.open("/x");
      expect(new TextDecoder().decode(before.read(1, 10))).toBe("ne");
      expect(before.read(3, 1).length).toBe(0);
      expect(before.read(10, 1).length).toBe(0);
    });

    test("leases are counted until they are released; calls of exclusively may be nested", () => {
      const medium = create();
      const lease = medium.lease();
      expect(medium.leases()).toBe(1);
      lease.release();
      lease.release();
      expect(medium.leases()).toBe(0);
      expect(medium.exclusively(() => medium.exclusively(({ crashed }) => crashed))).toBe(false);
      medium.note("/owner", medium.self);
      expect(medium.isAlive(medium.self, "/owner")).toBe(true);
    });
  });
}

mediumContract("memory", () => new MemoryMedium());
mediumContract("a copy of one in memory", () => {
  const lower = new MemoryMedium();
  writeWhole(lower, "/d/log", bytes("removed"));
  writeWhole(lower, "/a/b", bytes("replaced"));
  const copy = new CopyOnWriteMedium(lower);
  copy.remove("/d");
  return copy;
});
mediumContract("disk", () => new DiskMedium(directory()));

test("a copy has what the first has; what is done to it, the first does not have", () => {
  const lower = new MemoryMedium();
  for (const name of ["a", "b", "c"]) writeWhole(lower, `/d/${name}`, bytes("old"));
  const copy = new CopyOnWriteMedium(lower);
  const stamp = copy.stamp("/d/a");
  copy.append("/d/a", bytes(" and new"));
  copy.remove("/d/b");
  expect(copy.list("/d")).toEqual(["a", "c"]);
  expect([copy.exists("/d/b"), textOf(copy, "/d/a"), textOf(copy, "/d/c")]).toEqual([
    false,
    "old and new",
    "old",
  ]);
  expect(copy.stamp("/d/a")).not.toBe(stamp);
  expect(["a", "b", "c"].map((name) => textOf(lower, `/d/${name}`))).toEqual(["old", "old", "old"]);
});

describe("a directory as a disk", () => {
  test("zeros are holes", () => {
    const root = directory();
    const writer = new DiskMedium(root).create();
    for (const chunk of concat(fromBytes(bytes("x")), zeros(50_000_000)).chunks()) writer.write(chunk);
    writer.commit("/big");
    const { size, blocks } = statSync(join(root, "big"));
    expect(size).toBe(50_000_001);
    expect(blocks * 512).toBeLessThan(100_000);
  });

  test("what killed processes have left is cleared away, what living ones are writing is not", () => {
    const root = directory();
    const mine = new DiskMedium(root).create();
    mine.write(bytes("unfinished"));
    const dead = 2 ** 22 + 1;
    writeFileSync(join(root, "ingest", `${dead}-1-abc`), "half");
    writeFileSync(
      join(root, "leases", `${dead}-1-abc`),
      new DiskMedium(root).self.replace(/^\d+ \S+/, `${dead} 1`),
    );
    writeFileSync(join(root, "lock"), `${new DiskMedium(root).self.replace(/^\d+ \S+/, `${dead} 1`)}\n1\n`);
    const next = new DiskMedium(root);
    expect(next.exclusively(({ crashed }) => crashed)).toBe(true);
    expect(next.exclusively(({ crashed }) => crashed)).toBe(false);
    expect(readdirSync(join(root, "ingest")).length).toBe(1);
    expect(next.leases()).toBe(0);
    mine.commit("/done");
    expect(textOf(next, "/done")).toBe("unfinished");
  });

  test("a directory that may not be written to: an error that says what to do", () => {
    const root = directory();
    writeFileSync(join(root, "file"), "");
    expect(() => new DiskMedium(join(root, "file")).exclusively(() => {})).toThrow(
      expect.objectContaining({ code: "ESTOREACCESS", message: expect.stringContaining(join(root, "file")) }),
    );
  });
});

describe("the content store", () => {
  test("names a blob by its bytes and stores it once", () => {
    const store = new ContentStore(new MemoryMedium());
    const first = store.put(fromBytes(new TextEncoder().encode("hello\n")));
    expect(first.digest).toBe("sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
    expect(store.put(fromBytes(new TextEncoder().encode("hello\n")))).toEqual(first);
    expect(new TextDecoder().decode(store.read(first.digest))).toBe("hello\n");
  });

  test("a blob that changed on the disk is told apart, by name", () => {
    const medium = new MemoryMedium();
    const { digest } = new ContentStore(medium).put(fromBytes(new Uint8Array([1, 2, 3])));
    const writer = medium.create();
    writer.write(new Uint8Array([1, 2, 4]));
    writer.commit(`/blobs/sha256/${hexOf(digest)}`);
    const store = new ContentStore(medium);
    expect(() => store.open(digest)).toThrow(BlobCorruptError);
    expect(() => store.read(digest)).toThrow(digest);
  });

  test("putting the right bytes again heals a damaged blob", () => {
    const medium = new MemoryMedium();
    const { digest } = new ContentStore(medium).put(fromBytes(new Uint8Array([1, 2, 3])));
    writeWhole(medium, `/blobs/sha256/${hexOf(digest)}`, new Uint8Array([9]));
    const store = new ContentStore(medium);
    expect(() => store.open(digest)).toThrow(BlobCorruptError);
    store.put(fromBytes(new Uint8Array([1, 2, 3])));
    expect(toBytes(store.open(digest))).toEqual(new Uint8Array([1, 2, 3]));
    expect([...new ContentStore(medium).read(digest)]).toEqual([1, 2, 3]);
  });

  test("a blob nobody put is not there", () => {
    expect(() => new ContentStore(new MemoryMedium()).open(sha256("nothing"))).toThrow(BlobNotFoundError);
  });

  test("126 MB of zeros cost next to no memory", () => {
    const store = new ContentStore(new MemoryMedium());
    const before = process.memoryUsage();
    const { digest } = store.put(zeros(126_000_000));
    const after = process.memoryUsage();
    expect(store.open(digest).size).toBe(126_000_000);
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(
      10_000_000,
    );
  });
});
