import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { treeOf } from "../../src/api/build-context.js";
import type { Engine } from "../../src/engine/engine.js";
import { collect, entry, file, stream, tar } from "../archives.js";
import { exec } from "../engine/contract/support.js";
import { fixture } from "../fixtures.js";

/** One call of an engine, acknowledged when it is over. */
export interface Step {
  readonly name: string;
  readonly run: (engine: Engine) => Promise<unknown>;
  /** It changes several things one after another, and may be killed between them. */
  readonly inParts?: boolean;
}

const base = fixture("docker-ops/tiny-base.tar");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const json = (value: unknown) => Buffer.from(JSON.stringify(value));

// ---- an image as an archive and in a registry

const layers = [
  tar(entry("data/"), file("data/lower", "lower\n".repeat(500))),
  tar(file("data/upper", "upper\n"), file("data/lower", "changed\n")),
];
const config = json({
  architecture: "amd64",
  os: "linux",
  config: { Cmd: ["/bin/sh"] },
  created: "2024-01-01T00:00:00Z",
  rootfs: { type: "layers", diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
});

/** What `docker save` makes of it. */
const archive = tar(
  file("config.json", config),
  ...layers.map((layer, at) => file(`${at}.tar`, layer)),
  file(
    "manifest.json",
    json([{ Config: "config.json", RepoTags: ["loaded:1"], Layers: layers.map((_, at) => `${at}.tar`) }]),
  ),
);

/** A registry that has this one image. */
export const REGISTRY: typeof fetch = async (input) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const packed = layers.map((layer) => gzipSync(layer));
  const described = (mediaType: string, bytes: Uint8Array) => ({
    mediaType,
    digest: `sha256:${sha256(bytes)}`,
    size: bytes.length,
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: described("application/vnd.oci.image.config.v1+json", config),
    layers: packed.map((bytes) => described("application/vnd.oci.image.layer.v1.tar+gzip", bytes)),
  });
  if (url.pathname === "/v2/") return Response.json({});
  if (url.pathname.includes("/manifests/"))
    return new Response(new Uint8Array(manifest), {
      headers: { "content-type": "application/vnd.oci.image.manifest.v1+json" },
    });
  const blob = [config, ...packed].find((bytes) => url.pathname.endsWith(sha256(bytes)));
  return blob === undefined ? new Response("", { status: 404 }) : new Response(new Uint8Array(blob));
};

// ---- what is done

const DOCKERFILE = `FROM tiny
COPY one /copied
RUN echo built > /data/built
LABEL a=b
`;

/** A program in a container could not read or write a file; that is no failure of the engine's. */
export class ProgramFailed extends Error {}

const inBox =
  (line: string): Step["run"] =>
  async (engine) => {
    const { exitCode, stderr } = await exec(engine, "box", line);
    if (exitCode !== 0 || stderr !== "") throw new ProgramFailed(stderr);
  };

/** What every scenario begins with. */
export async function prepare(engine: Engine): Promise<void> {
  await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
  await engine.create({ image: "tiny", name: "box", command: ["/bin/sh"], interactive: true });
  await engine.start("box");
  await exec(engine, "box", "busybox seq 1 1000 > /data/long; echo first > /data/first");
  await engine.commit("box", { reference: "first:1" });
  await engine.create({
    image: "first:1",
    name: "ended",
    command: ["/bin/sh", "-c", "echo out; echo 1 > /x"],
  });
  await (await engine.start("ended")).wait();
}

const EXEC: Step = {
  name: "exec",
  run: inBox("echo second > /data/second; rm /data/first; busybox seq 1 900 > /data/long"),
};
const COMMIT: Step = { name: "commit", run: (engine) => engine.commit("box", { reference: "second:1" }) };
const BUILD: Step = {
  name: "build",
  run: async (engine) =>
    engine.build({
      dockerfile: DOCKERFILE,
      context: treeOf({ one: "1\n" }, 1_700_000_000),
      tags: ["built:1"],
    }),
};

