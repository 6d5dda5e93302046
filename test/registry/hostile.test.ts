import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { RegistryUnreachableError } from "../../src/errors/registry.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { noise } from "./images.js";
import { type Asked, type ScriptedServer, startScripted } from "./scripted.js";

const runtime = createRuntime();
const PATIENCE_MS = 150;
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const servers: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serve(respond: (asked: Asked, response: ServerResponse) => void): Promise<ScriptedServer> {
  const server = await startScripted((asked, response, request) => {
    request.resume();
    request.on("end", () => respond(asked, response));
  });
  servers.push(server);
  return server;
}

function engine(credentials = { username: "bob", password: "secret" }): EmbeddedEngine {
  return new EmbeddedEngine({
    runtime,
    registry: {
      credentials: { get: async () => credentials },
      sleep: async () => {},
      patienceMs: PATIENCE_MS,
      attempts: 2,
    },
  });
}

async function withImage(name: string): Promise<EmbeddedEngine> {
  const lab = engine();
  await lab.import(noise("file", 5000, 3), { reference: name });
  return lab;
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it did not fail");
}

describe("credentials stay with the origin they are for", () => {
  const BASIC = `Basic ${btoa("bob:secret")}`;

  /** A registry that wants a name and a password, or a token that its realm gives for them. */
  function guarded(
    scheme: "basic" | "bearer",
    own: () => string,
    then: (asked: Asked, response: ServerResponse) => void,
  ) {
    return (asked: Asked, response: ServerResponse): void => {
      if (asked.path.startsWith("/token")) {
        response.writeHead(200).end(JSON.stringify({ token: "t0ken" }));
        return;
      }
      if (asked.authorization !== (scheme === "basic" ? BASIC : "Bearer t0ken")) {
        const challenge =
          scheme === "basic" ? 'Basic realm="r"' : `Bearer realm="http://${own()}/token",service="r"`;
        response.writeHead(401, { "www-authenticate": challenge }).end();
        return;
      }
      then(asked, response);
    };
  }

  describe.each(["basic", "bearer"] as const)("%s", (scheme) => {
    test.each(["upload", "mount", "finish", "redirect"] as const)(
      "%s leads to another host",
      async (where) => {
        const other = await serve(({ method }, response) => {
          // What a thief would ask for.
          if (method === "PUT") response.writeHead(401, { "www-authenticate": 'Basic realm="give"' }).end();
          else response.writeHead(202, { location: "/v2/x/next" }).end();
        });
        const elsewhere = `http://${other.domain}/v2/x/blobs/uploads/u1`;
        let own = "";
        const registry = await serve(
          guarded(
            scheme,
            () => own,
            ({ method, path }, response) => {
              if (method === "HEAD") response.writeHead(404).end();
              else if (where === "redirect" && path.includes("/uploads/"))
                response.writeHead(307, { location: elsewhere }).end();
              else if (method === "POST")
                response
                  .writeHead(202, { location: where === "finish" ? "/v2/x/blobs/uploads/u1" : elsewhere })
                  .end();
              else if (method === "PATCH") response.writeHead(202, { location: elsewhere }).end();
              else response.writeHead(200).end();
            },
          ),
        );
        own = registry.domain;
        const name = `${registry.domain}/x:1`;
        const lab = await withImage(name);
        await failure(lab.push(name));
        expect(other.asked.length).toBeGreaterThan(0);
        expect(other.asked.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
        expect(registry.asked.some(({ authorization }) => authorization !== undefined)).toBe(true);
      },
    );
  });

  test("a realm that cannot be asked over HTTP is named", async () => {
    for (const realm of ["::::", "data:application/json,{}", "file:///etc/passwd", ""]) {
      const registry = await serve(
        (_, response) =>
          void response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}"` }).end(),
      );
      expect((await failure(engine().pull(`${registry.domain}/x`))).message).toContain("not an HTTP address");
    }
  });
});

