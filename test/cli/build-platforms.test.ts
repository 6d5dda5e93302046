import { describe, expect, test } from "vitest";
import { buildLab } from "./build-lab.js";

const Dockerfile = `FROM --platform=$BUILDPLATFORM ubuntu AS one
ARG TARGETPLATFORM BUILDPLATFORM TARGETARCH
RUN echo $TARGETPLATFORM $BUILDPLATFORM $TARGETARCH > /k
FROM scratch
COPY --from=one /k /
COPY f /
`;
const PLATFORMS = "--platform linux/amd64,linux/arm64";

async function lab() {
  const made = await buildLab({ Dockerfile, f: "file\n" }, { ubuntu: true });
  await made.docker("docker buildx create --use");
  return made;
}

interface Entry {
  readonly mediaType: string;
  readonly digest: string;
  readonly platform?: object;
  readonly annotations?: Readonly<Record<string, string>>;
}

describe("docker build for several platforms", () => {
  test("type=local: a folder for each, with its own automatic arguments", async () => {
    const { docker, read } = await lab();
    const { exitCode, stderr } = await docker(`docker build ${PLATFORMS} -o type=local,dest=out .`);
    expect(exitCode).toBe(0);
    expect(await read("out/linux_amd64/k")).toBe("linux/amd64 linux/arm64 amd64\n");
    expect(await read("out/linux_arm64/k")).toBe("linux/arm64 linux/arm64 arm64\n");
    expect(await read("out/linux_arm64/f")).toBe("file\n");
    expect(stderr).toMatch(/^#\d+ \[linux\/amd64 stage-1 2\/2\] COPY f \/$/m);
    expect(stderr).toMatch(/^#\d+ \[linux\/arm64 stage-1 1\/2\] COPY --from=one \/k \/$/m);
    expect(stderr).toMatch(/^#\d+ \[linux\/arm64 internal\] load metadata for docker\.io\/library\/ubuntu/m);
    expect(stderr).toMatch(/copying files linux\/amd64 done\n#\d+ copying files linux\/arm64 done/);
    const again = await docker(`docker build ${PLATFORMS} -o type=tar,dest=- .`);
    expect(again.stderr.match(/^#\d+ CACHED$/gm)?.length).toBeGreaterThanOrEqual(8);
    for (const name of ["linux_amd64/f", "linux_arm64/k"]) expect(again.stdout).toContain(name);
  });

  test("type=oci: an index with a manifest for each", async () => {
    const { docker, read, disk } = await lab();
    const line = `docker build ${PLATFORMS} -t app --annotation a=b --annotation index:c=d`;
    const { exitCode } = await docker(`${line} -o type=oci,dest=app.tar --metadata-file m.json .`);
    expect(exitCode).toBe(0);
    disk.makeDirectory("app");
    await disk.unpack(disk.read("app.tar"), disk.absolute("app"), (name) => name);
    const document = async (path: string): Promise<{ manifests: Entry[]; annotations?: object }> =>
      JSON.parse((await read(path)) ?? "");
    const [entry] = (await document("app/index.json")).manifests;
    expect(entry).toMatchObject({
      mediaType: "application/vnd.oci.image.index.v1+json",
      annotations: { "io.containerd.image.name": "docker.io/library/app:latest" },
    });
    const index = await document(`app/blobs/${entry?.digest.replace(":", "/")}`);
    expect(index.annotations).toEqual({ c: "d" });
    expect(index.manifests.map(({ platform }) => platform)).toEqual([
      { architecture: "amd64", os: "linux" },
      { architecture: "arm64", os: "linux" },
    ]);
    for (const { digest } of index.manifests) {
      const manifest = await document(`app/blobs/${digest.replace(":", "/")}`);
      expect(manifest.annotations).toEqual({ a: "b" });
    }
    const metadata = JSON.parse((await read("m.json")) ?? "");
    expect(metadata["containerimage.digest"]).toBe(entry?.digest);
  });

  test.each([
    [`${PLATFORMS} --load`, "docker exporter does not currently support exporting manifest lists"],
    [
      `${PLATFORMS} -o type=docker,dest=x.tar`,
      "docker exporter does not support exporting manifest lists, use the oci exporter instead",
    ],
    ["--annotation index:a=b", "index annotations not supported for single platform export"],
  ])("%s is refused", async (options, said) => {
    const { docker } = await lab();
    const { exitCode, stderr } = await docker(`docker build ${options} .`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`ERROR: ${said}\n`);
  });

  test("a cache of all of them serves each", async () => {
    const first = await lab();
    await first.docker(`docker build ${PLATFORMS} --cache-to type=local,dest=cache,mode=max .`);
    const { docker } = await buildLab({}, { ubuntu: true, disk: first.disk });
    for (const platform of ["linux/amd64", "linux/arm64"]) {
      const { stderr } = await docker(
        `docker build --platform ${platform} --cache-from type=local,src=cache .`,
      );
      expect(stderr.match(/^#\d+ \[.*\] (?!FROM).*\n#\d+ CACHED$/gm)).toHaveLength(3);
    }
  });
});
