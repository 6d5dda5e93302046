import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { collect, stream } from "../archives.js";
import { describeWith } from "../components.js";
import { type Dockerd, startDockerd } from "../differential/dockerd.js";
import { fixture } from "../fixtures.js";
import { engine } from "./archives.js";

/** Archives go to other tools and come from them, and ids survive the way. */
const base = fixture("docker-ops/tiny-base.tar");

/** Two layers, the upper one with a deletion, a link and a changed file. */
async function image(): Promise<EmbeddedEngine> {
  const lab = engine();
  await lab.import(stream(base), { reference: "tiny:1", changes: ['CMD ["/bin/sh"]'] });
  const script =
    "rm /data/b.txt; echo more >> /data/a.txt; ln /data/a.txt /data/hard; rm -r /data/olddir; mkdir /data/olddir";
  const container = await lab.create({ image: "tiny:1", command: ["sh", "-c", script] });
  await (await lab.start(container)).wait();
  await lab.commit(container, { reference: "mine:2", comment: "changed" });
  return lab;
}

const scratch = (): string => mkdtempSync(join(tmpdir(), "layerlab-peers-"));

describeWith(["dockerd"], "real Docker", (path) => {
  let dockerd: Dockerd;
  const directory = scratch();
  beforeAll(async () => {
    dockerd = await startDockerd(path("dockerd"));
  });
  afterAll(async () => {
    await dockerd?.stop();
    rmSync(directory, { recursive: true });
  });
  const docker = (...args: readonly string[]): string => {
    const { stdout, stderr, exitCode } = dockerd.docker(args, { cwd: directory });
    expect({ args, stderr, exitCode }).toEqual({ args, stderr: "", exitCode: 0 });
    return stdout.toString().trim();
  };

  test("loads ours with the same ids and layers, and runs it", async () => {
    const lab = await image();
    writeFileSync(join(directory, "ours.tar"), await collect(lab.save(["tiny:1", "mine:2"])));
    expect(docker("load", "-i", "ours.tar").split("\n").sort()).toEqual([
      "Loaded image: mine:2",
      "Loaded image: tiny:1",
    ]);
    for (const name of ["tiny:1", "mine:2"]) {
      const { Id, RootFS } = await lab.inspectImage(name);
      expect(docker("inspect", "-f", "{{.Id}} {{json .RootFS.Layers}}", name)).toBe(
        `${Id} ${JSON.stringify(RootFS.Layers)}`,
      );
    }
    const shown = docker(
      "run",
      "--rm",
      "--network",
      "none",
      "mine:2",
      "sh",
      "-c",
      "cat /data/hard; ls /data /data/olddir",
    );
    expect(shown).toBe("alpha\nmore\n/data:\na.txt\nhard\nlink-a\nolddir\nsub\n\n/data/olddir:");
  });

  test("saves what loads here with the same ids, and comes back from here", async () => {
    docker("save", "-o", "theirs.tar", "mine:2");
    const lab = engine();
    const [loaded] = await lab.load(stream(readFileSync(join(directory, "theirs.tar"))));
    expect(loaded).toMatchObject({
      id: docker("inspect", "-f", "{{.Id}}", "mine:2"),
      references: ["mine:2"],
    });
    expect((await lab.history("mine:2")).map(({ comment }) => comment)).toEqual([
      "changed",
      "Imported from -",
    ]);
    docker("rmi", "mine:2", "tiny:1");
    writeFileSync(join(directory, "back.tar"), await collect(lab.save(["mine:2"])));
    docker("load", "-i", "back.tar");
    expect(docker("inspect", "-f", "{{.Id}}", "mine:2")).toBe(loaded?.id);
  });
});

describeWith(["skopeo"], "skopeo", (path) => {
  const directory = scratch();
  afterAll(() => rmSync(directory, { recursive: true }));
  const skopeo = (...args: readonly string[]): string =>
    execFileSync(path("skopeo"), [...args], { cwd: directory, encoding: "utf8" });
  const copied = async (from: string, file: string, ...options: readonly string[]) => {
    skopeo("copy", "--insecure-policy", "--quiet", ...options, from, file);
    const lab = engine();
    const [loaded] = await lab.load(stream(packed(directory, file)));
    return { loaded, layers: (await lab.inspectImage(loaded?.id ?? "")).RootFS.Layers };
  };

  test.each(["docker", "oci"] as const)(
    "reads our %s archive, and what it writes loads with the same id",
    async (format) => {
      const lab = await image();
      writeFileSync(join(directory, `${format}.tar`), await collect(lab.save(["mine:2"], { format })));
      const { Id, RootFS } = await lab.inspectImage("mine:2");
      const ours = format === "docker" ? "docker-archive:docker.tar:mine:2" : "oci-archive:oci.tar";
      expect(JSON.parse(skopeo("inspect", "--config", ours)).rootfs.diff_ids).toEqual(RootFS.Layers);
      for (const [to, ...options] of [
        [`docker-archive:${format}-1.tar:again:1`],
        [`oci-archive:${format}-2.tar:docker.io/library/again:1`],
        [`oci:${format}-gzip:again`, "--dest-compress"],
        [`oci:${format}-zstd:again`, "--dest-compress", "--dest-compress-format", "zstd"],
      ]) {
        const { loaded, layers } = await copied(ours, to ?? "", ...options);
        expect(layers, to).toEqual(RootFS.Layers);
        // Made an OCI image of Docker's, a configuration loses what only Docker has, and so its id.
        const converted = format === "docker" && !(to ?? "").startsWith("docker-archive");
        if (!converted) expect(loaded?.id, to).toBe(Id);
      }
    },
  );
});

describeWith(["umoci", "skopeo"], "umoci", (path) => {
  const directory = scratch();
  afterAll(() => rmSync(directory, { recursive: true }));
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, [...args], {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });

  test("unpacks our layout, and an image it repacked loads here", async () => {
    const lab = await image();
    writeFileSync(join(directory, "ours.tar"), await collect(lab.save(["mine:2"], { format: "oci" })));
    run("tar", "-xf", "ours.tar", "--one-top-level=layout");
    run(path("umoci"), "unpack", "--image", "layout:2", "bundle");
    const rootfs = join(directory, "bundle/rootfs");
    expect(readFileSync(join(rootfs, "data/hard"), "utf8")).toBe("alpha\nmore\n");
    expect([existsSync(join(rootfs, "data/b.txt")), existsSync(join(rootfs, "data/olddir/one"))]).toEqual([
      false,
      false,
    ]);
    writeFileSync(join(rootfs, "added"), "by umoci\n");
    rmSync(join(rootfs, "data/sub"), { recursive: true });
    run(path("umoci"), "repack", "--image", "layout:3", "bundle");
    const loaded = await lab.load(stream(packed(directory, "oci:layout:3")));
    const layers = await Promise.all(
      loaded.map(async ({ id }) => (await lab.inspectImage(id)).RootFS.Layers),
    );
    const three = loaded[layers.findIndex((list) => list.length === 3)];
    const fs = await lab.fileSystem(await lab.create({ image: three?.id ?? "" }));
    expect(new TextDecoder().decode(fs.readFile("/added"))).toBe("by umoci\n");
    expect(fs.lstatIfExists("/data/sub")).toBeUndefined();
  });
});

/** An archive as it is, or an OCI layout's folder as one. */
function packed(directory: string, transport: string): Buffer {
  const [kind, file = ""] = transport.split(":");
  const at = join(directory, file);
  return kind === "oci"
    ? execFileSync("tar", ["-C", at, "-cf", "-", "."], { maxBuffer: 64 << 20 })
    : readFileSync(at);
}
