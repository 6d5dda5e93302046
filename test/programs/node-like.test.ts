import path from "node:path";
import { format, inspect, isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, encode, installNode, run } from "./support.js";

/** What the container's node makes of some expressions: their values as JSON. */
async function inContainer(sources: readonly string[]): Promise<readonly unknown[]> {
  const fs = container();
  installNode(fs);
  fs.writeFile("/sources.json", encode(JSON.stringify(sources)));
  const script = `
    const { format, inspect, isDeepStrictEqual } = require("util");
    const path = require("path");
    const attempt = (source) => { try { return eval(source); } catch (error) { return { thrown: error.name }; } };
    console.log(JSON.stringify(require("/sources.json").map(attempt)));`;
  const { stdout, stderr } = await run(createRuntime(), fs, ["node", "-e", script], { cwd: "/work/here" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

/** The same of the Node.js that runs this test. */
function here(sources: readonly string[]): readonly unknown[] {
  const names = { format, inspect, isDeepStrictEqual, path: path.posix };
  const attempt = (source: string): unknown => {
    try {
      return new Function(...Object.keys(names), `return ${source}`)(...Object.values(names));
    } catch (error) {
      return { thrown: error instanceof Error ? error.name : error };
    }
  };
  const values = sources.map(attempt);
  return JSON.parse(JSON.stringify(values));
}

/** Compares in portions, each of one program's run: to start one costs more than to evaluate. */
async function alike(arbitrary: fc.Arbitrary<string>, seed: number): Promise<void> {
  const sources = fc.sample(arbitrary, { numRuns: 250, seed });
  const [found, expected] = [await inContainer(sources), here(sources)];
  for (const [at, source] of sources.entries()) expect(found[at], source).toEqual(expected[at]);
}

const KINDS = {
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  maxDepth: 3,
  maxKeys: 8,
};
const source = fc.anything({ ...KINDS, withTypedArray: true }).map((each) => fc.stringify(each));
/** Without what Node.js 20 and 24 show in two ways: all that typed arrays hide, for %o. */
const plainSource = fc.anything(KINDS).map((each) => fc.stringify(each));
const string = (arbitrary: fc.Arbitrary<string>) => arbitrary.map((text) => JSON.stringify(text));
const segments = fc.array(fc.constantFrom("", ".", "..", "a", "b.txt", ".c", "d.tar.gz", "é"), {
  maxLength: 6,
});
const somePath = string(
  fc.tuple(fc.constantFrom("", "/", "//"), segments).map(([head, parts]) => head + parts.join("/")),
);
const encoding = fc
  .constantFrom("utf8", "hex", "base64", "base64url", "latin1", "ascii", "utf16le")
  .map((name) => JSON.stringify(name));
const bytes = fc.uint8Array({ maxLength: 40 }).map((each) => `[${each.join(",")}]`);
const long = fc
  .array(fc.oneof(fc.integer(), fc.string({ maxLength: 12 }), fc.double()), { maxLength: 130 })
  .map((each) => fc.stringify(each));
const options = fc
  .record({
    depth: fc.constantFrom(0, 1, 2, null),
    compact: fc.constantFrom(false, 1, 3),
    breakLength: fc.constantFrom(20, 80, 120),
    colors: fc.boolean(),
    maxArrayLength: fc.constantFrom(3, 100, null),
  })
  .map((each) => JSON.stringify(each));

test.each<[string, fc.Arbitrary<string>]>([
  ["inspect", source.map((each) => `inspect(${each})`)],
  ["inspect of long arrays", long.map((each) => `inspect(${each})`)],
  ["inspect with options", fc.tuple(source, options).map(([each, given]) => `inspect(${each}, ${given})`)],
  [
    "format",
    fc
      .tuple(
        fc.array(fc.constantFrom("%s", "%d", "%i", "%f", "%j", "%o", "%O", "%c", "%%", "%x", "100%", "a"), {
          maxLength: 4,
        }),
        fc.array(plainSource, { maxLength: 4 }),
      )
      .map(([marks, values]) => `format(${[JSON.stringify(marks.join(" ")), ...values].join(", ")})`),
  ],
  [
    "isDeepStrictEqual",
    fc.tuple(source, source, fc.boolean()).map(([a, b, same]) => `isDeepStrictEqual(${a}, ${same ? a : b})`),
  ],
  [
    "path",
    fc.oneof(
      fc
        .tuple(
          fc.constantFrom("normalize", "dirname", "basename", "extname", "isAbsolute", "parse"),
          somePath,
        )
        .map(([name, each]) => `path.${name}(${each})`),
      fc
        .tuple(fc.constantFrom("join", "relative"), somePath, somePath)
        .map(
          ([name, a, b]) =>
            `path.${name}(${name === "join" ? a : `"/x/" + ${a}`}, ${name === "join" ? b : `"/x/" + ${b}`})`,
        ),
      fc.tuple(somePath, somePath).map(([a, b]) => `path.resolve("/r", ${a}, ${b})`),
      fc
        .tuple(somePath, fc.constantFrom(".txt", ".gz", "b.txt", "a"))
        .map(([a, b]) => `path.basename(${a}, "${b}")`),
      somePath.map((each) => `path.format(path.parse(${each}))`),
    ),
  ],
  [
    "Buffer",
    fc.oneof(
      fc.tuple(bytes, encoding).map(([each, name]) => `Buffer.from(${each}).toString(${name})`),
      fc
        .tuple(string(fc.string({ unit: "binary-ascii", maxLength: 20 })), encoding)
        .map(([each, name]) => `Buffer.from(${each}, ${name}).toString("hex")`),
      fc
        .tuple(string(fc.string({ unit: "grapheme" })), fc.constantFrom("utf8", "latin1", "utf16le"))
        .map(([each, name]) => `Buffer.from(${each}, "${name}").toString("hex")`),
      fc
        .tuple(bytes, encoding)
        .map(
          ([each, name]) => `Buffer.from(Buffer.from(${each}).toString(${name}), ${name}).toString("hex")`,
        ),
      string(fc.string({ unit: "binary", maxLength: 20 })).map((each) => `Buffer.byteLength(${each})`),
      bytes.map((each) => `inspect(Buffer.from(${each}))`),
      fc
        .tuple(bytes, bytes)
        .map(
          ([a, b]) =>
            `[Buffer.compare(Buffer.from(${a}), Buffer.from(${b})), Buffer.from(${a}).indexOf(Buffer.from(${b})), Buffer.concat([Buffer.from(${a}), Buffer.from(${b})])]`,
        ),
      fc
        .tuple(fc.integer({ min: 0, max: 255 }), fc.double())
        .map(
          ([n, x]) =>
            `(() => { const b = Buffer.alloc(24); b.writeUInt8(${n}, 0); b.writeInt16BE(${n}, 1); b.writeUInt32LE(${n}, 4); b.writeDoubleBE(${fc.stringify(x)}, 8); b.writeFloatLE(${fc.stringify(x)}, 16); return [b.toString("hex"), b.readDoubleBE(8), b.readInt16BE(1), b.readUInt32LE(4)]; })()`,
        ),
      fc
        .tuple(bytes, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
        .map(([each, a, b]) => `Buffer.from(${each}).slice(${a}, ${b}).toString("latin1")`),
    ),
  ],
])("%s is Node.js's", async (_, arbitrary) => {
  for (const seed of [1, 2]) await alike(arbitrary, seed);
});
