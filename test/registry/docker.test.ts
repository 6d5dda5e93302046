import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { recordingIO } from "../cli/recording-io.js";
import { describeWith } from "../components.js";
import { type Dockerd, startDockerd } from "../differential/dockerd.js";
import { noise } from "./images.js";
import { type LyingProxy, startProxy } from "./proxy.js";
import { type Registry, startRegistry } from "./registry.js";

const MB = 1_000_000;

/** The real Docker and this one against the same registry: what they make of it and what they print. */
describeWith(["registry", "dockerd"], "a registry shared with Docker", (path) => {
  let registry: Registry;
  let proxy: LyingProxy;
  let dockerd: Dockerd;
  const lab = engine();
  let base: string;
  let app: string;

  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
    proxy = await startProxy(registry.port);
    dockerd = await startDockerd(path("dockerd"));
    base = `${registry.domain}/team/base:1`;
    app = `${registry.domain}/team/app:1`;
    await lab.import(noise("base", MB, 21), { reference: base, platform: "linux/amd64" });
    const container = await lab.create({ image: base, command: ["none"] });
    await lab.copyInto(container, "/etc", noise("app", MB, 22));
    await lab.commit(container, { reference: app });
  });
  afterAll(async () => {
    await dockerd?.stop();
    await proxy?.stop();
    await registry?.stop();
  });

  function engine(): EmbeddedEngine {
    return new EmbeddedEngine({
      runtime: createRuntime(),
      registry: { credentials: NO_CREDENTIALS, sleep: async () => undefined, patienceMs: 10_000 },
    });
  }

  async function ours(lab: EmbeddedEngine, ...args: string[]): Promise<string> {
    const { io, screen } = recordingIO();
    await runCommandLine(args, { engine: lab, io });
    return screen();
  }

  function theirs(...args: string[]): Promise<string> {
    return dockerd.dockerMeanwhile(args);
  }

  /** Transfers run side by side, so the lines of layers have no order among each other. */
  function sorted(text: string): string[] {
    // Docker drops what comes too fast after something else; this line is the one that does.
    return text
      .split("\n")
      .filter((line) => !line.endsWith(": Verifying Checksum"))
      .sort();
  }

  test("Docker pulls what was pushed here: the same id, digest and lines", async () => {
    await ours(lab, "push", base);
    const pushed = await ours(lab, "push", app);
    const theirPull = await theirs("pull", app);
    const other = engine();
    expect(sorted(await ours(other, "pull", app))).toEqual(sorted(theirPull));
    expect(await ours(other, "pull", app)).toBe(await theirs("pull", app));
    const format = "{{.Id}} {{.RepoDigests}} {{.RepoTags}} {{.RootFS.Layers}}";
    expect(await ours(other, "image", "inspect", "--format", format, app)).toBe(
      await theirs("image", "inspect", "--format", format, app),
    );
    // Docker sends nothing anew either, and says the same of it.
    expect(sorted(await ours(lab, "push", app))).toEqual(sorted(await theirs("push", app)));
    expect(pushed).toContain("Mounted from team/base");
    // The base of it is here already.
    expect(await theirs("pull", base)).toBe(await ours(other, "pull", base));
  });

  test("what Docker pushed is pulled here: the same id and digest", async () => {
    const name = `${registry.domain}/by-docker:1`;
    await theirs("pull", app);
    await theirs("tag", app, name);
    const pushed = await theirs("push", name);
    const other = engine();
    await ours(other, "pull", name);
    const format = "{{.Id}} {{.RootFS.Layers}}";
    expect(await ours(other, "image", "inspect", "--format", format, name)).toBe(
      await theirs("image", "inspect", "--format", format, name),
    );
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed)?.[1];
    expect((await other.inspectImage(name)).RepoDigests).toEqual([`${name.slice(0, -2)}@${digest}`]);
    const removed = await ours(other, "rmi", name);
    expect(removed.split("\n").slice(0, 2)).toEqual([
      `Untagged: ${name}`,
      `Untagged: ${name.slice(0, -2)}@${digest}`,
    ]);
    expect((await theirs("rmi", name)).split("\n").slice(0, 2)).toEqual(removed.split("\n").slice(0, 2));
  });

  test("an image that was asked for by digest has no tag, and can be named by it", async () => {
    const name = `${registry.domain}/team/alone`;
    await lab.import(noise("alone", 1000, 31), { reference: `${name}:1`, platform: "linux/amd64" });
    const byDigest = `${name}@${(await lab.push(`${name}:1`)).digest}`;
    const other = engine();
    expect(sorted(await ours(other, "pull", byDigest))).toEqual(sorted(await theirs("pull", byDigest)));
    const lists = [
      ["images", "--digests", "--format", "{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}", name],
      ["image", "inspect", "--format", "{{.Id}} {{.RepoTags}} {{.RepoDigests}}", byDigest],
      ["tag", byDigest, `${name}:again`],
      ["image", "inspect", "--format", "{{.RepoTags}} {{.RepoDigests}}", `${name}:again`],
      ["rmi", `${name}:again`],
    ];
    for (const args of lists) expect(await ours(other, ...args)).toBe(await theirs(...args));
    expect(other.content.list()).toEqual([]);
  });

  test("refusals are Docker's, word for word", async () => {
    const other = engine();
    const both = async (...args: string[]): Promise<void> =>
      expect(await ours(other, ...args)).toBe(await theirs(...args));
    await both("pull", `${registry.domain}/nosuch`);
    await both("pull", `${registry.domain}/team/base:nosuch`);
    await both("pull", `${registry.domain}/team/base@sha256:${"0".repeat(64)}`);
    await both("push", `${registry.domain}/nosuch`);
    const through = `${proxy.domain}/team/base:1`;
    const answers = [
      { status: 500 },
      { status: 503, body: "busy" },
      { status: 403, body: JSON.stringify({ errors: [{ code: "DENIED", message: "not for you" }] }) },
      {
        status: 404,
        body: JSON.stringify({
          errors: [
            { code: "NAME_UNKNOWN", message: "repository name not known to registry", detail: { name: "x" } },
          ],
        }),
      },
      { status: 429, body: JSON.stringify({ errors: [{ code: "TOOMANYREQUESTS", message: "too many" }] }) },
      {
        status: 401,
        body: JSON.stringify({
          errors: [{ code: "UNAUTHORIZED", message: "authentication required", detail: "x" }],
        }),
      },
    ];
    for (const answer of answers) {
      proxy.fault = ({ path }) => (path.includes("/manifests/") ? { kind: "answer", ...answer } : undefined);
      await both("pull", through);
    }
    const fresh = `${registry.domain}/team/fresh:1`;
    await lab.import(noise("fresh", MB, 23), { reference: fresh, platform: "linux/amd64" });
    const { layers } = await lab.push(fresh);
    proxy.fault = ({ path, method }) =>
      method === "GET" && path.endsWith(layers[0]?.digest ?? "") ? { kind: "lie", at: 1000 } : undefined;
    const lied = (text: string) =>
      sorted(text).filter((line) => !/^[0-9a-f]{12}: Download complete$/.test(line));
    const liar = `${proxy.domain}/team/fresh:1`;
    expect(lied(await ours(other, "pull", liar))).toEqual(lied(await theirs("pull", liar)));
    proxy.fault = undefined;
    await proxy.stop();
    await both("pull", through);
  });
});
