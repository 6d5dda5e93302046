import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Medium } from "../../src/content/medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { ContentStore } from "../../src/content/store.js";
import { BlobCorruptError, BlobNotFoundError } from "../../src/errors/content.js";
import { hexOf, sha256 } from "../../src/oci/digest.js";
import { concat, fromBytes, toBytes, zeros } from "../../src/vfs/data.js";

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
        { numRuns: 50 },
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
  });
}

mediumContract("memory", () => new MemoryMedium());

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
