import { describe, expect, test } from "vitest";
import { followLinks } from "../../src/posix/follow-links.js";

const LINKS: Readonly<Record<string, string>> = {
  "/a/up": "..",
  "/a/abs": "/b",
  "/a/rel": "../b/./c/",
  "/a/out": "../../../etc",
  "/a/chain": "abs/c",
  "/loop": "loop",
};
const follow = (path: string, root?: string) => followLinks(path, (at) => LINKS[at], root);

describe("followLinks", () => {
  test.each([
    ["/", "/"],
    ["/a//./x", "/a/x"],
    ["/a/up/y", "/y"],
    ["/a/abs/z", "/b/z"],
    ["/a/rel", "/b/c"],
    ["/a/chain/../d", "/b/d"],
    ["/a/out/passwd", "/etc/passwd"],
    ["/../../q", "/q"],
    ["/loop/x", undefined],
  ])("%s leads to %s", (path, end) => expect(follow(path)).toBe(end));

  test("absolute links and .. stay in the root", () => {
    const inRoot = (path: string) => followLinks(path, (at) => LINKS[at.slice("/root".length)], "/root");
    expect(inRoot("/root/a/abs/z")).toBe("/root/b/z");
    expect(inRoot("/root/a/out/passwd")).toBe("/root/etc/passwd");
  });

  test("the caller says which links stay", () => {
    const keepLast = (path: string) => followLinks(path, (at, isLast) => (isLast ? undefined : LINKS[at]));
    expect(keepLast("/a/abs")).toBe("/a/abs");
    expect(keepLast("/a/abs/x")).toBe("/b/x");
  });
});
