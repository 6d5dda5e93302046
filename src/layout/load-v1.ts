import { InvalidImageArchiveError } from "../errors/layout.js";
import { config as CONFIG } from "../go/docker/config.js";
import { canonicalJson } from "../go/json.js";
import { marshal } from "../go/marshal.js";
import type { Digest } from "../oci/digest.js";
import { familiarString, isTag, parseReference } from "../oci/reference.js";
import { fromBytes } from "../vfs/data.js";
import type { LoadedImage } from "./loaded-image.js";
import { type SpooledArchive, uncompressed } from "./spooled-archive.js";

interface Version1Image {
  readonly config: Digest;
  readonly layers: readonly Digest[];
  readonly history: readonly object[];
  readonly parent: Digest | undefined;
}

/**
 * Images as Docker saved them before 1.10: a folder for each layer with `json`, which is a configuration of its own and
 * names the one below, and `layer.tar`; `repositories` says which of them have names. Each becomes an image, with the
 * configuration, and so the id, that Docker makes of it (moby `image/tarexport`, `legacyLoad`; `image/v1`).
 *
 * @throws {InvalidImageArchiveError}
 */
export async function imagesOfVersion1(archive: SpooledArchive): Promise<readonly LoadedImage[]> {
  const loaded = new Map<string, Version1Image>();
  for (const id of archive.directories()) await load(id, archive, loaded);
  const names = namesIn(archive);
  for (const { id } of names)
    if (!loaded.has(id)) throw new InvalidImageArchiveError(`invalid target ID: ${id}`);
  return [...loaded].map(([id, { config, layers, parent }]) => ({
    config,
    layers,
    references: names.filter((name) => name.id === id).map(({ reference }) => reference),
    ...(parent === undefined ? {} : { parent }),
    isSilent: true,
  }));
}

/** Loads an image and, before it, those it stands on; there may be as many as layers, so no recursion. */
async function load(id: string, archive: SpooledArchive, loaded: Map<string, Version1Image>): Promise<void> {
  const chain: string[] = [];
  for (let at = id; at !== "" && !loaded.has(at); at = text(documentOf(at, archive).parent)) {
    if (chain.includes(at)) throw new InvalidImageArchiveError(`the image ${at} is its own parent`);
    chain.push(at);
  }
  for (const each of chain.reverse()) {
    const document = documentOf(each, archive);
    if (document.os === "windows") throw new InvalidImageArchiveError("cannot load windows image on linux");
    const below = loaded.get(text(document.parent));
    const layer = await uncompressed(archive.digest(`${each}/layer.tar`), archive.content);
    const layers = [...(below?.layers ?? []), layer];
    const history = [...(below?.history ?? []), historyOf(document)];
    const bytes = new TextEncoder().encode(canonicalJson(configOf(document, layers, history)));
    loaded.set(each, {
      config: archive.content.put(fromBytes(bytes)).digest,
      layers,
      history,
      parent: below?.config,
    });
  }
}

type Document = Readonly<Record<string, unknown>>;

function documentOf(id: string, archive: SpooledArchive): Document {
  return members(archive.document(archive.digest(`${id}/json`), `${id}/json`), `${id}/json`);
}

/** moby `HistoryFromConfig`. */
function historyOf(document: Document): object {
  const { Cmd } = optionalMembers(document.container_config);
  const createdBy = (Array.isArray(Cmd) ? Cmd : typeof Cmd === "string" ? [Cmd] : []).join(" ");
  return {
    created: document.created ?? ZERO_TIME,
    ...unlessEmpty("created_by", createdBy),
    ...unlessEmpty("author", text(document.author)),
    ...unlessEmpty("comment", text(document.comment)),
  };
}

const ZERO_TIME = "0001-01-01T00:00:00Z";

/** What of the old document belongs to the layer and not to the image. */
const DROPPED = new Set(["id", "parent", "Size", "parent_id", "layer_id", "throwaway"]);

/** moby `MakeConfigFromV1Config`: members sorted; those of before 1.8.3 are written again by their types. */
function configOf(document: Document, layers: readonly Digest[], history: readonly object[]): object {
  const own = Object.entries(isBefore183(text(document.docker_version)) ? typed(document) : document);
  const all = [
    ...own.filter(([name]) => !DROPPED.has(name)),
    ["rootfs", { type: "layers", diff_ids: layers }] as const,
    ["history", history] as const,
  ];
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function typed(document: Document): Document {
  const { container, container_config, created, docker_version, author, config } = document;
  return {
    ...unlessEmpty("comment", text(document.comment)),
    created: created ?? ZERO_TIME,
    ...unlessEmpty("container", text(container)),
    container_config: marshal({ type: CONFIG, data: optionalMembers(container_config) }),
    ...unlessEmpty("docker_version", text(docker_version)),
    ...unlessEmpty("author", text(author)),
    ...(config === undefined || config === null
      ? {}
      : { config: marshal({ type: CONFIG, data: optionalMembers(config) }) }),
    ...unlessEmpty("architecture", text(document.architecture)),
    ...unlessEmpty("variant", text(document.variant)),
    ...unlessEmpty("os", text(document.os)),
  };
}

function isBefore183(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version
    .split(/[.-]/)
    .map((part) => Number.parseInt(part, 10) || 0);
  return major < 1 || (major === 1 && (minor < 8 || (minor === 8 && patch < 3)));
}

function namesIn(archive: SpooledArchive): { readonly reference: string; readonly id: string }[] {
  const repositories = archive.document(archive.digest("repositories"), "repositories");
  return Object.entries(optionalMembers(repositories)).flatMap(([repository, tags]) =>
    Object.entries(optionalMembers(tags)).map(([tag, id]) => {
      const { domain, path } = parseReference(repository);
      if (!isTag(tag)) throw new InvalidImageArchiveError("invalid tag format");
      return { reference: familiarString({ domain, path, tag, digest: undefined }), id: text(id) };
    }),
  );
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function unlessEmpty(name: string, value: string): Document {
  return value === "" ? {} : { [name]: value };
}

function optionalMembers(value: unknown): Document {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function members(value: unknown, what: string): Document {
  if (typeof value !== "object" || value === null) throw new InvalidImageArchiveError(`${what} is no object`);
  return { ...value };
}
