import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { collect } from "../archives.js";
import { buildLab } from "../cli/build-lab.js";
import { describeWith } from "../components.js";

/** What a build writes is read by other tools. */
describeWith(["skopeo", "umoci"], "archives of docker build -o", (path) => {
  const directory = mkdtempSync(join(tmpdir(), "layerlab-build-peers-"));
  const run = (program: "skopeo" | "umoci", ...args: string[]) =>
    execFileSync(path(program), args, { encoding: "utf8", stdio: "pipe", cwd: directory });
  let id = "";

  beforeAll(async () => {
    const { docker, readBytes } = await buildLab({
      Dockerfile: "FROM scratch\nCOPY a /bin/a\nCOPY a /etc/a\nLABEL team=b\n",
      a: "hello\n",
    });
    for (const [type, name] of [
      ["oci", "o.tar"],
      ["docker", "d.tar"],
    ]) {
      const line = `docker build --platform linux/amd64 -t team/app:1 -o type=${type},dest=${name} --iidfile id .`;
      expect((await docker(line)).exitCode).toBe(0);
      writeFileSync(join(directory, name ?? ""), await collect(readBytes(name ?? "")));
    }
    id = new TextDecoder().decode(await collect(readBytes("id")));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test.each(["oci-archive:o.tar", "docker-archive:d.tar"])(
    "skopeo reads %s, and sees the same image",
    (archive) => {
      const { Architecture, Labels, Layers } = JSON.parse(run("skopeo", "inspect", archive));
      expect({ Architecture, Labels }).toEqual({ Architecture: "amd64", Labels: { team: "b" } });
      expect(Layers).toHaveLength(2);
      const layout = archive.startsWith("oci") ? "from-oci" : "from-docker";
      run("skopeo", "--insecure-policy", "copy", archive, `dir:${layout}`);
      const manifest = JSON.parse(run("skopeo", "inspect", "--raw", `dir:${layout}`));
      expect(manifest.config.digest).toBe(id);
    },
  );

  test("umoci unpacks it", () => {
    run("skopeo", "--insecure-policy", "copy", "oci-archive:o.tar", "oci:unpacked:1");
    run("umoci", "unpack", "--rootless", "--image", "unpacked:1", "bundle");
    expect(readFileSync(join(directory, "bundle/rootfs/bin/a"), "utf8")).toBe("hello\n");
  });
});
