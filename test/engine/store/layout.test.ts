import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DiskMedium } from "../../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../../src/engine/embedded/engine.js";
import { createRuntime } from "../../../src/programs/runtime.js";
import { stream } from "../../archives.js";
import { describeWith } from "../../components.js";
import { fixture } from "../../fixtures.js";
import { exec } from "../contract/support.js";

const base = fixture("docker-ops/tiny-base.tar");

/** The store's directory is an OCI image layout (image-layout.md): other tools read and write it. */
describeWith(["skopeo"], "skopeo on the store's directory", (path) => {
  const home = mkdtempSync(join(tmpdir(), "layerlab-layout-"));
  const open = () => new EmbeddedEngine({ runtime: createRuntime(), medium: new DiskMedium(home) });
  const skopeo = (...args: string[]) =>
    execFileSync(path("skopeo"), ["--insecure-policy", ...args], { encoding: "utf8", stdio: "pipe" });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  beforeAll(async () => {
    const engine = open();
    await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
    await engine.create({ image: "tiny", name: "box", interactive: true, command: ["/bin/sh"] });
    await engine.start("box");
    await exec(engine, "box", "echo 1 > /one");
    await engine.commit("box", { reference: "registry.example:5000/team/child:v1" });
    await engine.commit("box");
  });

  test.each(["tiny:latest", "registry.example:5000/team/child:v1"])(
    "inspects %s by its name",
    async (name) => {
      const { RootFS, Id } = await open().inspectImage(name);
      const seen = JSON.parse(skopeo("inspect", `oci:${home}:${name}`));
      expect(seen.Layers).toEqual(RootFS.Layers);
      const raw = JSON.parse(skopeo("inspect", "--config", `oci:${home}:${name}`));
      expect(raw.rootfs.diff_ids).toEqual(RootFS.Layers);
      const manifest = JSON.parse(skopeo("inspect", "--raw", `oci:${home}:${name}`));
      expect(manifest.config.digest).toBe(Id);
    },
  );

  test("copies an image out, and it is the same image when it is loaded elsewhere", async () => {
    const archive = join(home, "..", `copied-${process.pid}.tar`);
    try {
      skopeo("copy", `oci:${home}:tiny:latest`, `docker-archive:${archive}:copied:1`);
      const other = new EmbeddedEngine({ runtime: createRuntime() });
      const [loaded] = await other.load(stream(readFileSync(archive)));
      expect(loaded).toMatchObject({ references: ["copied:1"] });
      expect((await other.inspectImage("copied:1")).RootFS).toEqual(
        (await open().inspectImage("tiny")).RootFS,
      );
    } finally {
      rmSync(archive, { force: true });
    }
  });

  test("what it puts in stays there and keeps its blobs", async () => {
    skopeo("copy", `oci:${home}:tiny:latest`, `oci:${home}:foreign:1`);
    const before = skopeo("inspect", "--raw", `oci:${home}:foreign:1`);
    const engine = open();
    expect((await engine.images()).flatMap(({ tags }) => tags)).not.toContain("foreign:1");
    await engine.tag("tiny", "again");
    await engine.prune({ kind: "system", all: true });
    expect(skopeo("inspect", "--raw", `oci:${home}:foreign:1`)).toBe(before);
    expect(JSON.parse(skopeo("inspect", `oci:${home}:foreign:1`)).Layers.length).toBe(1);
  });
});
