import { describe, expect, test } from "vitest";
import { LayerlabError } from "../../src/errors/base.js";
import { createLab, type Lab } from "../../src/lab/lab.js";
import { sha256 } from "../../src/oci/digest.js";
import { file, stream, tar } from "../archives.js";

/**
 * Images whose documents leave out what the specifications do not demand (image-spec config.md, manifest.md,
 * image-index.md, descriptor.md): one field after the other goes away or becomes null, and every command and view must
 * still answer. What is demanded is missed with an error that says so.
 */

const LAYERS = [tar(file("a", "lower"), file("d/b", "lower")), tar(file("a", "upper"), file("d/.wh.b", ""))];
const DAY = "2024-01-02T03:04:05.678Z";

const settings = {
  ...{
    Hostname: "h",
    Domainname: "d",
    User: "1000",
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
  },
  ...{
    ExposedPorts: { "80/tcp": {} },
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Env: ["A=1"],
    Cmd: ["/a"],
  },
  Healthcheck: { Test: ["CMD", "true"], Interval: 1e9, Timeout: 1e9, StartPeriod: 1e9, Retries: 3 },
  ...{ ArgsEscaped: true, Image: "", Volumes: { "/v": {} }, WorkingDir: "/w", Entrypoint: ["/bin/sh"] },
  ...{ OnBuild: ["RUN true"], Labels: { l: "1" }, StopSignal: "SIGINT", Shell: ["/bin/sh", "-c"] },
};

const configuration = {
  ...{ architecture: "amd64", variant: "v2", os: "linux", "os.version": "1", "os.features": ["f"] },
  ...{ author: "me", created: DAY, container: "c0ffee", docker_version: "26.1.5", id: "x", parent: "y" },
  config: settings,
  container_config: settings,
  history: [
    { created: DAY, created_by: "ADD a", author: "me", comment: "lower" },
    { created: DAY, created_by: "ENV A=1", empty_layer: true },
    { created: DAY, created_by: "RUN b", empty_layer: false },
  ],
  rootfs: { type: "layers", diff_ids: LAYERS.map((layer) => sha256(layer)) },
};

type Json = { [name: string]: unknown } | unknown[];
type Path = readonly (string | number)[];

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** Every member of every object in a document. */
function paths(value: unknown, at: Path = []): Path[] {
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...at, Array.isArray(value) ? Number(key) : key];
    return [...(Array.isArray(value) ? [] : [here]), ...paths(child, here)];
  });
}

function without<Value>(value: Value, path: Path, how: "absent" | "null"): Value {
  const copy: Value = structuredClone(value);
  let inside: unknown = copy;
  for (const step of path.slice(0, -1)) inside = isJson(inside) ? Reflect.get(inside, step) : undefined;
  const last = path.at(-1) ?? "";
  if (!isJson(inside)) throw new Error(`${path.join(".")} is not in the document`);
  if (how === "null") Reflect.set(inside, last, null);
  else Reflect.deleteProperty(inside, last);
  return copy;
}

const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const blob = (content: Uint8Array) => file(`blobs/sha256/${sha256(content).slice(7)}`, content);
const described = (mediaType: string, content: Uint8Array) => ({
  mediaType,
  digest: sha256(content),
  size: content.length,
});

const manifestOf = (config: unknown) => ({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: {
    ...described("application/vnd.oci.image.config.v1+json", bytes(config)),
    annotations: { a: "b" },
  },
  layers: LAYERS.map((layer) => described("application/vnd.oci.image.layer.v1.tar", layer)),
  annotations: { a: "b" },
});
const indexOf = (manifest: unknown) => ({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [
    {
      ...described("application/vnd.oci.image.manifest.v1+json", bytes(manifest)),
      platform: {
        architecture: "amd64",
        os: "linux",
        variant: "v2",
        "os.version": "1",
        "os.features": ["f"],
      },
      annotations: {
        "org.opencontainers.image.ref.name": "odd:1",
        "io.containerd.image.name": "docker.io/library/odd:1",
      },
    },
  ],
  annotations: { a: "b" },
});
const savedOf = (config: unknown) => [
  {
    Config: `blobs/sha256/${sha256(bytes(config)).slice(7)}`,
    RepoTags: ["odd:1"],
    Layers: LAYERS.map((layer) => `blobs/sha256/${sha256(layer).slice(7)}`),
    Parent: "sha256:0",
    LayerSources: {},
  },
];

