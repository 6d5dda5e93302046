import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompressedDataError } from "../../src/errors/platform.js";
import { FORMS } from "./forms.js";

const MANY = new Uint8Array(700_000).map((_, at) => (at * at) % 251);

async function* pieces(data: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk.slice());
  return new Uint8Array(Buffer.concat(all));
}

const plain = (buffer: Buffer) => new Uint8Array(buffer);
const text = (word: string) => new TextEncoder().encode(word);

/** Members of a gzip file, what they hold together, and what may follow them. */
const file = fc
  .record({
    members: fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 3 }),
    padding: fc.nat(20),
    size: fc.integer({ min: 1, max: 70 }),
  })
  .map(({ members, padding, size }) => ({
    packed: plain(Buffer.concat([...members.map((member) => gzipSync(member)), Buffer.alloc(padding)])),
    content: plain(Buffer.concat(members)),
    size,
  }));

describe.each(FORMS)("compression in $name", ({ compression }) => {
  test("unpacks all members of a file, however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(file, async ({ packed, content, size }) => {
        expect(await whole(compression.gunzip(pieces(packed, size)))).toEqual(content);
      }),
      { numRuns: 40 },
    );
  });

  test("unpacks what is larger than a piece, a piece at a time", async () => {
    const packed = gzipSync(MANY);
    const sizes: number[] = [];
    for await (const chunk of compression.gunzip(pieces(packed, 50_000))) sizes.push(chunk.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(MANY.length);
  });

  const good = plain(gzipSync(text("hello ".repeat(100))));
  const changed = (at: number) => good.with(at < 0 ? good.length + at : at, (good.at(at) ?? 0) ^ 1);
  test.each([
    ["cut short", good.subarray(0, -4), "unexpected end of file"],
    ["cut in its header", good.subarray(0, 6), "unexpected end of file"],
    ["another checksum", changed(-6), "incorrect data check"],
    ["another length", changed(-2), "incorrect length check"],
    ["no such method", changed(2), "unknown compression method"],
    ["no gzip at all", text("plain text"), "incorrect header check"],
    ["something behind its end", plain(Buffer.concat([good, text("junk")])), "incorrect header check"],
  ])("refuses a file with %s, in zlib's words", async (_what, packed, reason) => {
    const refusal = new CompressedDataError("gzip", reason);
    await expect(whole(compression.gunzip(pieces(packed, 7)))).rejects.toThrow(refusal);
  });

  test("an error of the source comes out as it went in", async () => {
    const failure = new Error("the disk is gone");
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield good.subarray(0, 20);
      throw failure;
    }
    await expect(whole(compression.gunzip(broken()))).rejects.toBe(failure);
  });

  test("a reader that has enough ends the source", async () => {
    let ended = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield* pieces(plain(gzipSync(MANY)), 1000);
      } finally {
        ended = true;
      }
    }
    for await (const _chunk of compression.gunzip(source())) break;
    expect(ended).toBe(true);
  });

  test("packs what any gzip unpacks, the same bytes each time", async () => {
    const packed = await whole(compression.gzip([MANY.subarray(0, 1000), MANY.subarray(1000)]));
    expect(plain(gunzipSync(packed))).toEqual(MANY);
    expect(await whole(compression.gzip([MANY.subarray(0, 1000), MANY.subarray(1000)]))).toEqual(packed);
    // No time, no name, no operating system: nothing of where it was made.
    expect([...packed.subarray(0, 8), packed[9]]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 255]);
    expect(plain(gunzipSync(await whole(compression.gzip([]))))).toHaveLength(0);
  });

  test("an error while packing comes out as it went in", async () => {
    const failure = new Error("the layer is gone");
    function* broken(): Generator<Uint8Array> {
      yield MANY;
      throw failure;
    }
    await expect(whole(compression.gzip(broken()))).rejects.toBe(failure);
  });

  test("a reader that has enough of what is packed ends the source", async () => {
    let ended = false;
    function* source(): Generator<Uint8Array> {
      try {
        for (;;) yield MANY;
      } finally {
        ended = true;
      }
    }
    for await (const _chunk of compression.gzip(source())) break;
    expect(ended).toBe(true);
  });
});
