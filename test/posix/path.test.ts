import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  absolute,
  ancestry,
  base,
  clean,
  components,
  contained,
  isWithin,
  join,
  normalComponents,
  normalize,
  parent,
  relative,
  split,
  withoutTrailingSlashes,
} from "../../src/posix/path.js";
import { cases } from "../random.js";

const path = fc
  .array(fc.constantFrom("/", "//", "a", "b c", "é", ".", "..", ".a", "a.b"), { maxLength: 9 })
  .map((parts) => parts.join(""));
const rooted = path.map((text) => `/${text}`);
const normal = rooted.map((text) => posix.resolve(text));

test("agrees with Node's own path module, which is the C library's here", () => {
  fc.assert(
    fc.property(path, rooted, (any, from) => {
      expect(normalize(from)).toBe(posix.resolve(from));
      expect(absolute(from, any)).toBe(posix.resolve(from, any));
      expect(parent(any)).toBe(dirname(any));
      if (!/^\/+$/.test(any)) expect(base(any)).toBe(posix.basename(any));
      // Node keeps one trailing slash, Go's path.Clean none.
      expect(clean(any)).toBe(posix.normalize(any).replace(/(.)\/$/, "$1"));
    }),
    cases(250),
  );
});

/** Node says `//` for what is directly below it; dirname(1) says `/`. */
function dirname(any: string): string {
  return posix.dirname(any).replace(/\/+$/, "") || (any.startsWith("/") ? "/" : ".");
}

test("the way from one path to another leads there", () => {
  fc.assert(
    fc.property(normal, normal, (from, to) => {
      expect(absolute(from, relative(from, to))).toBe(to);
      expect(relative(from, to)).toBe(posix.relative(from, to) || ".");
      expect(isWithin(to, from)).toBe(!/^\.\.(\/|$)/.test(relative(from, to)));
    }),
  );
});

test("what is above a path holds it, from the top down", () => {
  fc.assert(
    fc.property(normal, (at) => {
      const above = ancestry(at);
      expect(above.at(-1) ?? "/").toBe(at);
      for (const [index, each] of above.entries()) expect(parent(each)).toBe(above[index - 1] ?? "/");
    }),
  );
});

test("names of a path", () => {
  expect(components("/a//./b/../c/")).toEqual(["a", "b", "..", "c"]);
  expect(normalComponents("/a//./b/../c/")).toEqual(["a", "c"]);
  expect(normalComponents("../../etc")).toEqual(["etc"]);
  expect(components("/")).toEqual([]);
});

test("ends of a path", () => {
  expect(join("/", "a")).toBe("/a");
  expect(join("/a", "b")).toBe("/a/b");
  expect(withoutTrailingSlashes("/a//")).toBe("/a");
  expect(withoutTrailingSlashes("//")).toBe("/");
  expect(withoutTrailingSlashes("")).toBe("");
  expect(base("/")).toBe("/");
  expect(base("")).toBe("");
  expect(clean("")).toBe(".");
});

test("a contained path cannot lead out", () => {
  expect(contained("/a/./../../etc/")).toBe("etc");
  expect(contained("../..")).toBe("");
});

test("split keeps the slash, as Go's path.Split", () => {
  for (const [path, parts] of [
    ["a/b", ["a/", "b"]],
    ["a/b/", ["a/b/", ""]],
    ["/", ["/", ""]],
    ["a", ["", "a"]],
  ] as const)
    expect(split(path)).toEqual(parts);
});
