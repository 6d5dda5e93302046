import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";

/** A small rule that has one home; written again elsewhere, the copies would come to disagree. */
interface Rule {
  readonly what: string;
  readonly home: string;
  /** What gives a copy away. */
  readonly sign: RegExp;
  readonly example: string;
  /** Files whose lines only look like it, and what those are. */
  readonly allowed: Readonly<Record<string, string>>;
}

const RULES: readonly Rule[] = [
  {
    what: "taking a path apart",
    home: "src/posix/path.ts",
    sign: /\.(split|lastIndexOf)\((["'`])\/\2/,
    example: 'const name = path.slice(path.lastIndexOf("/") + 1);',
    allowed: {
      "src/oci/reference.ts": "an image's name",
      "src/go/port-spec.ts": "a port: 80/tcp",
      "src/engine/embedded/networks/subnet.ts": "a range of addresses: 172.17.0.0/16",
      "src/go/docker/common.ts": "a port: 80/tcp",
      "src/oci/platform.ts": "a platform: linux/arm64",
      "src/cli/syntax/parse-options.ts": "an option's two names: v/verbose",
      "src/packages/apt/archive/table.ts": "alternatives of a dependency",
      "src/builder/build-names.ts": "an image's name",
      "kernel/spec/start/bundle.mjs": "plain JavaScript, which runs before anything is built",
    },
  },
  {
    what: "the search path of processes that have none",
    home: "src/posix/environment.ts",
    sign: /["'`=:]\/usr\/local\/sbin:/,
    example: 'const PATH = "PATH=/usr/local/sbin:/usr/local/bin";',
    allowed: {},
  },
];

/** Programs that run in a container, where nothing of ours can be imported, and data. */
const FOREIGN = /\/(guest|files)\//;

const SOURCES: ReadonlyMap<string, string> = new Map(
  ["src", "kernel"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name).replaceAll("\\", "/"))
      .filter((path) => /\.(ts|mjs)$/.test(path) && !FOREIGN.test(path))
      .map((path) => [path, readFileSync(join(ROOT, path), "utf8")] as const),
  ),
);

describe.each(RULES)("$what", ({ home, sign, example, allowed }) => {
  const found = [...SOURCES].flatMap(([path, text]) =>
    text.split("\n").flatMap((line, at) => (sign.test(line) ? [{ path, place: `${path}:${at + 1}` }] : [])),
  );

  test("is written in its home and nowhere else", () => {
    expect(SOURCES.size).toBeGreaterThan(100);
    expect(found.some(({ path }) => path === home)).toBe(true);
    const elsewhere = found.filter(({ path }) => path !== home && !Object.hasOwn(allowed, path));
    expect(elsewhere.map(({ place }) => place)).toEqual([]);
  });

  test("every allowance is needed", () => {
    const used = new Set(found.map(({ path }) => path));
    expect(Object.keys(allowed).filter((path) => !used.has(path))).toEqual([]);
  });

  test("a copy is seen", () => expect(sign.test(example)).toBe(true));
});
