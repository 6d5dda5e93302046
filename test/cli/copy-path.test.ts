import { expect, test } from "vitest";
import { type CopyDestination, keepEnd, planCopy } from "../../src/cli/disk/copy-path.js";

const FILE = { path: "/from/f", isDirectory: false, name: undefined };
const DIRECTORY = { path: "/from/d", isDirectory: true, name: undefined };
const missing = (path: string): CopyDestination => ({ path, exists: false, isDirectory: false });

// As Docker's client says before it sends anything: `docker cp f box:` among them.
test.each(["", "new/", "new/.", "new/./", "."])("a file does not become the missing directory %j", (path) => {
  expect(() => planCopy(FILE, missing(path))).toThrow("no such directory");
});

test.each(["/new", "/new/."])("a directory becomes what is missing at %j", (path) => {
  expect(planCopy(DIRECTORY, missing(path))).toMatchObject({ directory: path === "/new" ? "/" : "/new" });
});

test.each([
  ["/a/b", "b/", "/a/b/"],
  ["/a/b", "b/.", "/a/b/."],
  ["/a/b", "b/./", "/a/b/."],
  ["/a", "", "/a/."],
  ["/a/b", "b", "/a/b"],
])("%j, written %j, keeps its end: %j", (cleaned, original, kept) => {
  expect(keepEnd(cleaned, original)).toBe(kept);
});
