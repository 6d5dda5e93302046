import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.js";
import type { Entry } from "../../src/tar/entry.js";
import { collect, entry, file, stream, tar } from "../archives.js";
import { fixture, fixtureText } from "../fixtures.js";
import { cases } from "../random.js";
import { blob, engine, files, index, json, layout, named, OCI } from "./archives.js";

const facts = async (lab: Engine, name: string) => ({
  inspect: {
    ...(await lab.inspectImage(name)),
    GraphDriver: undefined,
    Metadata: undefined,
    Parent: undefined,
  },
  history: (await lab.history(name)).map(({ createdBy, comment, size, layer }) => ({
    createdBy,
    comment,
    size,
    layer,
  })),
});

describe("an image leaves and comes back the same", () => {
  const name = fc.constantFrom("a", "b", "c/d", "c/e", "long".repeat(40), "é 中");
  const member: fc.Arbitrary<Entry> = fc.oneof(
    fc.tuple(name, fc.string()).map(([path, text]) => file(path, text)),
    name.map((path) => entry(`${path}-dir/`, { type: "directory", mode: 0o700, uid: 1000 })),
    name.map((path) => entry(`${path}-link`, { type: "symlink", linkname: "a" })),
  );
  const changes = fc.array(member, { maxLength: 5 });
  const layers = fc.array(changes, { minLength: 1, maxLength: 4 });

  for (const format of ["docker", "oci"] as const)
    test(`${format}: ids, layers, history`, async () => {
      await fc.assert(
        fc.asyncProperty(layers, async (stack) => {
          const from = engine();
          await from.import(stream(tar(file("base", "base"))), { reference: "image", comment: "first" });
          for (const members of stack) {
            const container = await from.create({ image: "image", command: ["/base"] });
            await from.copyInto(container, "/", stream(tar(...members)));
            await from.commit(container, { reference: "image", comment: "next", changes: ["ENV A=b"] });
          }
          const archive = await collect(from.save(["image"], { format }));
          const to = engine();
          const [loaded] = await to.load(stream(archive, 1000));
          expect(loaded?.id).toBe((await from.inspectImage("image")).Id);
          expect(loaded?.references).toEqual(["image:latest"]);
          expect(await facts(to, "image")).toEqual(await facts(from, "image"));
          expect(Buffer.compare(await collect(to.save(["image"], { format })), archive), "saved again").toBe(
            0,
          );
        }),
        cases(6),
      );
    });

  test("several images share what they share", async () => {
    const lab = engine();
    await lab.import(stream(tar(file("base", "base"))), { reference: "one" });
    await lab.tag("one", "two:2");
    await lab.import(stream(tar(file("other", "other"))), { reference: "three" });
    const archive = await collect(lab.save(["one", "two:2", "three"]));
    const to = engine();
    const loaded = await to.load(stream(archive));
    expect(loaded.map(({ references }) => references)).toEqual([["one:latest", "two:2"], ["three:latest"]]);
    expect(
      [...files(archive).keys()].filter((path) => path.startsWith("blobs/sha256/") && !path.endsWith("/")),
    ).toHaveLength(6);
  });

  test("a name that another image had has moved, and the caller is told", async () => {
    const lab = engine();
    await lab.import(stream(tar(file("a", "a"))), { reference: "same" });
    const archive = await collect(lab.save(["same"]));
    const other = await lab.import(stream(tar(file("b", "b"))), { reference: "same" });
    expect((await lab.load(stream(archive)))[0]?.moved).toEqual([{ reference: "same:latest", from: other }]);
    expect((await lab.load(stream(archive)))[0]?.moved).toEqual([]);
  });
});

