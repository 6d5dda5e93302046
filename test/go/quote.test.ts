import { expect, test } from "vitest";
import { isPrintable } from "../../src/go/printable.js";
import { quote, quoteList, quoteMap, quoteRune } from "../../src/go/quote.js";
import { recorded } from "./recorded.js";

const table = recorded<{
  readonly strings: readonly { text: string; quoted: string }[];
  readonly runes: readonly { code: number; quoted: string }[];
  readonly printableBorders: readonly number[];
  readonly lists: readonly { list: readonly string[]; quoted: string }[];
  readonly maps: readonly { map: Readonly<Record<string, string>>; quoted: string }[];
}>("quote");

test("strings, characters, lists and maps are quoted as Go does", () => {
  expect(table.strings.map(({ text }) => quote(text))).toEqual(table.strings.map(({ quoted }) => quoted));
  expect(table.runes.map(({ code }) => quoteRune(code))).toEqual(table.runes.map(({ quoted }) => quoted));
  expect(table.lists.map(({ list }) => quoteList(list))).toEqual(table.lists.map(({ quoted }) => quoted));
  expect(table.maps.map(({ map }) => quoteMap(map))).toEqual(table.maps.map(({ quoted }) => quoted));
});

test("the characters that Go can print are those, whatever Unicode this JavaScript engine knows", () => {
  const borders: number[] = [];
  let before = false;
  for (let code = 0; code <= 0x110000; code += 1) {
    const now = code <= 0x10ffff && isPrintable(String.fromCodePoint(code));
    if (now !== before) borders.push(code);
    before = now;
  }
  expect(borders).toEqual(table.printableBorders);
});

test("half of a surrogate pair, which Go's strings cannot hold, is the replacement character", () => {
  expect(quote("a\ud800b")).toBe('"a\ufffdb"');
});
