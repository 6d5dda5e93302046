import { expect, test } from "vitest";
import { canonicalJson, goJson } from "../../src/go/json.js";
import { recorded } from "./recorded.js";

const { rows } = recorded<{
  readonly rows: readonly { value: unknown; escaped: string; plain: string }[];
}>("json");

test("JSON is Go's, with and without escapes for HTML", () => {
  expect(rows.map(({ value }) => canonicalJson(value))).toEqual(rows.map(({ escaped }) => escaped));
  expect(rows.map(({ value }) => goJson(value))).toEqual(rows.map(({ plain }) => plain));
});

test("half of a surrogate pair, which Go's strings cannot hold, is the replacement character", () => {
  expect(goJson(["a\ud800b", "\\ud800", "😀"])).toBe('["a\ufffdb","\\\\ud800","😀"]');
});

test("every character comes back from a parser, and none that JSON or Go escapes stands as it is", () => {
  const wrong: number[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    const json = goJson(character);
    const half = code >= 0xd800 && code <= 0xdfff;
    const comesBack = JSON.parse(json) === (half ? "\ufffd" : character);
    if (!comesBack || /[\0-\x1f\u2028\u2029\ud800-\udfff]/.test(json)) wrong.push(code);
  }
  expect(wrong).toEqual([]);
});
