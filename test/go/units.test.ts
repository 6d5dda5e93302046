import { expect, test } from "vitest";
import { alignColumns } from "../../src/go/tabwriter.js";
import { humanDuration, humanSize, parseHumanSize, parseRamSize } from "../../src/go/units.js";
import { outcome, recorded } from "./recorded.js";

const { sizes, parsed, durations } = recorded<{
  readonly sizes: readonly { bytes: number; three: string; four: string }[];
  readonly parsed: readonly { text: string; decimal: string; binary: string }[];
  readonly durations: readonly { milliseconds: number; words: string }[];
}>("units");

test("sizes print as go-units prints them", () => {
  expect(sizes.map(({ bytes }) => ({ bytes, three: humanSize(bytes), four: humanSize(bytes, 4) }))).toEqual(
    sizes,
  );
});

test("sizes are read, and refused, as go-units does", () => {
  const text = (make: () => number): string => {
    const result = outcome(make);
    return "error" in result ? `error: ${result.error}` : BigInt(result.value).toString();
  };
  expect(
    parsed.map((row) => ({
      text: row.text,
      decimal: text(() => parseHumanSize(row.text)),
      binary: text(() => parseRamSize(row.text)),
    })),
  ).toEqual(parsed);
});

test("durations are put in words as go-units does", () => {
  expect(durations.map(({ milliseconds }) => ({ milliseconds, words: humanDuration(milliseconds) }))).toEqual(
    durations,
  );
});

test("columns are aligned as the client's tabwriter does", () => {
  const { tables } = recorded<{ readonly tables: readonly { text: string; aligned: string }[] }>("tabwriter");
  expect(tables.map(({ text }) => ({ text, aligned: alignColumns(text) }))).toEqual(tables);
});
