import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCacheConfig } from "../../src/builder/remote-cache/config.js";
import { ImportedCache } from "../../src/builder/remote-cache/imported-cache.js";
import type { CacheNode } from "../../src/builder/remote-cache/node.js";
import type { CacheSource } from "../../src/builder/remote-cache/options.js";
import { cacheConfig, cacheConfigJson } from "../../src/builder/remote-cache/record-steps.js";
import { RemoteCacheError } from "../../src/errors/remote-cache.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const SOURCE: CacheSource = {
  manifest: new Uint8Array(),
  read: async () => new Uint8Array(),
  fetch: async () => {},
};
const A = sha256("a");

describe("a cache's configuration from elsewhere", () => {
  test.each([
    ["invalid looping record", { records: [{ digest: A, inputs: [[{ link: 0 }]] }] }],
    [
      "invalid looping record",
      {
        records: [
          { digest: A, inputs: [[{ link: 1 }]] },
          { digest: A, inputs: [[{ link: 0 }]] },
        ],
      },
    ],
    ["invalid record ID: 7", { records: [{ digest: A, inputs: [[{ link: 7 }]] }] }],
    ["invalid record ID: -1", { records: [{ digest: A, inputs: [[{ link: -1 }]] }] }],
    ["invalid layer index 3", { records: [{ digest: A, layers: [{ layer: 3 }] }] }],
    ["invalid layer index 1", { records: [{ digest: A, chains: [{ layers: [1] }] }] }],
    ["invalid layer index -2", { layers: [{ blob: A, parent: -2 }] }],
    ["invalid looping layer", { layers: [{ blob: A }] }],
    [
      "invalid looping layer",
      {
        layers: [
          { blob: A, parent: 1 },
          { blob: A, parent: 0 },
        ],
      },
    ],
    ['invalid digest of a layer: "sha256:x"', { layers: [{ blob: "sha256:x" }] }],
    ["1.5 is no index", { layers: [{ blob: A, parent: 1.5 }] }],
    ["no JSON object", []],
  ])("%s", (reason, document) => {
    expect(() => parseCacheConfig(encode(document))).toThrow(RemoteCacheError);
    expect(() => parseCacheConfig(encode(document))).toThrow(reason);
  });

  test("whatever it says, it is read or refused", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (layers, records) => {
        for (const document of [
          { layers, records },
          { layers: [layers], records: [records] },
        ])
          try {
            parseCacheConfig(encode(document));
          } catch (error) {
            expect(error).toBeInstanceOf(RemoteCacheError);
          }
      }),
    );
  });

  test("a chain as long as the file allows is followed without recursion", () => {
    const count = 20_000;
    const layers = Array.from({ length: count }, (_, at) => ({ blob: A, parent: at - 1 }));
    const records = Array.from({ length: count }, (_, at) => ({
      digest: A,
      inputs: at === 0 ? [] : [[{ link: at - 1 }]],
    }));
    expect(parseCacheConfig(encode({ layers, records })).records).toHaveLength(count);
  });
});

const vertex = fc.nat(5).map((n) => sha256(`vertex ${n}`));
const leaf: fc.Arbitrary<CacheNode> = vertex.map((digest) => ({ digest, inputs: [] }));
const above = (below: fc.Arbitrary<CacheNode>): fc.Arbitrary<CacheNode> =>
  fc.record({
    digest: vertex,
    inputs: fc.array(fc.record({ node: below, selector: fc.constantFrom("", A) }), { maxLength: 2 }),
  });
const node = above(above(above(leaf)));

test("what was written is found again by its own name, and by no other", () => {
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 6 }), (nodes) => {
      const steps = nodes.map((each, at) => ({
        node: each,
        layers: [asDiffId(sha256(`base`)), asDiffId(sha256(`layer ${at}`))],
        created: "2026-11-20T12:00:00Z",
      }));
      const written = cacheConfig(steps, (diffId) => sha256(`blob of ${diffId}`));
      const read = parseCacheConfig(encode(cacheConfigJson(written)));
      expect(read).toEqual(written);
      const blobs = steps
        .flatMap(({ layers }) => layers)
        .map((diffId) => ({
          descriptor: { mediaType: "", digest: sha256(`blob of ${diffId}`), size: 1 },
          diffId,
          createdAt: undefined,
        }));
      const cache = new ImportedCache(SOURCE, read, blobs);
      const text = (each: CacheNode): string => JSON.stringify(each);
      for (const each of nodes) {
        const first = steps.find((step) => text(step.node) === text(each));
        const [found] = cache.find(each);
        expect(found?.layers.map(({ diffId }) => diffId)).toEqual(first?.layers);
      }
      expect(cache.find({ digest: sha256("nobody's"), inputs: [] })).toEqual([]);
    }),
  );
});
