import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { expect, test } from "vitest";
import { untar } from "../../src/lesson/untar.js";

async function archive(): Promise<Buffer> {
  const packing = pack();
  packing.entry({ name: "a/", type: "directory" });
  packing.entry({ name: `a/${"long".repeat(40)}.txt` }, "grüß\n");
  packing.entry({ name: "a/link", type: "symlink", linkname: "b" });
  packing.finalize();
  return await buffer(packing);
}

test("what another program has packed is listed with names, sizes and contents", async () => {
  const members = untar(await archive());
  expect(members.map(({ name, type, size, linkname }) => ({ name, type, size, linkname }))).toEqual([
    { name: "a/", type: "directory", size: 0, linkname: "" },
    { name: `a/${"long".repeat(40)}.txt`, type: "file", size: 7, linkname: "" },
    { name: "a/link", type: "symlink", size: 0, linkname: "b" },
  ]);
  expect(members[1]?.text).toBe("grüß\n");
  expect(Buffer.from(members[1]?.content ?? []).toString()).toBe("grüß\n");
});

test("what is compressed, or no archive at all, is refused", async () => {
  const bytes = await archive();
  expect(() => untar(gzipSync(bytes))).toThrow(expect.objectContaining({ name: "ArchiveError" }));
  expect(() => untar(Buffer.from("no archive".repeat(100)))).toThrow();
});
