import { afterAll, beforeAll, expect, test } from "vitest";
import { buildLab } from "../cli/build-lab.js";
import { describeWith } from "../components.js";
import { online } from "./online.js";
import { type Registry, startRegistry } from "./registry.js";
import { startScripted } from "./scripted.js";

const FILES = { Dockerfile: "FROM scratch\nCOPY a /\n", a: "pushed\n" };

describeWith(["registry"], "docker build --push", (path) => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
  });
  afterAll(() => registry?.stop());

  test.each(["--push", "-o type=registry", "-o type=image,push=true"])(
    "%s: the image is here and there",
    async (option) => {
      const { docker, read } = await buildLab(FILES, { own: online() });
      const name = `${registry.domain}/team/built:1`;
      const { exitCode, stderr } = await docker(`docker build -t ${name} ${option} --metadata-file m .`);
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(new RegExp(`#\\d+ pushing ${name} with docker\n`));
      expect(stderr).toMatch(/DONE \d\.\ds\n$/);
      const metadata = JSON.parse((await read("m")) ?? "");
      const manifest = await fetch(`http://${registry.domain}/v2/team/built/manifests/1`, {
        headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
      });
      expect(manifest.headers.get("docker-content-digest")).toBe(metadata["containerimage.digest"]);
      await docker(`docker rmi ${name}`);
      const pulled = await docker(`docker pull -q ${name}`);
      expect(pulled.exitCode).toBe(0);
      const { stdout } = await docker(`docker image inspect -f '{{.Id}}' ${name}`);
      expect(stdout.trim()).toBe(metadata["containerimage.config.digest"]);
    },
  );
});

test("a registry that refuses has the last word, and the image is here all the same", async () => {
  const server = await startScripted((_, response) => {
    response.writeHead(403, { "content-type": "application/json" });
    response.end('{"errors":[{"code":"DENIED","message":"not yours"}]}');
  });
  try {
    const { docker } = await buildLab(FILES, { own: online() });
    const { exitCode, stderr } = await docker(`docker build -t ${server.domain}/a --push .`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^#\d+ ERROR: denied: not yours$/m);
    expect(stderr.endsWith("ERROR: denied: not yours\n")).toBe(true);
    expect(stderr).not.toMatch(/NaN|undefined/);
    expect((await docker("docker images -q")).stdout).not.toBe("");
  } finally {
    await server.stop();
  }
});

describeWith(["registry"], "docker build --push for several platforms", (path) => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
  });
  afterAll(() => registry?.stop());

  test.each([
    ["", "SchemaV2Manifest", "application/vnd.docker.distribution.manifest.list.v2+json"],
    ["--annotation a=b", "OCIManifest", "application/vnd.oci.image.index.v1+json"],
  ])("%s: an index of both, which manifest inspect -v shows", async (option, member, mediaType) => {
    const { docker } = await buildLab(FILES, { own: online() });
    await docker("docker buildx create --use");
    const name = `${registry.domain}/team/both:1`;
    const built = await docker(
      `docker build --platform linux/amd64,linux/arm64 -t ${name} ${option} --push .`,
    );
    expect(built.exitCode).toBe(0);
    expect(built.stderr).toMatch(new RegExp(`pushing manifest for ${name}@sha256:[0-9a-f]{64} done\n`));
    const list = JSON.parse((await docker(`docker manifest inspect ${name}`)).stdout);
    expect(list.mediaType).toBe(mediaType);
    const images = JSON.parse((await docker(`docker manifest inspect -v ${name}`)).stdout);
    expect(images.map((image: { Descriptor: { platform: object } }) => image.Descriptor.platform)).toEqual([
      { architecture: "amd64", os: "linux" },
      { architecture: "arm64", os: "linux" },
    ]);
    for (const image of images) {
      expect(image.Ref).toBe(`${name}@${image.Descriptor.digest}`);
      expect(JSON.parse(Buffer.from(image.Raw, "base64").toString())).toEqual(image[member]);
      const one = JSON.parse((await docker(`docker manifest inspect -v ${image.Ref}`)).stdout);
      expect(one.Descriptor).toEqual(image.Descriptor);
    }
    expect((await docker(`docker pull -q --platform linux/amd64 ${name}`)).exitCode).toBe(0);
  });
});