export const SCENARIOS: Readonly<Record<string, readonly Step[]>> = {
  commit: [EXEC, COMMIT, { name: "diff", run: (engine) => engine.diff("box") }],
  run: [
    {
      name: "create",
      run: (engine) =>
        engine.create({
          image: "tiny",
          name: "new",
          command: ["/bin/sh", "-c", "echo said; echo 2 > /data/two"],
        }),
    },
    {
      name: "start",
      run: async (engine) => {
        const { exitCode } = await (await engine.start("new")).wait();
        if (exitCode !== 0) throw new ProgramFailed();
      },
      inParts: true,
    },
    { name: "rm", run: (engine) => engine.removeContainer("new") },
  ],
  build: [BUILD],
  pull: [{ name: "pull", run: (engine) => engine.pull("registry.example:5000/pulled:1") }],
  "pull of a built-in image": [{ name: "pull", run: (engine) => engine.pull("hello-world") }],
  load: [{ name: "load", run: (engine) => engine.load(stream(archive)) }],
  "names and removals": [
    { name: "tag", run: (engine) => engine.tag("first:1", "named:1") },
    { name: "rename", run: (engine) => engine.rename("ended", "renamed") },
    { name: "rm", run: (engine) => engine.removeContainer("renamed") },
    { name: "rmi", run: (engine) => engine.removeImage("first:1") },
    { name: "rmi of the last name", run: (engine) => engine.removeImage("named:1") },
  ],
  "copies and archives": [
    {
      name: "cp",
      run: (engine) => engine.copyInto("ended", "/data", stream(tar(file("in", "in\n".repeat(800))))),
    },
    { name: "save", run: async (engine) => (await collect(engine.save(["first:1"]))).length },
    { name: "export", run: async (engine) => (await collect(engine.export("ended"))).length },
  ],
  prune: [
    { name: "stop", run: (engine) => engine.stop("box") },
    { name: "prune", run: (engine) => engine.prune({ kind: "system", all: true }), inParts: true },
  ],
};

// ---- what there is then

/** All that was acknowledged, as a person would look at it; ids of containers, which are random, left out. */
export async function stateOf(engine: Engine): Promise<readonly string[]> {
  const images = (await engine.images({ all: true })).map(
    ({ id, tags, digests, size, damage }) =>
      `image ${id} ${tags} ${digests} ${size}${damage === undefined ? "" : ` DAMAGED: ${damage}`}`,
  );
  const containers: string[] = [];
  for (const { id, name, image, status, exitCode } of await engine.containers({ all: true })) {
    containers.push(`container ${name} of ${image}: ${status} ${exitCode}`);
    for (const { kind, path } of await engine.diff(id)) containers.push(`${name}: ${kind} ${path}`);
    const { archive: files } = await engine.copyFrom(id, "/data");
    containers.push(`${name}: /data is ${sha256(await collect(files))}`);
    const log = (await engine.logs(id)).map(({ stream: from, bytes }) => `${from} ${Buffer.from(bytes)}`);
    containers.push(`${name}: logs ${JSON.stringify(log)}`);
  }
  return [...images.sort(), ...containers.sort()];
}

/** Blobs that no document of the store names, and documents' blobs that are missing or have other bytes. */
export function unaccounted(home: string): {
  readonly garbage: readonly string[];
  readonly lost: readonly string[];
} {
  const folder = join(home, "blobs", "sha256");
  const blobs = new Set(readdirSync(folder));
  const named = new Set<string>();
  const waiting = documents(home);
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop())
    for (const [hex] of text.matchAll(/(?<=sha256:)[0-9a-f]{64}/g)) {
      if (named.has(hex)) continue;
      named.add(hex);
      if (!blobs.has(hex)) continue;
      const bytes = readFileSync(join(folder, hex));
      if (bytes[0] === "{".charCodeAt(0) || bytes[0] === "[".charCodeAt(0)) waiting.push(bytes.toString());
    }
  return {
    garbage: [...blobs].filter((hex) => !named.has(hex)),
    lost: [...blobs].filter((hex) => sha256(readFileSync(join(folder, hex))) !== hex),
  };
}

function documents(home: string): string[] {
  const found: string[] = [];
  for (const name of ["index.json", "build-cache.json"])
    if (readdirSync(home).includes(name)) found.push(readFileSync(join(home, name), "utf8"));
  if (!readdirSync(home).includes("containers")) return found;
  for (const id of readdirSync(join(home, "containers")))
    for (const name of readdirSync(join(home, "containers", id)))
      if (name === "container.json") found.push(readFileSync(join(home, "containers", id, name), "utf8"));
  return found;
}
