import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../../src/platform/concat.js";
import { randomBytes } from "../../src/platform/random.js";
import { FORMS } from "./forms.js";

describe.each(FORMS)("bytes in $name", ({ bytes }) => {
  const some = fc.uint8Array({ maxLength: 40 });

  test("hex and base64 are Node's", () => {
    fc.assert(
      fc.property(some, (data) => {
        expect(bytes.toHex(data)).toBe(Buffer.from(data).toString("hex"));
        expect(bytes.toBase64(data)).toBe(Buffer.from(data).toString("base64"));
        expect(bytes.toBase64Url(data)).toBe(Buffer.from(data).toString("base64url"));
        expect(bytes.fromBase64(bytes.toBase64(data))).toEqual(data);
        expect(bytes.fromBase64(bytes.toBase64Url(data))).toEqual(data);
      }),
    );
  });

  test("a part of an array stands for itself, not for the whole", () => {
    const part = Uint8Array.from([1, 2, 3, 4, 5]).subarray(1, 3);
    expect(bytes.toHex(part)).toBe("0203");
    expect(bytes.toBase64(part)).toBe("AgM=");
  });

  test("base64 of more than a call can take at once", () => {
    const data = new Uint8Array(200_001).map((_, at) => at % 251);
    expect(bytes.toBase64(data)).toBe(Buffer.from(data).toString("base64"));
  });

  test("what is no base64 is passed over", () => {
    for (const text of ["", "A", "AA", "AAA", "AAAA", "A\nAA=", "A-_/+A", "====", "é", "A A=x"])
      expect([text, ...bytes.fromBase64(text.replace("=x", ""))]).toEqual([
        text,
        ...Buffer.from(text.replace("=x", ""), "base64"),
      ]);
  });

  test("two arrays are equal byte for byte, wherever they lie", () => {
    fc.assert(
      fc.property(some, fc.nat(7), fc.nat(7), fc.nat(39), (data, before, other, at) => {
        const [a, b] = [placed(data, before), placed(data, other)];
        expect(bytes.equalBytes(a, b)).toBe(true);
        expect(bytes.equalBytes(a, b.subarray(1))).toBe(data.length === 0);
        if (data.length === 0) return;
        const changed = at % data.length;
        b[changed] = (b[changed] ?? 0) ^ 0x80;
        expect(bytes.equalBytes(a, b)).toBe(false);
      }),
    );
  });

  test("one byte that is not zero is found, wherever it lies", () => {
    for (const size of [0, 1, 3, 4, 7, 16, 65_537]) {
      for (const offset of [0, 1]) {
        const data = placed(new Uint8Array(size), offset);
        expect(bytes.isZero(data)).toBe(true);
        for (const at of [0, 3, size >> 1, size - 1].filter((place) => place >= 0 && place < size)) {
          data[at] = 0x80;
          expect([size, offset, at, bytes.isZero(data)]).toEqual([size, offset, at, false]);
          data[at] = 0;
        }
      }
    }
  });
});

describe.each(FORMS)("characters for bytes in $name", ({ bytes }) => {
  test("every byte, there and back, and only the lower bits of a character", () => {
    const all = Uint8Array.from({ length: 20_000 }, (_, at) => at & 255);
    const text = bytes.toLatin1(placed(all, 1));
    expect([...text].every((character, at) => character.charCodeAt(0) === (at & 255))).toBe(true);
    expect(bytes.fromLatin1(text)).toEqual(all);
    expect(bytes.fromLatin1("\u0141\ud83d")).toEqual(Uint8Array.of(0x41, 0x3d));
    expect(bytes.toLatin1(new Uint8Array(0))).toBe("");
  });
});

function placed(data: Uint8Array, offset: number): Uint8Array {
  const room = new Uint8Array(data.length + offset + 3).fill(0xff);
  room.set(data, offset);
  return room.subarray(offset, offset + data.length);
}

test("pieces are joined in order", () => {
  expect(concatBytes([])).toEqual(new Uint8Array(0));
  expect(concatBytes([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)])).toEqual(
    Uint8Array.of(1, 2, 3),
  );
});

test("random bytes are as many as asked for, and others each time", () => {
  expect(randomBytes(32)).toHaveLength(32);
  expect(randomBytes(32)).not.toEqual(randomBytes(32));
});
