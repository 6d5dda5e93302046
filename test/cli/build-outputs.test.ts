import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/oci/digest.js";
import { streamArchive } from "../../src/tar/stream.js";
import { buildLab } from "./build-lab.js";

const SCRATCH = { Dockerfile: "FROM scratch\nCOPY a /bin/a\nCOPY a /etc/a\nENV A=1\n", a: "hello\n" };

async function filesIn(archive: AsyncIterable<Uint8Array>): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { entry, content } of streamArchive(archive)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    files.set(entry.name, Buffer.concat(chunks));
  }
  return files;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const json = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));

describe("docker build --output", () => {
  test.each(["-o out/new", "-o type=local,dest=out/new", "--output=type=local,dest=./out/new/"])(
    "%s: files in a folder that was not there, and no image",
    async (option) => {
      const { docker, read } = await buildLab(SCRATCH);
      const { exitCode, stderr } = await docker(`docker build -t x ${option} .`);
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/exporting to client directory\n#\d+ copying files done/);
      expect(await read("out/new/bin/a")).toBe("hello\n");
      expect((await docker("docker images -q")).stdout).toBe("");
    },
  );

  test("an image without files makes an empty folder", async () => {
    const { docker } = await buildLab({ Dockerfile: "FROM scratch\nENV A=1\n" });
    expect((await docker("docker build -o out .")).exitCode).toBe(0);
    expect((await docker("docker build -o out/x/y .")).exitCode).toBe(0);
  });

  test.each(["-o -", "-o type=tar,dest=-", "-o type=tar"])("%s: an archive on stdout", async (option) => {
    const { docker } = await buildLab(SCRATCH);
    const { bytes } = await docker(`docker build ${option} .`);
    expect([...(await filesIn(once(bytes))).keys()]).toEqual(["bin/", "bin/a", "etc/", "etc/a"]);
  });

  test("type=oci: a layout with compressed layers, which comes back as the same image", async () => {
    const { docker, read, readBytes } = await buildLab(SCRATCH);
    await docker("docker build -t app:1 -o type=oci,dest=o.tar --annotation team=b --metadata-file m.json .");
    const files = await filesIn(readBytes("o.tar"));
    for (const [name, bytes] of files)
      if (/sha256\/./.test(name)) expect(`blobs/${sha256(bytes).replace(":", "/")}`).toBe(name);
    const [entry] = json(files.get("index.json")).manifests;
    expect(entry.annotations).toMatchObject({
      "io.containerd.image.name": "docker.io/library/app:1",
      "org.opencontainers.image.ref.name": "1",
    });
    const manifest = json(files.get(`blobs/${entry.digest.replace(":", "/")}`));
    expect(manifest).toMatchObject({
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      annotations: { team: "b" },
      layers: [
        { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" },
        { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" },
      ],
    });
    expect(json(new TextEncoder().encode(await read("m.json")))).toMatchObject({
      "containerimage.config.digest": manifest.config.digest,
      "containerimage.digest": entry.digest,
      "image.name": "docker.io/library/app:1",
    });
    expect((await docker("docker images -q")).stdout).toBe("");
    await docker("docker load -q -i o.tar");
    await docker("docker build -q -t again .");
    const [loaded, built] = await Promise.all(
      ["app:1", "again"].map((name) => docker(`docker image inspect -f '{{.Id}}' ${name}`)),
    );
    expect(loaded?.stdout).toBe(built?.stdout);
  });

  test("type=docker,dest=…: Docker's own archive; without dest an image; tar=false a folder", async () => {
    const { docker, read, readBytes } = await buildLab(SCRATCH);
    await docker("docker build -t app -o type=docker,dest=d.tar .");
    const files = await filesIn(readBytes("d.tar"));
    const [entry] = json(files.get("manifest.json"));
    expect(entry.RepoTags).toEqual(["app:latest"]);
    for (const name of [entry.Config, ...entry.Layers]) expect(files.has(name)).toBe(true);
    expect((await docker("docker images -q")).stdout).toBe("");
    await docker("docker build -o type=docker,name=kept .");
    expect((await docker("docker images --format '{{.Repository}}'")).stdout).toBe("kept\n");
    await docker("docker build -o type=oci,tar=false,dest=layout .");
    expect(await read("layout/oci-layout")).toBe('{"imageLayoutVersion":"1.0.0"}');
  });

  test("several outputs at once, and cacheonly", async () => {
    const { docker, read } = await buildLab(SCRATCH);
    const { exitCode } = await docker("docker build -t app -o out -o type=tar,dest=t.tar --load .");
    expect(exitCode).toBe(0);
    expect(await read("out/etc/a")).toBe("hello\n");
    expect(await read("t.tar")).toContain("hello\n");
    expect((await docker("docker images --format '{{.Repository}}'")).stdout).toBe("app\n");
    const only = await docker("docker build --no-cache -t other -o type=cacheonly .");
    expect(only.exitCode).toBe(0);
    expect((await docker("docker images --format '{{.Repository}}'")).stdout).toBe("app\n");
  });

  test.each([
    ["-o type=local", "dest is required for local exporter"],
    ["-o type=local,dest=-", "dest cannot be stdout for local exporter"],
    ["-o type=local,dest=a", "destination directory a is a file"],
    ["-o type=tar,dest=.", "destination file . is a directory"],
    ["-o dest=x", "type is required for output"],
    ["-o type=tar,x", "invalid value x"],
    ["-o - -o type=oci", "multiple outputs configured to write to stdout"],
    ["-o out --iidfile i", "local and tar exporters are incompatible with image ID file"],
    ["--push", "tag is needed when pushing to registry"],
    ["-o type=what", 'failed to solve: exporter "what" could not be found'],
  ])("%s: %s", async (option, told) => {
    const { docker } = await buildLab(SCRATCH);
    const { stderr, exitCode } = await docker(`docker build ${option} .`);
    expect([exitCode, stderr]).toEqual([1, `ERROR: ${told}\n`]);
  });
});

describe("files about the result", () => {
  test("--iidfile and --metadata-file", async () => {
    const { docker, read } = await buildLab(SCRATCH);
    await docker("docker build -t app -t b:2 --iidfile id --metadata-file m.json .");
    const id = (await docker("docker image inspect -f '{{.Id}}' app")).stdout.trim();
    expect(await read("id")).toBe(id);
    const metadata = JSON.parse((await read("m.json")) ?? "");
    expect(metadata["buildx.build.ref"]).toMatch(/^default\/default\/[0-9a-z]{25}$/);
    expect(metadata).toMatchObject({
      "containerimage.config.digest": id,
      "containerimage.digest": id,
      "image.name": "docker.io/library/app:latest,docker.io/library/b:2",
    });
  });
});
