import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { ArchiveError } from "../../src/errors/archive.js";
import { LayerlabError } from "../../src/errors/base.js";
import { InvalidImageError } from "../../src/errors/images.js";
import { InvalidLayerError } from "../../src/errors/layer.js";
import { decodeLayer } from "../../src/layer/decode.js";
import { limited } from "../../src/layout/compression.js";
import { sha256 } from "../../src/oci/digest.js";
import { parseImageConfig } from "../../src/oci/image-config.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { header, writeArchive } from "../../src/tar/write.js";
import { fromBytes, zeros } from "../../src/vfs/data.js";
import { entry, file, stream, tar } from "../archives.js";

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const layer = tar(file("a", "hello"));
const good = {
  architecture: "amd64",
  os: "linux",
  created: "2024-01-02T03:04:05Z",
  config: { Env: ["A=1"], Cmd: null, Labels: { a: "b" }, ExposedPorts: { "80/tcp": {} } },
  history: [{ created: "2024-01-02T03:04:05Z", created_by: "ADD" }],
  rootfs: { type: "layers", diff_ids: [sha256(layer)] },
};

/** What `docker save` would write for a configuration. */
function saved(config: unknown): Uint8Array {
  const blob = (content: Uint8Array) => file(`blobs/sha256/${sha256(content).slice(7)}`, content);
  const document = bytes(config);
  const manifest = [
    {
      Config: `blobs/sha256/${sha256(document).slice(7)}`,
      RepoTags: ["hostile:1"],
      Layers: [`blobs/sha256/${sha256(layer).slice(7)}`],
    },
  ];
  return tar(blob(document), blob(layer), file("manifest.json", bytes(manifest)));
}

describe("an image's configuration that lies about its types", () => {
  const cases: readonly (readonly [string, object])[] = [
    ["architecture", { architecture: 5 }],
    ["created", { created: "yesterday" }],
    ["config", { config: [] }],
    ["config.Env", { config: { Env: "x".split("").map(Number) } }],
    ["config.Env[0]", { config: { Env: [null] } }],
    ["config.Labels.a", { config: { Labels: { a: {} } } }],
    ["config.Tty", { config: { Tty: "yes" } }],
    ["config.ExposedPorts", { config: { ExposedPorts: ["80"] } }],
    ["history", { history: {} }],
    ["history[0]", { history: ["x"] }],
    ["history[0].empty_layer", { history: [{ empty_layer: 1 }] }],
    ["RootFS", { rootfs: null }],
    ["rootfs", { rootfs: [] }],
    ["rootfs.diff_ids[0]", { rootfs: { type: "layers", diff_ids: ["../../etc/passwd"] } }],
  ];
  test.each(cases)("%s", async (where, lie) => {
    const config = { ...good, ...lie };
    expect(() => parseImageConfig(bytes(config))).toThrow(InvalidImageError);
    const name = where.replace(/\[\d+\]$/, "");
    expect(() => parseImageConfig(bytes(config))).toThrow(name);
    const medium = new MemoryMedium();
    const engine = new EmbeddedEngine({ runtime: createRuntime(), medium });
    await expect(engine.load(stream(saved(config)))).rejects.toThrow(InvalidImageError);
    expect(medium.list("/blobs/sha256")).toEqual([]);
    expect(await engine.images({ all: true })).toEqual([]);
  });

  test("null, and a command in one string, are what Docker takes them for", () => {
    const config = parseImageConfig(
      bytes({ ...good, author: null, history: null, config: { Entrypoint: "sh", Cmd: null, Env: null } }),
    );
    expect(config.config).toEqual({ Entrypoint: ["sh"], Cmd: null, Env: null });
    expect("author" in config || "history" in config).toBe(false);
    expect(parseImageConfig(bytes({ rootfs: { diff_ids: null } })).rootfs.diff_ids).toEqual([]);
  });

  test("any JSON gives a configuration or a typed error", () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), fc.constantFrom(...Object.keys(good)), (text, value, name) => {
        for (const document of [text, JSON.stringify({ ...good, [name]: value })]) {
          try {
            parseImageConfig(bytes(document));
          } catch (error) {
            if (!(error instanceof InvalidImageError)) throw error;
          }
        }
      }),
    );
  });
});

describe("layers that claim too much", () => {
  test("100 GB in an archive of a kilobyte", () => {
    const block = header(entry("big", { data: zeros(100_000_000_000) }));
    const archive = fromBytes(Buffer.concat([block, new Uint8Array(1024)]));
    expect(() => decodeLayer(archive)).toThrow(ArchiveError);
    expect(() => decodeLayer(archive)).toThrow("unexpected EOF");
  });

  test("more entries than a layer may have", () => {
    const archive = {
      size: 2001 * 512,
      read: (offset: number, length: number) => header(entry(`number${offset / 512}/`)).subarray(0, length),
      *chunks() {},
    };
    expect(decodeLayer(archive).entries).toBe(2001);
    expect(() => decodeLayer(archive, 0, 2000)).toThrow("more than 2000 entries");
  });

  test.each([
    ["a path deeper than any system has", "a/".repeat(3000)],
    ["a name longer than any system has", "é".repeat(128)],
  ])("%s", (_what, name) => {
    expect(() => decodeLayer(writeArchive([entry(name)]))).toThrow(InvalidLayerError);
  });

  test("a small file that unpacks to a large one ends at the limit, and nothing is kept", async () => {
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const chunk of limited(stream(new Uint8Array(1200), 600), "a layer", 1000))
          seen.push(chunk.length);
      })(),
    ).rejects.toThrow("a layer is larger than 1000 bytes");
    expect(seen).toEqual([600]);
    // 300 MB of zeros in 300 kB: no archive after its first block, and no memory for them either.
    const medium = new MemoryMedium();
    const engine = new EmbeddedEngine({ runtime: createRuntime(), medium });
    const bomb = gzipSync(Buffer.alloc(300_000_000), { level: 1 });
    const before = process.memoryUsage().arrayBuffers;
    await engine.import(stream(bomb), { reference: "zeros" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    expect((await engine.inspectImage("zeros")).Size).toBe(0);
  });
});

test("a load that fails at its end leaves nothing, whatever was spooled by then", async () => {
  const medium = new MemoryMedium();
  const engine = new EmbeddedEngine({ runtime: createRuntime(), medium });
  const whole = saved(good);
  await engine.load(stream(whole));
  const kept = medium.list("/blobs/sha256");
  expect(kept.length).toBe(3);
  for (let cut = 100; cut < whole.length; cut += 700) {
    const broken = engine.load(stream(Buffer.concat([whole.subarray(0, cut), new Uint8Array([1, 2, 3])])));
    await broken.then(
      () => {},
      (error: unknown) => {
        if (!(error instanceof LayerlabError)) throw error;
      },
    );
    expect(medium.list("/blobs/sha256"), `cut at ${cut}`).toEqual(kept);
  }
});