/** An OCI layout; its manifest and index can be changed on their way into it. */
function layout(
  config: unknown,
  change: { manifest?: unknown; index?: (manifest: unknown) => unknown } = {},
) {
  const manifest = change.manifest ?? manifestOf(config);
  const index = (change.index ?? indexOf)(manifest);
  return tar(
    ...[...LAYERS, bytes(config), bytes(manifest)].map(blob),
    file("oci-layout", '{"imageLayoutVersion":"1.0.0"}'),
    file("index.json", bytes(index)),
  );
}

async function lines(lab: Lab, ...commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    let printed = "";
    const print = (chunk: string | Uint8Array) => {
      printed += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    };
    const io = { stdout: print, stderr: print, isTTY: false, isNotebook: false };
    const code = await lab.console(`docker ${command}`, io);
    expect(`${command}: ${code} ${code === 0 ? "" : printed}`).toBe(`${command}: 0 `);
    expect(printed).not.toMatch(/undefined|NaN|\[object|Invalid (time|Date)|\bat .*\.ts:/);
  }
}

/** Every command and every view that says something of an image. */
async function useAll(lab: Lab): Promise<void> {
  const [image] = await lab.engine.images();
  const id = image?.id ?? "";
  await lines(
    lab,
    ...[
      "images",
      "images -a --digests --no-trunc",
      "images --format json",
      "images -q",
      "images -f dangling=true",
    ],
    ...[
      "system df",
      "system df -v",
      `history ${id}`,
      `history --no-trunc --format json ${id}`,
      `history -H=false ${id}`,
    ],
    ...[
      `inspect ${id}`,
      `image inspect -f '{{json .}}' ${id}`,
      `create --name box ${id} /a`,
      "ps -a",
      "inspect box",
    ],
    ...["diff box", `commit -m more -c 'ENV B=2' box child`, "history child", "inspect child", "images"],
    ...[`tag ${id} other:2`, `system df -v`],
  );
  const { docker, engine } = lab;
  for (const view of await Promise.all([
    docker.images(),
    docker.ps({ all: true }),
    docker.history(id),
    docker.stack(id),
    docker.ledger(id),
    docker.verify(id),
    docker.layer(id, 1),
    docker.lenses(id, "/a"),
    docker.compare(id, "child"),
    docker.diff("box"),
  ]))
    expect(JSON.stringify(view)).not.toMatch(/undefined|NaN/);
  const saved: Uint8Array[] = [];
  for await (const chunk of engine.save([id])) saved.push(chunk);
  const [again] = await (await createLab()).engine.load(stream(Buffer.concat(saved)));
  expect(again?.id).toBe(id);
  for (const step of (await engine.history(id)).keys()) await engine.imageAt(id, step + 1);
  await lines(lab, "rm box", "image prune -f", "rmi child other:2", `rmi -f ${id}`, "images");
}

async function loaded(archive: Uint8Array): Promise<Lab> {
  const lab = await createLab();
  await lab.engine.load(stream(archive));
  return lab;
}

const variants = (document: unknown): (readonly [string, "absent" | "null", Path])[] =>
  paths(document).flatMap((path) =>
    (["absent", "null"] as const).map((how) => [path.join("."), how, path] as const),
  );

/** What image-spec demands and Docker cannot do without. */
const DEMANDED = {
  // An entry of the history that is not marked empty claims a layer.
  config: /^(rootfs($|\.diff_ids)|history\.1\.empty_layer)/,
  manifest: /^(config($|\.digest)|layers($|\.\d+\.digest))/,
  index: /^manifests($|\.0\.digest)/,
};