describe("a registry that is silent, slow or endless", () => {
  type Body = (response: ServerResponse) => void;
  const stall: Body = (response) => void response.write('{ "to');
  const drip: Body = (response) => {
    const timer = setInterval(() => response.write(" "), PATIENCE_MS / 5);
    response.on("close", () => clearInterval(timer));
  };
  const endless: Body = (response) => {
    const spaces = " ".repeat(64 * 1024);
    const more = (): void => {
      while (!response.destroyed && response.write(spaces));
    };
    response.on("drain", more);
    more();
  };

  const bodies = { stall, drip, endless };
  const cases = Object.keys(bodies).flatMap((body) =>
    ["refusal", "token", "manifest"].map((place) => [place, body]),
  );
  test.each(cases)("its %s: %s", async (place, body) => {
    const send = bodies[body as keyof typeof bodies];
    let own = "";
    const registry = await serve(({ path }, response) => {
      if (path.startsWith("/token")) send(response.writeHead(200));
      else if (place === "token")
        response.writeHead(401, { "www-authenticate": `Bearer realm="http://${own}/token"` }).end();
      else if (path === "/v2/") response.writeHead(200).end();
      else send(response.writeHead(place === "refusal" ? 404 : 200));
    });
    own = registry.domain;
    const lab = engine();
    await failure(lab.pull(`${registry.domain}/x`));
    expect(lab.content.list()).toEqual([]);
  });

  test.each(cases)("its %s: %s, and somebody presses Ctrl-C", async (place, body) => {
    const send = bodies[body as keyof typeof bodies];
    const stop = new AbortController();
    let own = "";
    const registry = await serve(({ path }, response) => {
      const bad = (status: number): void => {
        send(response.writeHead(status));
        stop.abort();
      };
      if (path.startsWith("/token")) bad(200);
      else if (place === "token")
        response.writeHead(401, { "www-authenticate": `Bearer realm="http://${own}/token"` }).end();
      else if (path === "/v2/") response.writeHead(200).end();
      else bad(place === "refusal" ? 404 : 200);
    });
    own = registry.domain;
    // Patience alone would not end it within the test.
    const patient = new EmbeddedEngine({
      runtime,
      registry: { credentials: { get: async () => undefined }, patienceMs: 3_600_000 },
    });
    expect((await failure(patient.pull(`${registry.domain}/x`, { signal: stop.signal }))).name).toBe(
      "AbortError",
    );
  });
});

