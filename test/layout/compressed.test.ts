import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { ArchiveError } from "../../src/errors/archive.js";
import { decompressed } from "../../src/layout/compression.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { collect, entry, file, stream, tar } from "../archives.js";
import { describeWith } from "../components.js";

const runtime = createRuntime();
/** Random-looking bytes, so that compressed pieces are as long as plain ones. */
const noise = Uint8Array.from({ length: 300_000 }, (_, at) => (at * at * 7919 + (at >> 3) * 104_729) >>> 5);
const archive = tar(entry("data/"), file("data/noise", noise), file("data/zeros", new Uint8Array(500_000)));

const run = (program: string, args: readonly string[], input: Uint8Array): Buffer =>
  execFileSync(program, args, { input, maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "pipe"] });

describeWith(["xz", "bzip2", "zstd"], "compressed archives", () => {
  const compress: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
    gzip: (bytes) => run("gzip", ["-c"], bytes),
    "gzip of two members": (bytes) =>
      Buffer.concat([
        run("gzip", ["-c"], bytes.subarray(0, 1000)),
        run("gzip", ["-c"], bytes.subarray(1000)),
      ]),
    zstd: (bytes) => run("zstd", ["-c"], bytes),
    "zstd with a frame to be skipped": (bytes) =>
      Buffer.concat([
        Buffer.from("504d2a1804000000deadbeef".replace("504d2a18", "502a4d18"), "hex"),
        run("zstd", ["-c"], bytes),
      ]),
    "zstd without checksums": (bytes) => run("zstd", ["-c", "--no-check"], bytes),
    "zstd -19, of an unknown size": (bytes) => run("zstd", ["-19c", "--no-content-size"], bytes),
    "zstd of two frames and an empty one": (bytes) =>
      Buffer.concat([
        run("zstd", ["-c"], bytes.subarray(0, 1000)),
        run("zstd", ["-c"], bytes.subarray(0, 0)),
        run("zstd", ["-1c"], bytes.subarray(1000)),
      ]),
    xz: (bytes) => run("xz", ["-c"], bytes),
    "xz -9": (bytes) => run("xz", ["-9c"], bytes),
    "xz with CRC32": (bytes) => run("xz", ["-c", "--check=crc32"], bytes),
    "xz in blocks": (bytes) => run("xz", ["-c", "--block-size=100000", "-T2"], bytes),
    "xz of two streams": (bytes) =>
      Buffer.concat([run("xz", ["-c"], bytes.subarray(0, 1000)), run("xz", ["-c"], bytes.subarray(1000))]),
    bzip2: (bytes) => run("bzip2", ["-c"], bytes),
    "bzip2 -1": (bytes) => run("bzip2", ["-1c"], bytes),
    "bzip2 of two streams": (bytes) =>
      Buffer.concat([
        run("bzip2", ["-c"], bytes.subarray(0, 1000)),
        run("bzip2", ["-c"], bytes.subarray(1000)),
      ]),
  };

  test.each(Object.entries(compress))("%s: the same bytes, however they come", async (_, act) => {
    const compressed = act(archive);
    for (const step of [7, 4096, 1 << 20]) {
      const found = await collect(
        decompressed(stream(compressed.subarray(0, step === 7 ? 70_000 : undefined), step)),
      ).catch((error: unknown) => error);
      if (step === 7 && compressed.length > 70_000) expect(found).toBeInstanceOf(ArchiveError);
      else expect(Buffer.isBuffer(found) && found.equals(archive)).toBe(true);
    }
  });

  test.each(["gzip", "zstd", "xz", "bzip2"])("%s that is cut or damaged is refused by name", async (kind) => {
    const whole = compress[kind]?.(archive) ?? Buffer.alloc(0);
    const damaged = Buffer.from(whole);
    for (let at = 0; at < 8; at++) damaged.writeUInt8(0xa5, (whole.length >> 1) + at);
    const cut = [whole.subarray(0, whole.length - 20), whole.subarray(0, 40)];
    for (const bytes of [...cut, damaged]) {
      const error = await collect(decompressed(stream(bytes))).catch((thrown: unknown) => thrown);
      if (!(error instanceof ArchiveError)) throw new Error(`${kind}: no refusal`);
      expect(error.message).toContain(kind);
    }
  });

  test("a zstd frame whose content is not that of its checksum is refused", async () => {
    // Stored as it is: no other part of the format can notice what has changed.
    const whole = run("zstd", ["-c"], Buffer.from(noise.subarray(0, 1000)));
    const refused = async (bytes: Uint8Array) =>
      collect(decompressed(stream(bytes))).then(
        () => "taken",
        (error: unknown) => (error instanceof ArchiveError ? error.message : error),
      );
    for (const at of [100, 900, whole.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8((whole[at] ?? 0) ^ 1, at);
      expect(await refused(damaged)).toContain("zstd: the content does not match its checksum");
    }
    expect(await refused(whole.subarray(0, whole.length - 4))).toContain("zstd: unexpected EOF");
  });

  test.each([
    ["a window of 2 GB", "28b52ffd00a801000000000000000000000000", /needs a window of 2147483648 bytes/],
    ["one piece of 4 GB", "28b52ffda0ffffffff010000000000000000", /needs a window of 4294967295 bytes/],
    ["a dictionary", "28b52ffd0128070100000000000000000000", /needs a dictionary/],
    ["a size that is not true", "28b52ffd2005090000617a", /has 1 bytes, its header says 5/],
    ["a block above the limit", "28b52ffd0058ffffff0000000000000000", /a block is too large/],
    ["a reserved bit", "28b52ffd0858010000000000000000000000", /a reserved bit/],
  ])("a zstd frame with %s is refused at once", async (_, hex, reason) => {
    await expect(collect(decompressed(stream(Buffer.from(hex, "hex"))))).rejects.toThrow(reason);
  });

  test("a zstd frame shorter than any header fits in is read", async () => {
    for (const hex of ["28b52ffd200109000061", "28b52ffd005809000061"])
      expect(String(await collect(decompressed(stream(Buffer.from(hex, "hex"), 1))))).toBe("a");
  });

  test("zstd blocks of nothing with a large window cost no more than they are", async () => {
    const blocks = Buffer.alloc(4 * 600_000);
    for (let at = 0; at < blocks.length; at += 4) blocks.set([0x08, 0, 0, 97], at);
    const bytes = Buffer.concat([Buffer.from("28b52ffd0088", "hex"), blocks]);
    await expect(collect(decompressed(stream(bytes, 1 << 20)))).rejects.toThrow("too small for its window");
  });

  test.each(["xz", "bzip2", "zstd", "gzip"])(
    "an error of the source is told, not one of %s",
    async (kind) => {
      const whole = compress[kind]?.(archive) ?? Buffer.alloc(0);
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield whole.subarray(0, 1000);
        throw new RangeError("the line is dead");
      }
      await expect(collect(decompressed(broken()))).rejects.toThrow("the line is dead");
    },
  );

  test.each(["xz", "bzip2", "zstd", "gzip"])("import, load, cp and ADD take %s", async (kind) => {
    const act = compress[kind] ?? ((bytes: Uint8Array) => Buffer.from(bytes));
    const engine = new EmbeddedEngine({ runtime });
    const plain = await engine.import(stream(archive), { reference: "plain" });
    await engine.import(stream(act(archive)), { reference: "packed" });
    const [one, other] = [await engine.stack("plain"), await engine.stack("packed")];
    expect(other.layers.map(({ diffId }) => diffId)).toEqual(one.layers.map(({ diffId }) => diffId));

    const saved = await collect(engine.save(["plain"]));
    const second = new EmbeddedEngine({ runtime });
    await second.load(stream(act(saved)));
    expect((await second.inspectImage("plain")).Id).toBe(plain);

    const container = await engine.create({ image: "plain", command: ["nothing"] });
    await engine.copyInto(container, "/", stream(act(tar(file("copied", "yes")))));
    const files = await engine.fileSystem(container);
    expect(new TextDecoder().decode(files.readFile("/copied"))).toBe("yes");

    const context = createMemoryFileSystem();
    context.writeFile(`/rootfs.tar.${kind}`, act(archive));
    const added = await engine.build({ dockerfile: `FROM scratch\nADD rootfs.tar.${kind} /\n`, context });
    const built = await engine.create({ image: added.id, command: ["nothing"] });
    const tree = await engine.fileSystem(built);
    expect(Buffer.from(tree.readFile("/data/noise")).equals(noise)).toBe(true);
  });
});