describe("a configuration", () => {
  const all = variants(configuration);
  test.each(all.filter(([name]) => !DEMANDED.config.test(name)))(
    "without %s (%s)",
    async (_name, how, path) => {
      await useAll(await loaded(layout(without(configuration, path, how))));
    },
  );
  test.each(all.filter(([name]) => DEMANDED.config.test(name)))(
    "not without %s (%s)",
    async (_name, how, path) => {
      await expect(loaded(layout(without(configuration, path, how)))).rejects.toThrow(LayerlabError);
    },
  );

  test.each([
    ["no entry at all", []],
    ["one for two layers", configuration.history.slice(0, 1)],
    ["only empty ones", configuration.history.slice(1, 2)],
  ])("with a history that has %s", async (_name, history) => {
    const lab = await loaded(layout({ ...configuration, history }));
    const [image] = await lab.engine.images();
    expect(await lab.engine.history(image?.id ?? "")).toHaveLength(history.length);
    await useAll(lab);
  });

  test.each([
    ["1970-01-01T00:00:00Z"],
    ["0001-01-01T00:00:00Z"],
    ["9999-12-31T23:59:59.999999999+14:00"],
    ["2024-02-29T23:59:59.123456789-07:00"],
  ])("of the time %s", async (created) => {
    await useAll(await loaded(layout({ ...configuration, created })));
  });

  test.each([
    "1",
    "Tue Mar 01 2022",
    "+275760-09-13T00:00:00Z",
    "2024-02-31T00:00:00Z",
    "2024-01-02",
    "2024-01-02T03:04:05",
  ])("whose time is %j is refused, as Go refuses it", async (created) => {
    await expect(loaded(layout({ ...configuration, created }))).rejects.toThrow(
      "created of its configuration is not a time",
    );
  });
});

describe("a manifest", () => {
  const all = variants(manifestOf(configuration));
  const change = (path: Path, how: "absent" | "null") =>
    layout(configuration, { manifest: without(manifestOf(configuration), path, how) });
  test.each(all.filter(([name]) => !DEMANDED.manifest.test(name)))(
    "without %s (%s)",
    async (_name, how, path) => {
      await useAll(await loaded(change(path, how)));
    },
  );
  test.each(all.filter(([name]) => DEMANDED.manifest.test(name)))(
    "not without %s (%s)",
    async (_name, how, path) => {
      await expect(loaded(change(path, how))).rejects.toThrow(LayerlabError);
    },
  );
});

describe("an index", () => {
  const all = variants(indexOf(manifestOf(configuration)));
  const change = (path: Path, how: "absent" | "null") =>
    layout(configuration, { index: (manifest) => without(indexOf(manifest), path, how) });
  test.each(all.filter(([name]) => !DEMANDED.index.test(name)))(
    "without %s (%s)",
    async (_name, how, path) => {
      await useAll(await loaded(change(path, how)));
    },
  );
  test.each(all.filter(([name]) => DEMANDED.index.test(name)))(
    "not without %s (%s)",
    async (_name, how, path) => {
      await expect(loaded(change(path, how))).rejects.toThrow(LayerlabError);
    },
  );
});

describe("manifest.json of docker save", () => {
  const document = savedOf(configuration);
  const change = (path: Path, how: "absent" | "null") =>
    tar(
      ...[...LAYERS, bytes(configuration)].map(blob),
      file("manifest.json", bytes(without(document, path, how))),
    );
  const all = variants(document);
  test.each(all.filter(([name]) => !/Config|Layers/.test(name)))(
    "without %s (%s)",
    async (_name, how, path) => {
      await useAll(await loaded(change(path, how)));
    },
  );
  test.each(all.filter(([name]) => /Config|Layers$/.test(name)))(
    "not without %s (%s)",
    async (_name, how, path) => {
      await expect(loaded(change(path, how))).rejects.toThrow(LayerlabError);
    },
  );
});
