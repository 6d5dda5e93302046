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
