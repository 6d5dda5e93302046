import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { PullProgress, PushProgress } from "../../src/engine/registry.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { describeWith } from "../components.js";
import { noise } from "./images.js";
import { type LyingProxy, type Passed, startProxy } from "./proxy.js";
import { type Registry, startRegistry } from "./registry.js";

const runtime = createRuntime();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "layerlab-round-trip-"));
  folders.push(made);
  return made;
}

function engine(home?: string): EmbeddedEngine {
  return new EmbeddedEngine({
    runtime,
    registry: { credentials: NO_CREDENTIALS, patienceMs: 5000 },
    ...(home === undefined ? {} : { medium: new DiskMedium(home) }),
  });
}

const MB = 1_000_000;

/** Bytes of layers and configurations that went one way. */
function bytes(passed: readonly Passed[], way: "sent" | "received"): number {
  return passed
    .filter(({ path, method }) => path.includes("/blobs/") && method !== "HEAD")
    .reduce((sum, one) => sum + one[way], 0);
}

async function baseAndApp(lab: EmbeddedEngine, domain: string): Promise<{ base: string; app: string }> {
  const base = `${domain}/team/base:1`;
  const app = `${domain}/team/app:1`;
  await lab.import(noise("base", 3 * MB, 1), { reference: base, platform: "linux/amd64" });
  const container = await lab.create({ image: base, command: ["none"] });
  await lab.copyInto(container, "/etc", noise("app", MB, 2));
  await lab.commit(container, { reference: app });
  return { base, app };
}

function statuses(events: readonly (PullProgress | PushProgress)[]): string[] {
  return events.flatMap((event) => (event.kind === "layer" ? [event.status] : []));
}

