import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { MACHINE } from "../../src/cli/disk/machine.js";
import { unpackArchive } from "../../src/cli/disk/unpack.js";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { LayerlabError } from "../../src/errors/base.js";
import { sha256 } from "../../src/oci/digest.js";
import { createRuntime } from "../../src/programs/runtime.js";
import type { Entry } from "../../src/tar/entry.js";
import { collect, entry, file, stream, tar } from "../archives.js";
import { temporaryFolder } from "../temporary-folder.js";
import { damaged, oddDocument } from "./mutations.js";
import { type Random, rounds, TIMEOUT } from "./stress.js";

/** Archives by somebody who wants out of the folder, or to take the process with him; and archives that are just broken. */
const runtime = createRuntime();

const NAMES: readonly [string, ...string[]] = [
  "../outside/made",
  "../../outside/made",
  "/outside/made",
  "a/../../outside/made",
  "./../outside/made",
  "link/made",
  "link/../made",
  "link",
  "a",
  "a/b/",
  ".",
  "..",
  "",
  "a//b",
  ".wh.a",
  ".wh..",
  ".wh..wh..opq",
  "a/.wh.b",
  "blobs/sha256/../../../outside/made",
  "a".repeat(300),
  "a/".repeat(120),
  "caf\u00e9",
  "x\u001b[2Jy",
  "manifest.json",
];
const KINDS = ["file", "directory", "symlink", "link", "fifo", "character-device", "block-device"] as const;

function hostileEntry(random: Random, targets: readonly [string, ...string[]]): Entry {
  const type = random.pick(KINDS);
  const name = random.pick(NAMES);
  const more: Partial<Entry> = {
    type,
    linkname: type === "symlink" || type === "link" ? random.pick(targets) : "",
    mode: random.pick([0, 0o644, 0o755, 0o4755, 0o7777]),
    mtime: random.pick([0, -1, 2 ** 31, 1e12, 1.5]),
    uid: random.pick([0, 1000, 2 ** 21, 2 ** 31]),
    ...(type === "character-device" ? { major: random.below(300), minor: random.below(300) } : {}),
  };
  return type === "file" ? file(name, "x".repeat(random.below(2000)), more) : entry(name, more);
}

function image(layer: Uint8Array, random: Random): Buffer {
  const config = {
    architecture: "amd64",
    os: "linux",
    config: { Cmd: ["/bin/sh"] },
    rootfs: { type: "layers", diff_ids: [sha256(layer)] },
  };
  const odd = random.below(3);
  const text = Buffer.from(JSON.stringify(odd === 0 ? oddDocument(config, random) : config) ?? "null");
  const manifest = [{ Config: "config.json", RepoTags: ["hostile:1"], Layers: ["layer.tar"] }];
  return tar(
    file("config.json", text),
    file("layer.tar", layer),
    file("manifest.json", JSON.stringify(odd === 1 ? oddDocument(manifest, random) : manifest) ?? "null"),
  );
}

const COMPRESSIONS = [(bytes: Buffer) => bytes, gzipSync, deflateSync] as const;

/** Everything below a folder with its contents, links not followed. */
function contentsOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .map((each) => {
      const path = join(each.parentPath, each.name);
      return `${path} ${each.isFile() ? readFileSync(path, "utf8") : ""}`;
    })
    .sort();
}

test(
  "whatever an archive holds: nothing outside is written or read, and refusals are ours",
  TIMEOUT,
  async () => {
    const root = temporaryFolder();
    const outside = join(root, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "secret"), "the secret");
    const before = contentsOf(outside);
    const targets: readonly [string, ...string[]] = [
      outside,
      "../outside",
      "../../outside/secret",
      join(outside, "secret"),
      "/",
      "..",
      ".",
      "link",
      "a",
      "/etc/passwd",
      "\u001b]0;x\u0007",
    ];
    const counts = await rounds({ part: "archives", name: "archives", few: 40 }, async (random, at) => {
      const folder = join(root, `round-${at}`);
      const home = join(folder, "home");
      const target = join(folder, "target");
      mkdirSync(target, { recursive: true });
      const engine = new EmbeddedEngine({ runtime, medium: new DiskMedium(home) });
      const entries = Array.from({ length: 1 + random.below(8) }, () => hostileEntry(random, targets));
      let layer: Buffer = tar(...entries);
      if (random.below(3) === 0) layer = Buffer.from(damaged(layer, random));
      let archive: Buffer = image(layer, random);
      if (random.below(4) === 0) archive = Buffer.from(damaged(archive, random));
      const packed = random.pick(COMPRESSIONS)(layer);
      const counted = { archives: 1, commands: 0, refused: 0 };
      const ours = async (work: () => Promise<unknown>): Promise<void> => {
        counted.commands += 1;
        await work().catch((error: unknown) => {
          if (!(error instanceof LayerlabError)) throw error;
          counted.refused += 1;
        });
      };
      await ours(() => engine.load(stream(archive)));
      await ours(() => engine.import(stream(packed), { reference: "imported:1" }));
      for (const { id } of await engine.images({ all: true })) {
        await ours(() => engine.history(id));
        await ours(() => engine.contents(id));
        await ours(() => collect(engine.save([id])));
        await ours(async () => {
          const box = await engine.create({ image: id, command: ["/bin/sh"] });
          await ours(() => engine.copyInto(box, "/", stream(packed)));
          await ours(() => engine.diff(box));
          await ours(() => engine.commit(box, { reference: "committed:1" }));
          await ours(async () => {
            const exported = await collect(engine.export(box));
            expect(exported.includes("the secret")).toBe(false);
            await unpackArchive(MACHINE, stream(exported), target, (name) => name);
          });
          await ours(async () => {
            const { archive: copied } = await engine.copyFrom(box, "/");
            await unpackArchive(MACHINE, copied, target, (name) => name);
          });
          await ours(() => engine.removeContainer(box, { force: true }));
        });
      }
      await ours(() => unpackArchive(MACHINE, stream(layer), target, (name) => name));
      expect(readdirSync(folder).sort()).toEqual(["home", "target"]);
      expect(contentsOf(outside)).toEqual(before);
      expect(readdirSync(root).filter((name) => !name.startsWith("round-"))).toEqual(["outside"]);
      expect(Object.hasOwn(Object.prototype, "made")).toBe(false);
      rmSync(folder, { recursive: true, force: true });
      return counted;
    });
    expect(counts.archives).toBeGreaterThan(0);
  },
);
