import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Hash, HashAlgorithm } from "../../src/platform/hash.js";
import { FORMS } from "./forms.js";

describe.each(FORMS)("hash in $name", ({ hash }) => {
  beforeAll(() => hash.hashReady());

  /** NIST's examples of FIPS 180-4. */
  test.each([
    ["sha224", "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"],
    ["sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ] as const)("%s of %j", (algorithm, text, digest) => {
    const one = hash.createHash(algorithm);
    one.update(new TextEncoder().encode(text));
    expect(one.hex()).toBe(digest);
  });

  test("messages hashed side by side do not disturb each other", () => {
    const step = fc.tuple(fc.nat(3), fc.uint8Array({ maxLength: 150 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const algorithms: readonly HashAlgorithm[] = ["sha256", "sha256", "sha224", "sha256"];
        const ours = algorithms.map((algorithm): Hash => hash.createHash(algorithm));
        const nodes = algorithms.map((algorithm) => createHash(algorithm));
        for (const [which, bytes] of steps) {
          ours[which]?.update(bytes);
          nodes[which]?.update(bytes);
        }
        expect(ours.map((one) => one.hex())).toEqual(nodes.map((one) => one.digest("hex")));
      }),
    );
  });

  test("bytes and hex say the same", () => {
    const [one, other] = [hash.createHash("sha256"), hash.createHash("sha256")];
    expect(Buffer.from(one.bytes()).toString("hex")).toBe(other.hex());
  });

  test("a part of an array and large messages are hashed as they are", () => {
    const data = new Uint8Array(3_000_001).map((_, at) => at % 253);
    const one = hash.createHash("sha256");
    one.update(data.subarray(1));
    expect(one.hex()).toBe(createHash("sha256").update(data.subarray(1)).digest("hex"));
  });
});

test("a browser that is asked too early says what to wait for", async () => {
  vi.resetModules();
  const fresh = await import("../../src/platform/browser/hash.js");
  expect(() => fresh.createHash("sha256")).toThrow("wait for hashReady() first");
  await fresh.hashReady();
  expect(fresh.createHash("sha256").hex()).toMatch(/^e3b0c442/);
});
