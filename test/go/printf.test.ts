import { expect, test } from "vitest";
import { sprint, sprintf, sprintln } from "../../src/go/fmt/printf.js";
import {
  anything,
  bool,
  float64,
  type GoType,
  int,
  int64,
  map,
  slice,
  string,
  uint8,
  uint64,
} from "../../src/go/reflect/type.js";
import { ofInt, ofString } from "../../src/go/reflect/value.js";
import { recorded } from "./recorded.js";

type Results = Readonly<Record<string, string>>;
const { values, formats, none } = recorded<{
  readonly values: readonly { type: string; value: unknown; results: Results }[];
  readonly formats: readonly { value: readonly number[]; results: Results }[];
  readonly none: readonly [Results];
}>("printf");

const TYPES: readonly GoType[] = [
  ...[bool, string, int, int64, uint8, uint64, float64, slice(string), slice(slice(string)), slice(anything)],
  ...[map(string, string), map(string, anything)],
];

function typeNamed(name: string): GoType {
  const found = TYPES.find((type) => type.name === name);
  if (found === undefined) throw new Error(`printf.json has a value of type ${name}: add it to TYPES`);
  return found;
}

const all = (results: Results, make: (format: string) => string): Results =>
  Object.fromEntries(Object.keys(results).map((format) => [format, make(format)]));

test("each value prints with each verb and its flags as in Go", () => {
  expect(
    values.map(({ type, value, results }) => ({
      type,
      value,
      results: all(results, (format) => sprintf(format, [{ type: typeNamed(type), data: value }])),
    })),
  ).toEqual(values);
});

test("formats that name, skip or miss values print what Go prints", () => {
  expect(
    formats.map(({ value, results }) => ({
      value,
      results: all(results, (format) => sprintf(format, value.map(ofInt))),
    })),
  ).toEqual(formats);
  expect(all(none[0], (format) => sprintf(format, []))).toEqual(none[0]);
});

test("print puts a space between two values neither of which is a string, println between all", () => {
  const mixed = [ofInt(1), ofInt(2), ofString("a"), ofInt(3), undefined];
  expect(sprint(mixed)).toBe("1 2a3 <nil>");
  expect(sprintln(mixed)).toBe("1 2 a 3 <nil>\n");
});
