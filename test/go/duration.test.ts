import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/go/duration.js";
import { outcome, recorded } from "./recorded.js";

const { parsed, printed } = recorded<{
  readonly parsed: readonly { text: string; nanoseconds?: string; printed?: string; error?: string }[];
  readonly printed: readonly { nanoseconds: string; printed: string }[];
}>("duration");

test("durations are read, and refused, as Go does", () => {
  const ours = parsed.map(({ text }) => ({ text, ...outcome(() => parseDuration(text)) }));
  const theirs = parsed.map(({ text, nanoseconds, error }) =>
    nanoseconds === undefined ? { text, error } : { text, value: Number(nanoseconds) },
  );
  expect(ours).toEqual(theirs);
});

test("durations are printed as Go does", () => {
  expect(printed.map(({ nanoseconds }) => formatDuration(Number(nanoseconds)))).toEqual(
    printed.map((row) => row.printed),
  );
  const exact = parsed.filter(({ nanoseconds }) => Number.isSafeInteger(Number(nanoseconds ?? "x")));
  expect(exact.map(({ text }) => formatDuration(parseDuration(text)))).toEqual(
    exact.map((row) => row.printed),
  );
});

test("what is printed reads back as itself", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (nanoseconds) => {
      expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
    }),
  );
});
