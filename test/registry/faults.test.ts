import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { RegistryOptions } from "../../src/engine/embedded/registry/connect.js";
import type { PullProgress } from "../../src/engine/registry.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { parseChallenges } from "../../src/registry/distribution/challenge.js";
import { type Credentials, NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { DockerConfig } from "../../src/registry/docker-config.js";
import { describeWith } from "../components.js";
import { HTPASSWD } from "./htpasswd.js";
import { NO_NETWORK } from "./hub.js";
import { noise } from "./images.js";
import { type LyingProxy, startProxy } from "./proxy.js";
import { type Registry, startRegistry } from "./registry.js";

const runtime = createRuntime();
const MB = 1_000_000;

/** Does not wait, and says how long it would have. */
function patience() {
  const waited: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => void waited.push(milliseconds);
  return { waited, sleep };
}

function engine(registry: RegistryOptions = {}): EmbeddedEngine {
  return new EmbeddedEngine({
    runtime,
    registry: { credentials: NO_CREDENTIALS, sleep: patience().sleep, ...registry },
  });
}

describeWith(["registry"], "a registry that misbehaves", (path) => {
  let registry: Registry;
  let proxy: LyingProxy;
  let name: string;
  let layer: string;
  let size: number;
  let id: string;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
    proxy = await startProxy(registry.port);
    const lab = engine();
    name = `${proxy.domain}/faults:1`;
    id = await lab.import(noise("file", 4 * MB, 7), { reference: name });
    const pushed = await lab.push(name);
    layer = pushed.layers[0]?.digest ?? "";
    size = pushed.layers[0]?.transferred ?? 0;
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });
  beforeEach(() => void proxy.take());
  afterEach(() => {
    proxy.fault = undefined;
  });

  const isLayer = ({ method, path }: { method: string; path: string }): boolean =>
    method === "GET" && path.endsWith(layer);
  const refusal = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "no refusal",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  test("a broken connection goes on where it was", async () => {
    let cuts = 0;
    proxy.fault = (asked) => (isLayer(asked) && cuts++ < 2 ? { kind: "cut", after: 1.5 * MB } : undefined);
    const { waited, sleep } = patience();
    const events: PullProgress[] = [];
    const lab = engine({ sleep });
    const pulled = await lab.pull(name, { onProgress: (event) => events.push(event) });
    expect(pulled.id).toBe(id);
    const asked = proxy.take().filter(isLayer);
    expect(asked.map(({ status }) => status)).toEqual([200, 206, 206]);
    const starts = asked.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0));
    // What was on the wire when it broke is lost; everything that arrived counts.
    expect(starts[1]).toBeGreaterThan(1.3 * MB);
    expect(starts[1]).toBeLessThanOrEqual(1.5 * MB);
    expect((starts[2] ?? 0) - (starts[1] ?? 0)).toBeGreaterThan(1.3 * MB);
    expect(asked[2]?.received).toBe(size - (starts[2] ?? 0));
    expect(waited).toEqual([500, 500]);
    expect(
      events.filter((event) => event.kind === "layer" && event.status === "Retrying in 1 second"),
    ).toHaveLength(2);
  });

  test("a registry that cannot skip is read from the start", async () => {
    let cuts = 0;
    const lab = engine({
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.delete("range");
        return fetch(input, { ...init, headers });
      },
    });
    proxy.fault = (asked) => (isLayer(asked) && cuts++ < 1 ? { kind: "cut", after: MB } : undefined);
    expect((await lab.pull(name)).id).toBe(id);
  });

  test("one that breaks every time is given up, and nothing is left", async () => {
    proxy.fault = (asked) => (isLayer(asked) ? { kind: "cut", after: 0 } : undefined);
    const lab = engine();
    expect(await refusal(lab.pull(name))).toContain("unexpected EOF");
    expect(lab.content.list()).toEqual([]);
    expect(proxy.take().filter(isLayer)).toHaveLength(5);
  });

  test.each([
    ["layer", 2 * MB, /^filesystem layer verification failed for digest sha256:/],
    ["config", 10, /^image config verification failed for digest sha256:/],
    ["manifest", 100, /^manifest verification failed for digest sha256:/],
  ] as const)("a %s with another digest is refused, and nothing is kept", async (what, at, message) => {
    const config = id;
    proxy.fault = ({ method, path }) => {
      const hit = {
        layer: path.endsWith(layer),
        config: path.endsWith(config),
        manifest: path.includes("/manifests/"),
      };
      return method === "GET" && hit[what] ? { kind: "lie", at } : undefined;
    };
    const lab = engine();
    expect(await refusal(lab.pull(name))).toMatch(message);
    expect(lab.content.list()).toEqual([]);
    expect(await lab.images()).toEqual([]);
  });

  test("what the registry does not have", async () => {
    expect(await refusal(engine().pull(`${proxy.domain}/faults:2`))).toBe(
      `manifest for ${proxy.domain}/faults:2 not found: manifest unknown: manifest unknown`,
    );
    const body = JSON.stringify({
      errors: [{ code: "NAME_UNKNOWN", message: "repository name not known to registry" }],
    });
    proxy.fault = ({ path }) =>
      path.includes("/manifests/") ? { kind: "answer", status: 404, body } : undefined;
    expect(await refusal(engine().pull(name))).toBe(
      `repository ${proxy.domain}/faults not found: name unknown: repository name not known to registry`,
    );
  });

  test("a 500 is tried again with growing pauses, then it is Docker's words", async () => {
    proxy.fault = ({ path }) => (path.includes("/manifests/") ? { kind: "answer", status: 500 } : undefined);
    const { waited, sleep } = patience();
    expect(await refusal(engine({ sleep }).pull(name))).toBe(
      "received unexpected HTTP status: 500 Internal Server Error",
    );
    expect(waited).toEqual([500, 1000, 2000, 4000]);
  });

  test("a 429 is waited for as long as the registry says", async () => {
    let asked = 0;
    proxy.fault = ({ path }) =>
      path.includes("/manifests/") && asked++ < 2
        ? { kind: "answer", status: 429, headers: { "retry-after": "7" } }
        : undefined;
    const { waited, sleep } = patience();
    expect((await engine({ sleep }).pull(name)).id).toBe(id);
    expect(waited).toEqual([7000, 7000]);
    const message = "You have reached your pull rate limit.";
    proxy.fault = ({ path }) =>
      path.includes("/manifests/")
        ? {
            kind: "answer",
            status: 429,
            headers: { "retry-after": "3600" },
            body: JSON.stringify({ errors: [{ code: "TOOMANYREQUESTS", message }] }),
          }
        : undefined;
    expect(await refusal(engine().pull(name))).toBe(`toomanyrequests: ${message}`);
  });

  test("one that never answers, and one that stops in the middle", async () => {
    proxy.fault = ({ path }) => (path.includes("/manifests/") ? { kind: "silence" } : undefined);
    expect(await refusal(engine({ patienceMs: 50, attempts: 2 }).pull(name))).toBe(
      `Get "http://${proxy.domain}/v2/faults/manifests/1": net/http: request canceled (Client.Timeout exceeded while awaiting headers)`,
    );
    expect(proxy.take().filter(({ path }) => path.includes("/manifests/"))).toHaveLength(2);
  });

  test("an interrupt ends it, and nothing is left", async () => {
    const abort = new AbortController();
    const lab = engine();
    proxy.fault = (asked) => {
      if (isLayer(asked)) abort.abort();
      return undefined;
    };
    await expect(lab.pull(name, { signal: abort.signal })).rejects.toThrow();
    expect(lab.content.list()).toEqual([]);
  });

  test("an upload that breaks is begun again", async () => {
    const lab = engine();
    const other = `${proxy.domain}/again:1`;
    await lab.import(noise("other", MB, 9), { reference: other });
    let broken = 0;
    proxy.fault = ({ method }) =>
      method === "PATCH" && broken++ < 1 ? { kind: "answer", status: 503 } : undefined;
    const pushed = await lab.push(other);
    expect(pushed.layers.map(({ how }) => how)).toEqual(["transferred"]);
    expect((await engine().pull(other)).digest).toBe(pushed.digest);
  });

  test("a redirection is followed, and credentials stay behind", async () => {
    const storage = await startProxy(registry.port);
    const lab = engine({ credentials: { get: async () => ({ username: "me", password: "secret" }) } });
    let challenged = 0;
    proxy.fault = ({ path, method }) => {
      if (path === "/v2/" && challenged++ === 0)
        return { kind: "answer", status: 401, headers: { "www-authenticate": 'Basic realm="x"' } };
      if (!isLayer({ method, path })) return undefined;
      return { kind: "answer", status: 307, headers: { location: `http://${storage.domain}${path}` } };
    };
    expect((await lab.pull(name)).id).toBe(id);
    const seen = storage.take();
    await storage.stop();
    expect(seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect(proxy.take().filter(isLayer)[0]?.authorization).toBe(`Basic ${btoa("me:secret")}`);
  });
});

