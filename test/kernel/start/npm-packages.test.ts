import { describe, expect, test } from "vitest";
import { matches } from "../../../kernel/spec/start/npm-packages.mjs";

const machine = { platform: "linux", arch: "x64" };
const lock = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/a-linux": { version: "1.0.0", integrity: "sha512-l", optional: true, os: ["linux"] },
    "node_modules/a-darwin": { version: "1.0.0", integrity: "sha512-d", optional: true, os: ["darwin"] },
  },
};
const { "": _root, "node_modules/a-darwin": darwin, ...onLinux } = lock.packages;

describe("whether node_modules is what the lock file says", () => {
  test("it is, without the optional packages of other systems", () => {
    expect(matches(lock, { packages: onLinux }, machine)).toBe(true);
  });

  test("a package is missing", () => {
    const { "node_modules/a": _a, ...rest } = onLinux;
    expect(matches(lock, { packages: rest }, machine)).toBe(false);
  });

  test.each([{ version: "1.0.1" }, { integrity: "sha512-b" }])("a package differs: %o", (change) => {
    const packages = { ...onLinux, "node_modules/a": { ...onLinux["node_modules/a"], ...change } };
    expect(matches(lock, { packages }, machine)).toBe(false);
  });

  test("it was installed on another system", () => {
    const packages = { "node_modules/a": onLinux["node_modules/a"], "node_modules/a-darwin": darwin };
    expect(matches(lock, { packages }, machine)).toBe(false);
    expect(matches(lock, { packages }, { platform: "darwin", arch: "arm64" })).toBe(true);
  });
});