describe("what others write", () => {
  const plain = tar(file("hello", "hello\n"));

  test("an OCI layout, its layer plain, gzip, and of a media type nobody knows", async () => {
    for (const made of [
      layout(),
      layout({ layer: gzipSync(plain), layerType: `${OCI.layer}+gzip` }),
      layout({ layer: gzipSync(plain), layerType: "application/x-unheard-of" }),
    ]) {
      const archive = tar(...made.blobs, index(named(made.manifest.descriptor, "x:1")));
      for (const bytes of [archive, gzipSync(archive)]) {
        const lab = engine();
        const [loaded] = await lab.load(stream(bytes));
        expect(loaded).toMatchObject({ id: made.config.digest, references: ["x:1"] });
        expect((await lab.inspectImage("x:1")).RootFS.Layers).toEqual([layout().layer.digest]);
      }
    }
  });

  test("an image with an attestation beside it, as buildx writes it", async () => {
    const image = layout();
    const statement = blob("{}", "application/vnd.in-toto+json");
    const empty = blob(
      JSON.stringify({
        architecture: "unknown",
        os: "unknown",
        config: {},
        rootfs: { type: "layers", diff_ids: [statement.digest] },
      }),
      OCI.config,
    );
    const attestation = blob(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI.manifest,
        config: empty.descriptor,
        layers: [statement.descriptor],
      }),
      OCI.manifest,
    );
    const inner = blob(
      JSON.stringify({
        schemaVersion: 2,
        manifests: [
          { ...image.manifest.descriptor, platform: { architecture: "amd64", os: "linux" } },
          {
            ...attestation.descriptor,
            platform: { architecture: "unknown", os: "unknown" },
            annotations: { "vnd.docker.reference.type": "attestation-manifest" },
          },
        ],
      }),
      OCI.index,
    );
    const lab = engine();
    const loaded = await lab.load(
      stream(
        tar(
          ...image.blobs,
          statement.entry,
          empty.entry,
          attestation.entry,
          inner.entry,
          index(named(inner.descriptor, "built:1")),
        ),
      ),
    );
    expect(loaded).toEqual([{ id: image.config.digest, references: ["built:1"], moved: [] }]);
  });

  test("an index for several platforms: the name goes to the one for this machine's kind", async () => {
    const arm = layout({ architecture: "arm64" });
    const amd = layout();
    const inner = blob(
      JSON.stringify({
        schemaVersion: 2,
        manifests: [
          { ...amd.manifest.descriptor, platform: { architecture: "amd64", os: "linux" } },
          { ...arm.manifest.descriptor, platform: { architecture: "arm64", os: "linux" } },
        ],
      }),
      OCI.index,
    );
    const lab = engine();
    await lab.load(
      stream(tar(...amd.blobs, ...arm.blobs.slice(1), inner.entry, index(named(inner.descriptor, "many:1")))),
    );
    expect((await lab.inspectImage("many:1")).Architecture).toBe("amd64");
  });
});

test("the archive is laid out as Docker 26 lays it out", async () => {
  const recorded = (name: string): string => fixtureText(`docker-commit/cm-img.save.${name}`);
  const lab = engine();
  const base = fixture("docker-ops/tiny-base.tar");
  await lab.import(stream(base), { reference: "tiny:1" });
  const container = await lab.create({ image: "tiny:1", command: ["sh", "-c", "echo x > /data/x"] });
  await (await lab.start(container)).wait();
  await lab.commit(container, { reference: "cm-img" });
  const archive = await collect(lab.save(["cm-img"]));
  // Digests by what they are of; sizes of what a clock or a version went into say nothing.
  const roles = (text: string, manifest: string, config: string, layers: readonly string[]): unknown =>
    JSON.parse(
      [manifest, config, ...layers]
        .reduce(
          (left, digest, at) =>
            left.replaceAll(digest, `<${["manifest", "config"][at] ?? `layer ${at - 2}`}>`),
          text,
        )
        .replace(/"size": ?\d+/g, '"size":0'),
    );
  const hex = (path: string): string => path.replace("blobs/sha256/", "");
  type Saved = readonly [{ readonly Config: string; readonly Layers: readonly string[] }];
  type Index = { readonly manifests: readonly [{ readonly digest: string }] };
  const ours = (name: string): string => Buffer.from(files(archive).get(name) ?? []).toString();
  const normal = (text: (name: string) => string, name: string, as = name): unknown => {
    const [saved]: Saved = JSON.parse(text("manifest.json"));
    const { manifests }: Index = JSON.parse(text("index.json"));
    return roles(text(as), manifests[0].digest.slice(7), hex(saved.Config), saved.Layers.map(hex));
  };
  for (const name of ["manifest.json", "index.json"])
    expect(normal(ours, name), name).toEqual(normal(recorded, name));
  expect(normal(ours, "repositories")).toEqual(normal(recorded, "repositories", "repositories.json"));
  expect(ours("oci-layout")).toBe(JSON.stringify(JSON.parse(recorded("oci-layout.json"))));
  expect(Object.keys(json(archive, "index.json") as object)).toEqual([
    "schemaVersion",
    "mediaType",
    "manifests",
  ]);
  const names = recorded("tar-tvf.txt")
    .trim()
    .split("\n")
    .map((line) => line.split(/\s+/).at(-1) ?? "");
  const outside = (list: readonly string[]) => list.filter((path) => !/^blobs\/sha256\/./.test(path));
  expect(outside([...files(archive).keys()])).toEqual(outside(names));
});
