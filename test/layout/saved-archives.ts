import { createHash } from "node:crypto";
import { file, tar } from "../archives.js";

/** Archives of images as somebody could have written them, each with what Docker says of it. */

const layer = (name: string, content: string): Buffer => tar(file(name, content, { mtime: 1_600_000_000 }));
const sha = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

export const A = layer("a", "a");
export const B = layer("b", "bb");
const C = layer("c", "ccc");

/** A configuration with a step for each layer. */
export function config(layers: readonly Buffer[], more: Readonly<Record<string, unknown>> = {}): object {
  return {
    architecture: "amd64",
    os: "linux",
    created: "2020-01-02T03:04:05Z",
    config: { Cmd: ["sh"] },
    rootfs: { type: "layers", diff_ids: layers.map((each) => `sha256:${sha(each)}`) },
    history: layers.map(() => ({ created: "2020-01-02T03:04:05Z", created_by: "x" })),
    ...more,
  };
}

interface Saved {
  readonly tags: readonly string[] | null;
  readonly layers: readonly Buffer[];
  readonly config: object;
  /** Over what the entry of manifest.json says. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** As `docker save` of 1.10 to 24 wrote it. */
export function saved(...images: readonly Saved[]): Buffer {
  const files = new Map<string, Buffer>();
  const manifest = images.map(({ tags, layers, config: document, more }) => {
    const bytes = Buffer.from(JSON.stringify(document));
    files.set(`${sha(bytes)}.json`, bytes);
    for (const each of layers) files.set(`${sha(each)}/layer.tar`, each);
    return {
      Config: `${sha(bytes)}.json`,
      RepoTags: tags,
      Layers: layers.map((each) => `${sha(each)}/layer.tar`),
      ...more,
    };
  });
  files.set("manifest.json", Buffer.from(JSON.stringify(manifest)));
  return tar(...[...files].map(([name, bytes]) => file(name, bytes)));
}

export function idOf(document: object): string {
  return `sha256:${sha(JSON.stringify(document))}`;
}

/** As Docker saved before 1.10: a folder for each layer, and `repositories`. */
function version1(
  layers: readonly { readonly tar: Buffer; readonly more?: Readonly<Record<string, unknown>> }[],
  repositories: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Buffer {
  const ids = layers.map((_, at) => sha(`layer ${at}`));
  const files = layers.flatMap(({ tar: bytes, more }, at) => [
    file(`${ids[at]}/VERSION`, "1.0"),
    file(
      `${ids[at]}/json`,
      JSON.stringify({
        id: ids[at],
        ...(at === 0 ? {} : { parent: ids[at - 1] }),
        created: `2019-01-0${at + 1}T00:00:00Z`,
        container_config: { Cmd: [`step${at}`] },
        config: { Cmd: ["sh"], Env: ["A=b"] },
        architecture: "amd64",
        os: "linux",
        docker_version: "1.9",
        Size: bytes.length,
        ...more,
      }),
    ),
    file(`${ids[at]}/layer.tar`, bytes),
  ]);
  const names = Object.fromEntries(
    Object.entries(repositories).map(([name, tags]) => [
      name,
      Object.fromEntries(Object.entries(tags).map(([tag, at]) => [tag, ids[at]])),
    ]),
  );
  return tar(...files, file("repositories", JSON.stringify(names)));
}

const many = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, at) => layer(`f${at}`, String(at)));
const deep = (count: number): Buffer => {
  const layers = many(count);
  return saved({ tags: [`deep:${count}`], layers, config: config(layers) });
};
const one = (more: Readonly<Record<string, unknown>>, of: Readonly<Record<string, unknown>> = {}): Buffer =>
  saved({ tags: ["n:1"], layers: [A], config: config([A], of), more });
const manifest = (text: string): Buffer => tar(file("manifest.json", text));

const MISMATCH = `invalid diffID for layer 0: expected "sha256:${sha(B)}", got "sha256:${sha(A)}"`;

