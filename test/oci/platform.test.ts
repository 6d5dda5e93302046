import { describe, expect, test } from "vitest";
import { InvalidPlatformError } from "../../src/errors/oci.js";
import { parsePlatform, platformText, runnable } from "../../src/oci/platform.js";
import { choosePlatform, parseManifest } from "../../src/registry/distribution/manifest.js";

/** containerd `platforms`: `TestParseSelector` and `platformVector`. */
describe("platforms", () => {
  test.each([
    ["amd64", "linux/amd64"],
    ["x86_64", "linux/amd64"],
    ["linux/amd64/v1", "linux/amd64"],
    ["linux/amd64/v3", "linux/amd64/v3"],
    ["arm64", "linux/arm64"],
    ["linux/arm64/v8", "linux/arm64"],
    ["linux/arm64/8", "linux/arm64"],
    ["aarch64", "linux/arm64"],
    ["arm", "linux/arm/v7"],
    ["armel", "linux/arm/v6"],
    ["linux/arm/v6", "linux/arm/v6"],
    ["macos", "darwin/amd64"],
    ["Windows", "windows/amd64"],
    ["linux/s390x", "linux/s390x"],
  ])("%s is %s", (text, normal) => {
    expect(platformText(parsePlatform(text))).toBe(normal);
  });

  test.each(["", "foo", "a/b/c/d", "linux/", "linux/am d64", "../x"])("%j is none", (text) => {
    expect(() => parsePlatform(text)).toThrow(InvalidPlatformError);
  });

  test.each([
    ["linux/amd64", ["linux/amd64", "linux/386"]],
    ["linux/amd64/v3", ["linux/amd64/v3", "linux/amd64/v2", "linux/amd64", "linux/386"]],
    ["linux/arm64", ["linux/arm64", "linux/arm/v8", "linux/arm/v7", "linux/arm/v6", "linux/arm/v5"]],
    ["linux/arm/v6", ["linux/arm/v6", "linux/arm/v5"]],
    ["linux/s390x", ["linux/s390x"]],
  ])("%s runs %j", (text, expected) => {
    expect(runnable(parsePlatform(text)).map(platformText)).toEqual(expected);
  });
});

describe("an index", () => {
  function chosen(platforms: readonly (string | undefined)[], wanted: string): string {
    const digest = (at: number): string => `sha256:${String(at).padStart(64, "0")}`;
    const manifests = platforms.map((text, at) => {
      const [os, architecture, variant] = text?.split("/") ?? [];
      return {
        digest: digest(at),
        size: 1,
        ...(text === undefined ? {} : { platform: { os, architecture, variant } }),
      };
    });
    const index = parseManifest(new TextEncoder().encode(JSON.stringify({ schemaVersion: 2, manifests })));
    if (index.kind !== "index") throw new Error("no index");
    const at = Number(choosePlatform(index, parsePlatform(wanted)).digest.slice("sha256:".length));
    return platforms[at] ?? "unnamed";
  }

  test.each([
    [["linux/arm64", "linux/amd64"], "linux/amd64", "linux/amd64"],
    [["linux/amd64/v3", "linux/amd64"], "linux/amd64", "linux/amd64"],
    [["linux/386", "linux/amd64"], "linux/amd64", "linux/amd64"],
    [["linux/386", "linux/arm64"], "linux/amd64", "linux/386"],
    [[undefined, "linux/amd64"], "linux/amd64", "linux/amd64"],
    [[undefined, "linux/s390x"], "linux/amd64", "unnamed"],
    [["linux/arm/v5", "linux/arm/v7"], "linux/arm64", "linux/arm/v7"],
    [["linux/arm64/v8", "linux/arm/v7"], "arm64", "linux/arm64/v8"],
    [["unknown/unknown", "linux/amd64"], "linux/amd64", "linux/amd64"],
  ] as const)("of %j for %s: %s", (platforms, wanted, expected) => {
    expect(chosen(platforms, wanted)).toBe(expected);
  });

  test.each([
    [["linux/arm64", "linux/s390x"], "linux/amd64"],
    [["linux/amd64/v3"], "linux/amd64"],
    [["linux/arm/v7"], "linux/arm/v6"],
    [["windows/amd64"], "linux/amd64"],
  ] as const)("of %j nothing for %s", (platforms, wanted) => {
    expect(() => chosen(platforms, wanted)).toThrow("no matching manifest for");
  });
});