describe("a compressed layer that never comes whole", () => {
  async function halfLayer(end: (response: ServerResponse) => void): Promise<ScriptedServer> {
    const layer = gzipSync(Buffer.alloc(100_000, "layer"));
    const diffId = `sha256:${"ab".repeat(32)}`;
    const config = JSON.stringify({
      architecture: process.arch === "arm64" ? "arm64" : "amd64",
      os: "linux",
      rootfs: { type: "layers", diff_ids: [diffId] },
      history: [{}],
    });
    const digest = (bytes: string | Buffer): string =>
      `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    const mediaType = OCI_MANIFEST;
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType,
      config: {
        mediaType: "application/vnd.oci.image.config.v1+json",
        digest: digest(config),
        size: config.length,
      },
      layers: [
        {
          mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
          digest: digest(layer),
          size: layer.length,
        },
      ],
    });
    return serve(({ path }, response) => {
      if (path.includes("/manifests/")) response.writeHead(200, { "content-type": mediaType }).end(manifest);
      else if (path.endsWith(digest(config))) response.writeHead(200).end(config);
      else if (path.endsWith(digest(layer))) {
        response.writeHead(200, { "content-length": layer.length });
        response.write(layer.subarray(0, 50), () => end(response));
      } else response.writeHead(200).end();
    });
  }

  test("closed after 50 bytes, every time", async () => {
    const registry = await halfLayer((response) => void response.destroy());
    const lab = engine();
    expect(await failure(lab.pull(`${registry.domain}/x`))).toBeInstanceOf(RegistryUnreachableError);
    expect(lab.content.list()).toEqual([]);
  });

  test("Ctrl-C while it comes", async () => {
    const stop = new AbortController();
    const registry = await halfLayer(() => stop.abort());
    const lab = engine();
    const error = await failure(lab.pull(`${registry.domain}/x`, { signal: stop.signal }));
    expect(error.name).toBe("AbortError");
    expect(lab.content.list()).toEqual([]);
  });
});

describe("addresses that a registry gives", () => {
  test.each(["http://[::bad", "data:text/plain,x", "file:///etc/passwd", "ftp://localhost/x"])(
    "%s as a redirection or an upload's Location",
    async (location) => {
      const registry = await serve(({ method, path }, response) => {
        if (path === "/v2/") response.writeHead(200).end();
        else if (method === "HEAD") response.writeHead(404).end();
        else response.writeHead(method === "POST" ? 202 : 307, { location }).end();
      });
      const name = `${registry.domain}/x:1`;
      expect((await failure(engine().pull(name))).message).toContain(JSON.stringify(location));
      const lab = await withImage(name);
      expect((await failure(lab.push(name))).message).toContain(JSON.stringify(location));
    },
  );
});

describe("a push", () => {
  test("of a manifest that does not say what it is: the OCI's, where that is optional", async () => {
    const stored = new Map<string, { readonly bytes: string; readonly type: string }>();
    const registry = await serve(({ method, path, contentType = "" }, response) => {
      const kept = stored.get(path);
      if (method === "HEAD" || path === "/v2/") response.writeHead(200).end();
      else if (method === "PUT" && path.includes("/manifests/"))
        response.writeHead(contentType === OCI_MANIFEST ? 201 : 400).end();
      else if (kept !== undefined) response.writeHead(200, { "content-type": kept.type }).end(kept.bytes);
      else response.writeHead(404).end();
    });
    const digest = (bytes: string): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    const config = JSON.stringify({
      architecture: "amd64",
      os: "linux",
      rootfs: { type: "layers", diff_ids: [] },
    });
    stored.set(`/v2/x/blobs/${digest(config)}`, { bytes: config, type: "application/octet-stream" });
    const mediaType = "application/vnd.oci.image.config.v1+json";
    const bytes = JSON.stringify({
      schemaVersion: 2,
      config: { mediaType, digest: digest(config), size: config.length },
      layers: [],
    });
    stored.set("/v2/x/manifests/1", { bytes, type: OCI_MANIFEST });
    const lab = engine();
    await lab.pull(`${registry.domain}/x:1`, { platform: "linux/amd64" });
    await lab.tag(`${registry.domain}/x:1`, `${registry.domain}/x:2`);
    expect((await lab.push(`${registry.domain}/x:2`)).digest).toBe(digest(bytes));
  });

  test("tells why the registry refused a manifest", async () => {
    const registry = await serve(({ method, path }, response) => {
      if (method === "HEAD" || path === "/v2/") response.writeHead(200).end();
      else if (method === "POST") response.writeHead(202, { location: "/v2/x/blobs/uploads/1" }).end();
      else if (method === "PATCH") response.writeHead(202).end();
      else if (path.includes("/manifests/"))
        response
          .writeHead(400)
          .end(JSON.stringify({ errors: [{ code: "MANIFEST_INVALID", message: "manifest invalid" }] }));
      else response.writeHead(201).end();
    });
    const name = `${registry.domain}/x:1`;
    const lab = await withImage(name);
    expect((await failure(lab.push(name))).message).toBe("manifest invalid: manifest invalid");
  });
});

test("a chart is no image", async () => {
  const config = "{}";
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const registry = await serve(({ path }, response) => {
    if (!path.includes("/manifests/")) return void response.writeHead(200).end();
    const digest = `sha256:${createHash("sha256").update(config).digest("hex")}`;
    const body = {
      schemaVersion: 2,
      config: { mediaType: "application/vnd.cncf.helm.config.v1+json", digest, size: config.length },
      layers: [],
    };
    response.writeHead(200, { "content-type": mediaType }).end(JSON.stringify(body));
  });
  expect((await failure(engine().pull(`${registry.domain}/chart`))).message).toBe(
    "unsupported media type application/vnd.cncf.helm.config.v1+json",
  );
});

test.each([
  ["refuses a pull", 400],
  ["denies it", 403],
  ["has no such repository", 404],
])("what a registry says when it %s moves no cursor", async (_, status) => {
  const code = status === 404 ? "NAME_UNKNOWN" : "TOO\u001b[2JMANY";
  const message = "\u001b]52;c;ZXZpbA==\u0007gone\u001b[2J \u009b1mbold\r";
  const server = await serve((asked, response) => {
    response.statusCode = asked.path === "/v2/" ? 200 : status;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ errors: [{ code, message }] }));
  });
  const words = (await failure(engine().pull(`${server.domain}/x/y:1`))).message;
  expect(words).toMatch(/^[^\p{Cc}\n]*$/u);
  expect(words).toContain("\\x1b]52;c;ZXZpbA==\\x07gone");
});
