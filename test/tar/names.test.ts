import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/display/printable.js";
import { isNameTooLong } from "../../src/posix/limits.js";
import { compareNames, nameBytes, nameOf } from "../../src/posix/name-bytes.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes } from "../../src/vfs/data.js";
import { entry, tar } from "../archives.js";

/** What a name may hold: all but `/` and NUL. */
const nameByte = fc.integer({ min: 1, max: 255 }).filter((byte) => byte !== 0x2f);
const anyName = fc
  .uint8Array({ min: 1, max: 255, minLength: 1, maxLength: 255 })
  .map((bytes) => bytes.filter((b) => b !== 0x2f));
const mostlyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }).map((text) => [...Buffer.from(text)]),
      nameByte.map((byte) => [byte]),
    ),
    { minLength: 1, maxLength: 20 },
  )
  .map((parts) => Uint8Array.from(parts.flat().filter((byte) => byte !== 0 && byte !== 0x2f)));
const name = fc.oneof(anyName, mostlyText).filter((bytes) => bytes.length > 0);

describe("a name that may be any bytes", () => {
  test("is text that gives the same bytes, and other text for other bytes", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(Buffer.from(nameBytes(nameOf(a))).equals(a)).toBe(true);
        expect(nameOf(a) === nameOf(b)).toBe(Buffer.from(a).equals(b));
      }),
    );
  });

  test("is in the order of its bytes", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(Math.sign(compareNames(nameOf(a), nameOf(b)))).toBe(Buffer.compare(a, b));
      }),
    );
  });

  test("goes through an archive, as do targets of links and attributes", () => {
    fc.assert(
      fc.property(name, name, fc.uint8Array({ minLength: 1, maxLength: 40 }), (path, target, value) => {
        const linkname = nameOf(target);
        const written = tar(
          entry(nameOf(path), { type: "symlink", linkname }),
          entry("x", { xattrs: { "security.capability": nameOf(value) } }),
        );
        const [link, file] = readArchive(fromBytes(written));
        expect({ name: link?.name, linkname: link?.linkname }).toEqual({ name: nameOf(path), linkname });
        expect(Buffer.from(nameBytes(file?.xattrs?.["security.capability"] ?? "")).equals(value)).toBe(true);
      }),
    );
  });

  test("is as long as its bytes, and is shown escaped", () => {
    expect(isNameTooLong("\udce9".repeat(255))).toBe(false);
    expect(isNameTooLong("\udce9".repeat(256))).toBe(true);
    expect(printable(nameOf(Buffer.from("caf\xe9", "latin1")))).toBe("caf\\xe9");
    expect(printable("café")).toBe("café");
    // UTF-8's way to write a surrogate is no UTF-8.
    expect(printable(nameOf(Uint8Array.of(0xed, 0xb2, 0x80)))).toBe("\\xed\\xb2\\x80");
  });
});