describeWith(["registry", "skopeo"], "a real registry", (path) => {
  let registry: Registry;
  let proxy: LyingProxy;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
    proxy = await startProxy(registry.port);
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });

  test("what is pushed is pulled again with the same ids, and only what is new is sent", async () => {
    const lab = engine();
    const { base, app } = await baseAndApp(lab, proxy.domain);
    proxy.take();
    const first = await lab.push(base);
    const sentFirst = bytes(proxy.take(), "sent");
    expect(sentFirst).toBe(
      first.layers.reduce((sum, { transferred }) => sum + transferred, 0) +
        lab.content.size((await lab.inspectImage(base)).Id),
    );
    expect(sentFirst).toBeGreaterThan(3 * MB);

    const events: PushProgress[] = [];
    const second = await lab.push(app, { onProgress: (event) => events.push(event) });
    const sentSecond = bytes(proxy.take(), "sent");
    expect(second.layers.map(({ how }) => how)).toEqual(["mounted", "transferred"]);
    expect(statuses(events)).toContain("Mounted from team/base");
    expect(sentSecond).toBeLessThan(1.1 * MB);

    const again = await lab.push(app);
    expect(again.layers.map(({ how }) => how)).toEqual(["there", "there"]);
    expect(again.digest).toBe(second.digest);
    expect(bytes(proxy.take(), "sent")).toBe(0);

    const other = engine(folder());
    await other.pull(base);
    proxy.take();
    const seen: PullProgress[] = [];
    const pulled = await other.pull(app, { onProgress: (event) => seen.push(event) });
    expect(pulled).toMatchObject({
      id: (await lab.inspectImage(app)).Id,
      digest: second.digest,
      upToDate: false,
    });
    expect(statuses(seen).filter((status) => status !== "Downloading")).toEqual([
      "Already exists",
      "Pulling fs layer",
      "Verifying Checksum",
      "Download complete",
      "Extracting",
      "Pull complete",
    ]);
    expect(bytes(proxy.take(), "received")).toBe(
      (second.layers[1]?.transferred ?? 0) + other.content.size(pulled.id),
    );
    expect(await other.inspectImage(app)).toMatchObject({
      RepoTags: [app],
      RepoDigests: [`${proxy.domain}/team/app@${second.digest}`],
    });
    const layers = (lab: EmbeddedEngine) => lab.inspectImage(app).then(({ RootFS }) => RootFS.Layers);
    expect(await layers(other)).toEqual(await layers(lab));
    expect(await other.pull(app)).toMatchObject({ upToDate: true });
    expect(bytes(proxy.take(), "received")).toBe(0);
  });

  test("skopeo finds what was pushed: every digest is right", async () => {
    const lab = engine();
    const { app } = await baseAndApp(lab, registry.domain);
    const { digest, layers } = await lab.push(app);
    const target = folder();
    skopeo("copy", "--src-tls-verify=false", `docker://${app}`, `oci:${target}:copy`);
    const seen: unknown = JSON.parse(skopeo("inspect", "--tls-verify=false", `docker://${app}`));
    expect(seen).toMatchObject({ Digest: digest, Layers: layers.map(({ digest }) => digest) });
    const copied = engine();
    const config: unknown = JSON.parse(skopeo("inspect", "--config", `oci:${target}:copy`));
    expect(config).toMatchObject({ rootfs: { diff_ids: layers.map(({ diffId }) => diffId) } });
    const pulled = await copied.pull(app);
    expect(pulled.id).toBe((await lab.inspectImage(app)).Id);
  });

  test.each([
    ["gzip", "v2s2"],
    ["gzip", "oci"],
    ["zstd", "oci"],
  ])(
    "what skopeo pushed (%s, %s) is pulled, and pushed on under its own digest",
    async (compression, format) => {
      const lab = engine();
      const { app } = await baseAndApp(lab, registry.domain);
      const id = (await lab.inspectImage(app)).Id;
      const layout = `${folder()}/image.tar`;
      await save(lab, app, layout);
      const name = `${registry.domain}/by-skopeo/${compression}-${format}`;
      skopeo(
        "copy",
        "--dest-tls-verify=false",
        ...["--format", format, "--dest-compress", "--dest-compress-format", compression],
        `docker-archive:${layout}`,
        `docker://${name}:1`,
      );
      const theirs: { Digest: string } = JSON.parse(
        skopeo("inspect", "--tls-verify=false", `docker://${name}:1`),
      );
      const other = engine(folder());
      const pulled = await other.pull(`${name}:1`);
      expect(pulled.digest).toBe(theirs.Digest);
      expect((await other.inspectImage(pulled.id)).RootFS.Layers).toEqual(
        (await lab.inspectImage(id)).RootFS.Layers,
      );
      const copy = `${registry.domain}/copied/${compression}-${format}:1`;
      await other.tag(`${name}:1`, copy);
      const pushed = await other.push(copy);
      expect(pushed.digest).toBe(theirs.Digest);
      expect(pushed.layers.map(({ how }) => how)).toEqual(["mounted", "mounted"]);
      const byDigest = await engine().pull(`${name}@${theirs.Digest}`);
      expect(byDigest.id).toBe(pulled.id);
    },
  );

  test("of an index the wanted platform is taken", async () => {
    const lab = engine();
    const name = `${registry.domain}/multi`;
    const manifests = [];
    for (const [at, architecture] of ["amd64", "arm64", "s390x"].entries()) {
      const reference = `${name}:${architecture}`;
      await lab.import(noise("one", 1000, at + 5), { reference, platform: `linux/${architecture}` });
      const { digest, size } = await lab.push(reference);
      const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
      manifests.push({ mediaType, digest, size, platform: { os: "linux", architecture } });
    }
    const mediaType = "application/vnd.oci.image.index.v1+json";
    const put = await fetch(`http://${registry.domain}/v2/multi/manifests/latest`, {
      method: "PUT",
      headers: { "content-type": mediaType },
      body: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
    });
    expect(put.status).toBe(201);
    const home = folder();
    const other = engine(home);
    const pulled = await other.pull(name, { platform: "linux/s390x" });
    expect(await other.inspectImage(name)).toMatchObject({ Architecture: "s390x" });
    expect(pulled.digest).toBe(put.headers.get("docker-content-digest"));
    await expect(other.pull(name, { platform: "linux/riscv64" })).rejects.toThrow(
      "no matching manifest for linux/riscv64 in the manifest list entries",
    );
    await expect(other.pull(`${name}:amd64`, { platform: "linux/arm64" })).rejects.toThrow(
      `image with reference ${name}:amd64 was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64`,
    );
    // Another engine of the same directory knows all of it, and removing takes everything along.
    const later = engine(home);
    expect((await later.inspectImage(name)).RepoDigests).toEqual([`${name}@${pulled.digest}`]);
    const removed = await later.removeImage(name);
    expect(removed.slice(0, 2)).toEqual([
      { kind: "untagged", reference: `${name}:latest` },
      { kind: "untagged", reference: `${name}@${pulled.digest}` },
    ]);
    expect(later.content.list()).toEqual([]);
  });
});

function skopeo(...args: readonly string[]): string {
  return execFileSync("skopeo", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

async function save(lab: EmbeddedEngine, reference: string, path: string): Promise<void> {
  const { createWriteStream } = await import("node:fs");
  const { pipeline } = await import("node:stream/promises");
  await pipeline(lab.save([reference]), createWriteStream(path));
}