describeWith(["registry"], "a registry that wants to know who is asking", (path) => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"), HTPASSWD);
  });
  afterAll(() => registry?.stop());
  const as = (credentials: Credentials | undefined) =>
    engine({ credentials: { get: async () => credentials } });

  test("without a name, with a wrong one, and with the right one", async () => {
    const lab = as({ username: "me", password: "myPassword" });
    const name = `${registry.domain}/mine:1`;
    await lab.import(noise("file", 1000, 3), { reference: name });
    await expect(as(undefined).pull(name)).rejects.toThrow("no basic auth credentials");
    await expect(as({ username: "me", password: "wrong" }).pull(name)).rejects.toThrow(
      "unauthorized: authentication required",
    );
    await expect(
      as(undefined).checkLogin(registry.domain, { username: "me", password: "wrong" }),
    ).rejects.toThrow("failed with status: 401 Unauthorized");
    await lab.checkLogin(registry.domain, { username: "me", password: "myPassword" });
    const pushed = await lab.push(name);
    expect((await as({ username: "me", password: "myPassword" }).pull(name)).digest).toBe(pushed.digest);
  });
});

describe("without a network", () => {
  test("a name that is not built in: Docker's words, and what there is", async () => {
    const lab = engine({ fetch: NO_NETWORK });
    await expect(lab.pull("postgres")).rejects.toThrow(
      /^Get "https:\/\/registry-1\.docker\.io\/v2\/": dial tcp: lookup registry-1\.docker\.io: no such host\nWithout a network there are the images that come with layerlab: .*ubuntu:latest/,
    );
    await expect(lab.pull("registry.example/x")).rejects.toThrow(
      /^Get "https:\/\/registry\.example\/v2\/": dial tcp: lookup registry\.example: no such host$/,
    );
    expect((await lab.pull("ubuntu")).reference).toBe("ubuntu:latest");
    await expect(lab.push("ubuntu")).rejects.toThrow(/^Get .*: no such host\n/);
    await expect(lab.push("localhost:5000/nosuch")).rejects.toThrow(
      "An image does not exist locally with the tag: localhost:5000/nosuch",
    );
  });
});