/** Ids that Docker Engine gives images of version 1; its histories have another order of members where they have an author. */
export const VERSION_1 = {
  archives: [
    version1([{ tar: A }, { tar: B }], { "old/one": { top: 1, low: 0 } }),
    // Before 1.8.3 the documents were written again by their types.
    version1([{ tar: A, more: { docker_version: "1.8.2", config: { Cmd: ["sh"], Labels: null } } }], {
      "old/er": { "1": 0 },
    }),
  ],
  ids: {
    "old/one:low": "sha256:00dd69c9827695c2421226b777ce0515c6f0ae33897e34c2e8330933ad292e64",
    "old/one:top": "sha256:23de2264a6d01735550d4f307f578f92aaca4e32bec9e8c347b9782bf518d63a",
    "old/er:1": "sha256:05c5f08992b55c0319a46a597993dd5bbd928afacb390c8fde77a8109c9144de",
  },
} as const;

/**
 * What `docker load` prints: on stdout, or, where it fails, on stderr. Recorded from Docker Engine 20.10.24 with the client
 * 28.2.2; `test/differential/load.test.ts` asks it again.
 */
export const LOADS: readonly (readonly [what: string, archive: Buffer, says: string, fails?: "fails"])[] = [
  ["null for a list of images", manifest("null"), ""],
  ["an empty list of images", manifest("[]"), ""],
  [
    "another layer than the configuration lists",
    saved({ tags: ["m:1"], layers: [A], config: config([B]) }),
    `${MISMATCH}\n`,
    "fails",
  ],
  [
    "a layer more than the configuration lists",
    saved({ tags: ["m:2"], layers: [A, B], config: config([A]) }),
    "invalid manifest, layers length mismatch: expected 2, got 1\n",
    "fails",
  ],
  [
    "a layer less",
    saved({ tags: ["m:3"], layers: [A], config: config([A, B]) }),
    "invalid manifest, layers length mismatch: expected 1, got 2\n",
    "fails",
  ],
  ["no rootfs", one({}, { rootfs: undefined }), "invalid image JSON, no RootFS key\n", "fails"],
  [
    "another type of rootfs",
    one({}, { rootfs: { type: "layers+base", diff_ids: [`sha256:${sha(A)}`] } }),
    "Loaded image: n:1\n",
  ],
  ["Windows", one({}, { os: "windows" }), "cannot load windows image on linux\n", "fails"],
  ["no operating system", one({}, { os: "" }), "Loaded image: n:1\n"],
  ["a name without a tag", one({ RepoTags: ["noname"] }), 'invalid tag "noname"\n', "fails"],
  [
    "a digest for a name",
    one({ RepoTags: [`x@sha256:${"1".repeat(64)}`] }),
    `invalid tag "x@sha256:${"1".repeat(64)}"\n`,
    "fails",
  ],
  ["no layers", saved({ tags: ["nl:1"], layers: [], config: config([]) }), "Loaded image: nl:1\n"],
  [
    "null for layers",
    saved({ tags: ["nl:2"], layers: [], config: config([]), more: { Layers: null } }),
    "Loaded image: nl:2\n",
  ],
  ["a parent that is elsewhere", one({ Parent: `sha256:${"0".repeat(64)}` }), "Loaded image: n:1\n"],
  ["a parent that is no id", one({ Parent: "nonsense" }), "Loaded image: n:1\n"],
  ["no names at all", tar(file("repositories", "{}")), ""],
  ["version 1", version1([{ tar: A }, { tar: B }, { tar: C }], { "old/one": { "1": 2, mid: 1 } }), ""],
  [
    "version 1 of Windows",
    version1([{ tar: A, more: { os: "windows" } }], { "old/win": { "1": 0 } }),
    "cannot load windows image on linux\n",
    "fails",
  ],
  [
    "version 1, a tag that is none",
    version1([{ tar: A }], { "old/t": { "..": 0 } }),
    "invalid tag format\n",
    "fails",
  ],
  ["125 layers", deep(125), "Loaded image: deep:125\n"],
  ["126 layers", deep(126), "max depth exceeded\n", "fails"],
];
