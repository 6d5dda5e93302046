import fc from "fast-check";
import { expect, test } from "vitest";
import { BadPatternError } from "../../src/errors/go.js";
import { matchPath } from "../../src/go/path.js";
import { clean } from "../../src/posix/path.js";
import { recorded } from "./recorded.js";

interface MatchRow {
  readonly pattern: string;
  readonly matches: readonly string[];
  readonly errors?: Readonly<Record<string, string>>;
}

const { names, matches, cleaned } = recorded<{
  readonly names: readonly string[];
  readonly matches: readonly MatchRow[];
  readonly cleaned: readonly { path: string; cleaned: string }[];
}>("path");

function matchAll(pattern: string): MatchRow {
  const found: string[] = [];
  const errors: Record<string, string> = {};
  for (const name of names) {
    try {
      if (matchPath(pattern, name)) found.push(name);
    } catch (error) {
      if (!(error instanceof BadPatternError)) throw error;
      errors[name] = error.message;
    }
  }
  return { pattern, matches: found, ...(Object.keys(errors).length > 0 ? { errors } : {}) };
}

test("patterns match the names that Go's match, and are bad where Go's are", () => {
  expect(matches.map(({ pattern }) => matchAll(pattern))).toEqual(matches);
});

test("paths are cleaned as Go does", () => {
  expect(cleaned.map(({ path }) => ({ path, cleaned: clean(path) }))).toEqual(cleaned);
});

test("an escaped name matches itself and nothing else", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 12 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      const pattern = one.replace(/[*?[\]\\]/g, "\\$&");
      expect(matchPath(pattern, one)).toBe(true);
      expect(matchPath(pattern, other)).toBe(one === other);
    }),
  );
});

test("a pattern of many stars takes no exponential time", () => {
  expect(matchPath(`${"a*".repeat(60)}b`, "a".repeat(20_000))).toBe(false);
});
