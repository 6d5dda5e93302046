import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutEscapes } from "../../src/posix/terminal.js";
import { cases } from "../random.js";

test("escapes are taken out as Node.js takes them out", () => {
  const piece = fc.constantFrom(
    ..."\u001b \u009b [ ] ( # ; ? 0 1 31 1234 m q r t u y K J H A z Z = > ~ 8 \u0007 \u001b\\ \u009c a é".split(
      " ",
    ),
    "]8;;https://example.org/a?b=c#d",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      expect(withoutEscapes(text)).toBe(stripVTControlCharacters(text));
    }),
    cases(500),
  );
});

test("colours, cursor movements and links leave their text", () => {
  expect(
    withoutEscapes("\u001b[1;31mred\u001b[0m \u001b[2K\u001b]8;;https://a.b\u0007link\u001b]8;;\u0007"),
  ).toBe("red link");
});