describe("tokens", () => {
  test("challenges are read as the specification writes them", () => {
    expect(
      parseChallenges(
        'Bearer realm="https://auth/token",service="a, \\"b\\"",scope="repository:x:pull", Basic realm=y',
      ),
    ).toEqual([
      {
        scheme: "bearer",
        parameters: { realm: "https://auth/token", service: 'a, "b"', scope: "repository:x:pull" },
      },
      { scheme: "basic", parameters: { realm: "y" } },
    ]);
    expect(parseChallenges(null)).toEqual([]);
  });

  test("the realm is asked for just what is needed, with the password; the registry sees the token only", async () => {
    const asked: string[] = [];
    const answer: typeof fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const authorization = new Headers(init?.headers).get("authorization") ?? "nothing";
      asked.push(`${url.host}${url.pathname} ${decodeURIComponent(url.search)} ${authorization}`);
      if (url.host === "auth.test") return Response.json({ token: "T" });
      if (authorization === "Bearer T")
        return Response.json(
          { errors: [{ code: "MANIFEST_UNKNOWN", message: "manifest unknown" }] },
          { status: 404 },
        );
      const challenge = 'Bearer realm="https://auth.test/token",service="registry.test"';
      return new Response(null, { status: 401, headers: { "www-authenticate": challenge } });
    };
    const lab = engine({
      fetch: answer,
      credentials: { get: async () => ({ username: "me", password: "secret" }) },
    });
    await expect(lab.pull("registry.test/team/x:1")).rejects.toThrow(
      "manifest for registry.test/team/x:1 not found",
    );
    expect(asked).toEqual([
      "registry.test/v2/  nothing",
      `auth.test/token ?service=registry.test&scope=repository:team/x:pull&account=me Basic ${btoa("me:secret")}`,
      "registry.test/v2/team/x/manifests/1  Bearer T",
    ]);
  });
});

