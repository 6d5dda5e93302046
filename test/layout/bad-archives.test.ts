import { expect, test } from "vitest";
import { LayerlabError } from "../../src/errors/base.js";
import { sha256 } from "../../src/oci/digest.js";
import { collect, entry, file, stream, tar } from "../archives.js";
import { blob, engine, index, layout, named, OCI } from "./archives.js";

/** Bad archives: a typed error that says what is wrong, and the store as it was. */
async function refused(archive: Uint8Array): Promise<LayerlabError> {
  const lab = engine();
  const before = await lab.import(stream(tar(file("kept", "kept"))), { reference: "kept" });
  const error = await lab.load(stream(archive)).then(
    (loaded) => expect.fail(`loaded ${JSON.stringify(loaded)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof LayerlabError)) throw error;
  expect((await lab.images({ all: true })).map(({ id, tags }) => [id, tags])).toEqual([
    [before, ["kept:latest"]],
  ]);
  // What the archive brought is not kept under any name, and what was there is whole.
  expect(await collect(lab.save(["kept"]))).not.toHaveLength(0);
  return error;
}

test("cut at any block: an error, and nothing of it is here", async () => {
  const { blobs, manifest } = layout();
  const whole = tar(...blobs, index(named(manifest.descriptor, "cut:1")));
  const lab = engine();
  expect((await lab.load(stream(whole)))[0]?.references).toEqual(["cut:1"]);
  // The last kilobyte is the end mark, without which many tools write archives.
  for (let size = 0; size < whole.length - 1024; size += 512) {
    const error = await refused(whole.subarray(0, size));
    expect(error.message, `cut at ${size}`).not.toBe("");
  }
});

test("cut inside a block", async () => {
  const { blobs, manifest } = layout();
  const whole = tar(...blobs, index(manifest.descriptor));
  for (const size of [1, 511, 513, 1000, whole.length - 1500]) await refused(whole.subarray(0, size));
});

const { layer, config, manifest, blobs } = layout();
/** A header with what it claims to have for its content. */
function claiming(flag: string): Buffer {
  const block = tar(file("name", "")).subarray(0, 512);
  block.write("20000000000\0", 124, "latin1");
  block.write(flag, 156, "latin1");
  block.write("        ", 148, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([block, Buffer.alloc(1024)]);
}

const elsewhere = `sha256:${"0".repeat(64)}`;

test.each<[string, Buffer, RegExp]>([
  ["no archive", Buffer.from("this is no archive\n".repeat(100)), /archive|EOF|header/],
  ["a PAX header that claims two gigabytes", claiming("x"), /header field too long/],
  ["a long name that claims two gigabytes", claiming("L"), /header field too long/],
  ["an archive of files", tar(file("a", "a")), /neither manifest\.json .* nor index\.json/],
  [
    "a blob that is not what its name says",
    tar(file(`blobs/sha256/${"1".repeat(64)}`, "other"), index(manifest.descriptor)),
    /1{64}/,
  ],
  [
    "an index that points nowhere",
    tar(...blobs, index({ ...manifest.descriptor, digest: elsewhere })),
    /not in it/,
  ],
  ["no manifest at all", tar(file("index.json", "{}")), /without manifests/],
  ["an index that is no JSON", tar(file("index.json", "{")), /no JSON/],
  ["an index that is a list", tar(file("index.json", "[]")), /without manifests|no object/],
  ["a digest of another kind", tar(index({ ...manifest.descriptor, digest: "md5:00" })), /digest/],
  [
    "a digest that climbs",
    tar(index({ ...manifest.descriptor, digest: "sha256:../../etc/passwd" })),
    /digest/,
  ],
  [
    "an index of an empty index",
    (() => {
      const loop = blob(JSON.stringify({ manifests: [] }), OCI.index);
      return tar(loop.entry, file("index.json", JSON.stringify({ manifests: [loop.descriptor] })));
    })(),
    /names no image/,
  ],
  [
    "links that lead in a circle",
    tar(entry("manifest.json", { type: "symlink", linkname: "manifest.json" })),
    /not in it/,
  ],
  [
    "layers that the configuration does not know",
    (() => {
      const other = blob(tar(file("x", "x")), OCI.layer);
      const wrong = blob(
        JSON.stringify({ schemaVersion: 2, config: config.descriptor, layers: [other.descriptor] }),
        OCI.manifest,
      );
      return tar(other.entry, config.entry, wrong.entry, index(wrong.descriptor));
    })(),
    /^invalid diffID for layer 0: expected "sha256:[0-9a-f]{64}", got "sha256:[0-9a-f]{64}"$/,
  ],
  [
    "an old layout that names files outside",
    tar(
      file(
        "manifest.json",
        JSON.stringify([{ Config: "../../../etc/passwd", RepoTags: null, Layers: ["../x"] }]),
      ),
    ),
    /not in it/,
  ],
  [
    "a layer that is no archive",
    (() => {
      const junk = Buffer.from("junk".repeat(400));
      const broken = blob(junk, OCI.layer);
      const own = blob(
        JSON.stringify({
          architecture: "amd64",
          os: "linux",
          rootfs: { type: "layers", diff_ids: [sha256(junk)] },
        }),
        OCI.config,
      );
      const wrong = blob(
        JSON.stringify({ schemaVersion: 2, config: own.descriptor, layers: [broken.descriptor] }),
        OCI.manifest,
      );
      return tar(broken.entry, own.entry, wrong.entry, index(wrong.descriptor));
    })(),
    /./,
  ],
])("%s", async (_, archive, says) => {
  expect((await refused(archive)).message).toMatch(says);
});

test("an entry that claims 100 GB ends with the archive, not with the memory", async () => {
  const whole = tar(file("blobs/sha256/big", "x"), index(manifest.descriptor));
  const header = Buffer.from(whole.subarray(0, 512));
  // A number too large for octal digits: base 256, the first bit set.
  header.fill(0, 124, 136);
  header[124] = 0x80;
  header.writeBigUInt64BE(100n * 1024n ** 3n, 128);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const before = process.memoryUsage().rss;
  await refused(Buffer.concat([header, whole.subarray(512)]));
  expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
});

test("names outside of the layout are not written anywhere", async () => {
  const lab = engine();
  const loaded = await lab.load(
    stream(
      tar(
        file("../../../escape", "x"),
        entry("evil", { type: "symlink", linkname: "/etc" }),
        file("evil/passwd", "x"),
        ...blobs,
        index(named(manifest.descriptor, "ok:1")),
      ),
    ),
  );
  expect(loaded.map(({ references }) => references)).toEqual([["ok:1"]]);
  expect((await lab.inspectImage("ok:1")).RootFS.Layers).toEqual([layer.digest]);
});
