import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRequirement } from "../../../src/packages/pip/requirement.js";
import { compareVersions, isVersion, matches } from "../../../src/packages/pip/version.js";

interface Recorded {
  readonly versions: readonly string[];
  readonly compare: readonly string[];
  readonly satisfies: Readonly<Record<string, string>>;
  readonly isVersion: Readonly<Record<string, boolean>>;
  readonly isSpecifier: Readonly<Record<string, boolean>>;
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL("../../fixtures/pep440/recorded.json", import.meta.url), "utf8"),
);
const { versions } = recorded;

test.each(versions.map((version, at) => [version, recorded.compare[at]] as const))(
  "%s is older or newer than others as packaging says",
  (version, row) => {
    const signs = versions.map((other) => "<=>".charAt(Math.sign(compareVersions(version, other)) + 1));
    expect(signs.join("")).toBe(row);
  },
);

test.each(Object.entries(recorded.satisfies))("%s is satisfied by what packaging says", (specifier, row) => {
  const [wanted] = parseRequirement(`name${specifier}`).specifiers;
  if (wanted === undefined) throw new Error(`no specifier in ${specifier}`);
  const expected = versions.filter((_, at) => row.charAt(at) === "1");
  expect(versions.filter((version) => matches(version, wanted))).toEqual(expected);
});

test.each(Object.entries(recorded.isVersion))("%j is a version: %s", (text, expected) => {
  expect(isVersion(text)).toBe(expected);
});

test.each(Object.entries(recorded.isSpecifier))("%j is a specifier: %s", (specifier, expected) => {
  const read = () => parseRequirement(`name ${specifier}`);
  if (expected) expect(read).not.toThrow();
  else expect(read).toThrow(/^Invalid requirement: /);
});