describe("Docker's configuration file", () => {
  const folder = mkdtempSync(join(tmpdir(), "layerlab-docker-config-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("keeps names and passwords as Docker does, for its owner alone", async () => {
    const config = new DockerConfig(join(folder, "plain"));
    expect(await config.get("localhost:5000")).toBeUndefined();
    expect(await config.store("localhost:5000", { username: "me", password: "a:b" })).toBe(true);
    expect(JSON.parse(readFileSync(config.path, "utf8"))).toEqual({
      auths: { "localhost:5000": { auth: btoa("me:a:b") } },
    });
    expect(statSync(config.path).mode & 0o777).toBe(0o600);
    expect(await config.get("localhost:5000")).toEqual({ username: "me", password: "a:b" });
    expect(await config.get("localhost:5001")).toBeUndefined();
    expect(await config.erase("localhost:5000")).toBe(true);
    expect(await config.erase("localhost:5000")).toBe(false);
  });

  test("asks the programs that it names", async () => {
    const config = new DockerConfig(folder);
    const script = (name: string, body: string): void =>
      writeFileSync(join(folder, `docker-credential-${name}`), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    script("one", 'read url; echo "{\\"Username\\":\\"$1\\",\\"Secret\\":\\"$url\\"}"');
    script("token", 'echo \'{"Username":"<token>","Secret":"T"}\'');
    script("none", "echo credentials not found in native keychain; exit 1");
    script("broken", "echo locked; exit 2");
    writeFileSync(
      config.path,
      JSON.stringify({
        credsStore: "one",
        credHelpers: {
          "token.test": "token",
          "none.test": "none",
          "broken.test": "broken",
          "absent.test": "absent",
        },
      }),
    );
    const before = process.env.PATH;
    process.env.PATH = `${folder}:${before}`;
    try {
      expect(await config.get("any.test")).toEqual({ username: "get", password: "any.test" });
      expect(await config.get("token.test")).toEqual({ username: "", password: "", identityToken: "T" });
      expect(await config.get("none.test")).toBeUndefined();
      await expect(config.get("broken.test")).rejects.toThrow("docker-credential-broken: locked");
      await expect(config.get("absent.test")).rejects.toThrow("docker-credential-absent: spawn");
    } finally {
      process.env.PATH = before;
    }
    writeFileSync(config.path, "{");
    await expect(config.get("any.test")).rejects.toThrow(config.path);
  });
});
