import { describe, expect, test } from "vitest";
import { type BuildLab, buildLab } from "./build-lab.js";

const DOCKERFILE = `FROM ubuntu AS tools
RUN echo tool > /tool
FROM ubuntu
WORKDIR /w
COPY a .
RUN cat a > b
COPY --from=tools /tool /tool
COPY --link a /linked
RUN cat /linked > /last
`;
const FILES = { Dockerfile: DOCKERFILE, a: "a\n" };
const TO = "type=local,dest=cache";
const FROM = "type=local,src=cache";

/** The folder with a cache of a first lab, and a second lab that has built nothing. */
async function exported(to = `${TO},mode=max`): Promise<BuildLab> {
  const first = await buildLab(FILES, { ubuntu: true });
  await first.docker("docker buildx create --use");
  const { exitCode, stderr } = await first.docker(`docker build --load --iidfile id --cache-to ${to} .`);
  expect(stderr).toMatch(/exporting cache to client directory\n(.*\n)*#\d+ DONE/);
  expect(exitCode).toBe(0);
  return buildLab({}, { ubuntu: true, disk: first.disk });
}

const cached = (stderr: string): readonly string[] =>
  [...stderr.matchAll(/^#(\d+) CACHED$/gm)].flatMap(([, id]) => {
    const name = new RegExp(`^#${id} \\[(.*?)\\] (?!FROM)`, "m").exec(stderr)?.[1];
    return name === undefined ? [] : [name];
  });

interface Entry {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** The cache's manifest and its configuration, as any program would read them. */
async function documents({ read }: BuildLab) {
  const at = (digest: string) => `cache/blobs/${digest.replace(":", "/")}`;
  const index: { manifests: Entry[] } = JSON.parse((await read("cache/index.json")) ?? "");
  const path = at(index.manifests[0]?.digest ?? "");
  const manifest: { manifests: Entry[] } = JSON.parse((await read(path)) ?? "");
  const config = manifest.manifests.at(-1)?.digest ?? "";
  return { path, manifest, configPath: at(config), config: JSON.parse((await read(at(config))) ?? ""), at };
}

describe("docker build --cache-to and --cache-from of a folder", () => {
  test("mode=max: every step of every stage comes from there, and the image is the same", async () => {
    const { docker, read } = await exported();
    const { exitCode, stderr } = await docker(`docker build --iidfile id2 --cache-from ${FROM} .`);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^#\d+ importing cache manifest from local:\d+$/m);
    expect([...cached(stderr)].sort()).toEqual([
      ...["stage-1 2/7", "stage-1 3/7", "stage-1 4/7", "stage-1 5/7", "stage-1 6/7", "stage-1 7/7"],
      "tools 2/2",
    ]);
    expect(await read("id2")).toBe(await read("id"));
  });

  test("mode=min: the layers of the image come from there, those of other stages do not", async () => {
    const { docker } = await exported(TO);
    const { stderr } = await docker(`docker build --cache-from ${FROM} .`);
    expect(cached(stderr)).not.toContain("tools 2/2");
    expect(cached(stderr)).toEqual(expect.arrayContaining(["stage-1 2/7", "stage-1 3/7", "stage-1 4/7"]));
    expect(cached(stderr)).toContain("stage-1 7/7");
  });

  test("a step that changed runs, with all above it", async () => {
    const { docker, write } = await exported();
    await write("Dockerfile", DOCKERFILE.replace("cat a >", "cat ./a >"));
    const { stderr } = await docker(`docker build --cache-from ${FROM} .`);
    expect(cached(stderr)).toEqual(expect.arrayContaining(["stage-1 2/7", "stage-1 3/7", "tools 2/2"]));
    for (const step of ["stage-1 4/7", "stage-1 7/7"]) expect(cached(stderr)).not.toContain(step);
    await write("Dockerfile", DOCKERFILE);
    await write("a", "other\n");
    const other = await docker(`docker build --cache-from ${FROM} .`);
    expect(cached(other.stderr)).toContain("stage-1 2/7");
    expect(cached(other.stderr)).not.toContain("stage-1 3/7");
  });

  test("what came from there is in the lab's own cache afterwards, and --no-cache takes nothing", async () => {
    const { docker } = await exported();
    const none = await docker(`docker build --no-cache --cache-from ${FROM} .`);
    expect(cached(none.stderr)).toEqual([]);
    await docker("docker builder prune -af");
    await docker(`docker build --cache-from ${FROM} .`);
    expect(cached((await docker("docker build .")).stderr)).toHaveLength(7);
  });

  test("the documents are BuildKit's, and the same build writes the same ones", async () => {
    const lab = await exported();
    const { manifest, config } = await documents(lab);
    const types = manifest.manifests.map(({ mediaType }) => mediaType);
    expect(types.at(-1)).toBe("application/vnd.buildkit.cacheconfig.v0");
    expect(new Set(types.slice(0, -1))).toEqual(new Set(["application/vnd.oci.image.layer.v1.tar+gzip"]));
    expect(config.layers).toHaveLength(manifest.manifests.length - 1);
    expect(config.records.filter((record: { layers?: unknown }) => record.layers !== undefined)).toHaveLength(
      7,
    );
    const digests = config.records.map(({ digest }: { digest: string }) => digest);
    expect(digests).toEqual([...digests].sort());
    const before = await lab.read("cache/index.json");
    await lab.docker("docker buildx create --use");
    await lab.docker(`docker build --cache-from ${FROM} --cache-to ${TO},mode=max .`);
    expect(await lab.read("cache/index.json")).toBe(before);
  });

  test("several caches in one folder, by tag and by digest; as an image's manifest", async () => {
    const lab = await exported(`${TO},mode=max,tag=one`);
    await lab.docker("docker buildx create --use");
    await lab.docker(`docker build --cache-to ${TO},tag=two,image-manifest=true,oci-mediatypes=true .`);
    const index: { manifests: Entry[] } = JSON.parse((await lab.read("cache/index.json")) ?? "");
    expect(index.manifests.map(({ mediaType }) => mediaType)).toEqual([
      "application/vnd.oci.image.index.v1+json",
      "application/vnd.oci.image.manifest.v1+json",
    ]);
    for (const source of ["tag=two", `digest=${index.manifests[0]?.digest}`]) {
      await lab.docker("docker builder prune -af");
      const { stderr } = await lab.docker(`docker build --cache-from ${FROM},${source} .`);
      expect(cached(stderr)).toContain("stage-1 3/7");
    }
    const { stderr, exitCode } = await lab.docker(`docker build --cache-from ${FROM} .`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'ERROR: local cache importer requires either explicit digest, "latest" tag or custom tag on index.json\n',
    );
  });

  test("a cache that is not there yet is warned of", async () => {
    const { docker } = await buildLab(FILES, { ubuntu: true });
    const { exitCode, stderr } = await docker(`docker build --cache-from ${FROM} .`);
    expect(exitCode).toBe(0);
    expect(stderr.split("\n")[0]).toBe(
      "WARNING: local cache import at cache not found due to err: could not read cache/index.json: open cache/index.json: no such file or directory",
    );
  });
});

describe("a cache that is not what it says", () => {
  test.each<[string, string | ((text: string) => string), string]>([
    ["no JSON", "{", "JSON"],
    ["another digest", (text) => `${text} `, "has the digest sha256:"],
    ["nothing", "", "has the digest sha256:"],
  ])("%s: said once, and every step runs", async (_, change, said) => {
    const lab = await exported();
    const { path } = await documents(lab);
    await lab.write(path, typeof change === "string" ? change : change((await lab.read(path)) ?? ""));
    const { exitCode, stderr } = await lab.docker(`docker build --cache-from ${FROM} .`);
    expect(exitCode).toBe(0);
    expect(cached(stderr)).toEqual([]);
    const errors = stderr.match(/^#\d+ ERROR: .*$/gm) ?? [];
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("ERROR: failed to configure local cache importer: ");
    expect(said === "JSON" || errors[0]?.includes(said)).toBe(true);
  });

  test("wrong bytes of a layer: one warning, and that step runs", async () => {
    const lab = await exported();
    const { manifest, at } = await documents(lab);
    for (const { mediaType, digest } of manifest.manifests)
      if (mediaType.endsWith("gzip")) await lab.write(at(digest), "no gzip");
    const { exitCode, stderr } = await lab.docker(`docker build --cache-from ${FROM} --iidfile id2 .`);
    expect(exitCode).toBe(0);
    for (const step of ["stage-1 2/7", "stage-1 4/7", "stage-1 7/7"])
      expect(cached(stderr)).not.toContain(step);
    expect(stderr).toMatch(/WARN.*layer sha256:[0-9a-f]{64} of the imported cache is not used: /);
    expect(stderr).not.toMatch(/undefined|\[object/);
  });

  test("missing layers: warned of, and the image is what it would have been", async () => {
    const lab = await exported();
    const { manifest, at } = await documents(lab);
    const [layer] = manifest.manifests;
    // A folder's file cannot be removed here; an empty one is as good as none.
    await lab.write(at(layer?.digest ?? ""), "");
    expect((await lab.docker(`docker build --cache-from ${FROM} .`)).exitCode).toBe(0);
  });
});

describe("what --cache-from and --cache-to refuse and leave out", () => {
  test.each([
    ["--cache-to type=local", "local cache exporter requires dest"],
    ["--cache-to type=registry", "registry cache exporter requires ref"],
    ["--cache-to dest=x", 'type required form> "dest=x"'],
    ["--cache-to type=local,dest=x,image-manifest=maybe", "failed to parse image-manifest"],
    [
      "--cache-to type=local,dest=x,image-manifest=true,oci-mediatypes=false",
      "invalid configuration for remote cache",
    ],
    ["--cache-to type=s3,bucket=b", "and reaches no S3: leave --cache-to type=s3,bucket=b out"],
    ["--cache-to type=nope", 'unknown cache exporter: "nope"'],
    ["--cache-from type=local", "local cache importer requires src"],
    ["--cache-from type=nope", 'unknown cache importer: "nope"'],
  ])("%s", async (option, said) => {
    const { docker } = await buildLab({ Dockerfile: "FROM scratch\nCOPY . /\n" });
    await docker("docker buildx create --use");
    const { exitCode, stderr } = await docker(`docker build ${option} .`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^ERROR: /m);
    expect(stderr).toContain(said);
  });

  test("Docker's own driver writes caches into images alone", async () => {
    const { docker } = await buildLab({ Dockerfile: "FROM scratch\nCOPY . /\n" });
    const refused = await docker("docker build --cache-to type=local,dest=cache .");
    expect(refused.stderr).toMatch(/^ERROR: Cache export is not supported for the docker driver\.\n/);
  });

  test("caches of services are left out with a sentence, once", async () => {
    const { docker } = await buildLab({ Dockerfile: "FROM scratch\nCOPY . /\n" });
    const line =
      "docker build --cache-from type=gha --cache-to type=gha,mode=max --cache-from type=s3,bucket=b .";
    const first = await docker(line);
    expect(first.exitCode).toBe(0);
    expect(first.stderr.match(/GitHub Actions' cache/g)).toHaveLength(1);
    expect(first.stderr.match(/reaches no S3/g)).toHaveLength(1);
    expect((await docker(line)).stderr).not.toContain("reaches no S3");
  });
});

describe("a cache inside of an image", () => {
  test.each(["--cache-to type=inline", "--build-arg BUILDKIT_INLINE_CACHE=1"])("%s", async (option) => {
    const first = await buildLab(FILES, { ubuntu: true });
    await first.docker(`docker build -t app ${option} .`);
    await first.docker("docker save app -o app.tar");
    const { docker } = await buildLab({}, { ubuntu: true, disk: first.disk });
    await docker("docker load -i app.tar");
    const { stderr } = await docker("docker build -t app --cache-from app .");
    expect(stderr).toMatch(/^#\d+ importing cache manifest from app$/m);
    expect(cached(stderr)).toEqual(expect.arrayContaining(["stage-1 2/7", "stage-1 3/7", "stage-1 4/7"]));
    expect(cached(stderr)).not.toContain("tools 2/2");
  });
});
