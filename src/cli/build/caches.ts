import type { CacheDirectory, CacheExport, CacheImport } from "../../builder/remote-cache/options.js";
import type { Engine } from "../../engine/engine.js";
import { LayerlabError } from "../../errors/base.js";
import { isRecord } from "../../go/reflect/value.js";
import { type Digest, isDigest } from "../../oci/digest.js";
import type { CommandIO } from "../command-io.js";
import { sayOnce } from "../commands/container/options/notes.js";
import { hostFiles } from "../disk/archive-input.js";
import type { HostFiles } from "../disk/host-files.js";
import { boolean, csv, fieldsOf } from "./fields.js";
import { notSupported, refusal } from "./refusal.js";

/** What reading the options of caches needs. */
export interface CacheScope {
  readonly io: CommandIO;
  readonly engine: Engine;
  /** The builder has Docker's own driver, which writes caches only into images. */
  readonly isOwn: boolean;
}

interface Entry {
  readonly text: string;
  readonly type: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Kinds that BuildKit knows, and that need a service which nobody reaches from here. */
const SERVICES: Readonly<Record<string, string>> = {
  s3: "S3",
  azblob: "Azure Blob Storage",
};

/** `--cache-from`. @throws {UsageError} in buildx's words */
export async function readCacheFrom(
  given: readonly string[],
  scope: CacheScope,
): Promise<readonly CacheImport[]> {
  const caches: CacheImport[] = [];
  for (const entry of entriesOf(given)) {
    const { type, attributes } = entry;
    if (type === "registry") {
      const reference = required(attributes.get("ref"), "registry cache importer requires ref");
      const insecure = boolean(attributes.get("registry.insecure")) === true;
      caches.push({ kind: "registry", reference, insecure, alsoHere: scope.isOwn });
    } else if (type === "local") {
      const source = required(attributes.get("src"), "local cache importer requires src");
      const digest = attributes.get("digest") || (await digestIn(source, attributes.get("tag"), scope.io));
      if (digest === undefined) continue;
      if (!isDigest(digest)) throw refusal(`invalid checksum digest format: ${digest}`);
      caches.push({ kind: "local", directory: directoryAt(source, hostFiles(scope.io)), digest });
    } else leftOut(entry, scope);
  }
  return caches;
}

/** `--cache-to`. @throws {UsageError} in buildx's words */
export function readCacheTo(given: readonly string[], scope: CacheScope): readonly CacheExport[] {
  const entries = entriesOf(given).filter(({ type }) => type !== "gha");
  for (const text of given) if (/(^|,)type=gha(,|$)/.test(text)) noteGithub(scope);
  if (scope.isOwn && entries.some(({ type }) => type !== "inline"))
    throw notSupported("Cache export", "build-cache-backends");
  return entries.map((entry) => exportOf(entry, scope));
}

function exportOf({ text, type, attributes }: Entry, { io }: CacheScope): CacheExport {
  if (type === "inline") return { kind: "inline" };
  if (type !== "local" && type !== "registry")
    throw refusal(
      SERVICES[type] === undefined
        ? `failed to solve: unknown cache exporter: "${type}"`
        : `layerlab writes caches of type local, registry and inline, and reaches no ${SERVICES[type]}: leave --cache-to ${text} out`,
    );
  const compression = attributes.get("compression") || "gzip";
  if (!["gzip", "uncompressed", "estargz", "zstd"].includes(compression))
    throw refusal(`failed to solve: unsupported compression type ${compression}`);
  const written = {
    mode: modeOf(attributes.get("mode")),
    imageManifest: flag(attributes, "image-manifest", false),
    ociTypes: flag(attributes, "oci-mediatypes", true),
    ignoreError: flag(attributes, "ignore-error", false),
  };
  if (written.imageManifest && !written.ociTypes)
    throw refusal("failed to solve: invalid configuration for remote cache");
  if (type === "registry") {
    const reference = required(attributes.get("ref"), "registry cache exporter requires ref");
    return {
      ...written,
      kind: "registry",
      reference,
      insecure: flag(attributes, "registry.insecure", false),
    };
  }
  const dest = required(attributes.get("dest"), "local cache exporter requires dest");
  const files = hostFiles(io);
  if (files.stat(dest) !== undefined && files.stat(dest)?.kind !== "directory")
    throw refusal(`mkdir ${dest}: not a directory`);
  return {
    ...written,
    kind: "local",
    directory: directoryAt(dest, files),
    tag: attributes.get("tag") ?? "latest",
  };
}

/** Anything but a known mode is `min`, as in BuildKit, which warns of it in its own log only. */
function modeOf(text = ""): "min" | "max" {
  return text.toLowerCase() === "max" ? "max" : "min";
}

function flag(attributes: ReadonlyMap<string, string>, name: string, otherwise: boolean): boolean {
  const text = attributes.get(name);
  if (text === undefined) return otherwise;
  const value = boolean(text);
  if (value !== undefined) return value;
  throw refusal(
    `failed to solve: failed to parse ${name}: strconv.ParseBool: parsing "${text}": invalid syntax`,
  );
}

function entriesOf(given: readonly string[]): readonly Entry[] {
  return given.flatMap((text) => {
    if (text === "") return [];
    // One or several references, without a name before them.
    const words = csv(text);
    if (words.every((word) => !word.includes("=")))
      return words.map((ref) => ({ text: ref, type: "registry", attributes: new Map([["ref", ref]]) }));
    const fields = fieldsOf(text, (field) => `invalid value ${field}`);
    const type = fields.get("type") ?? "";
    if (type === "") throw refusal(`type required form> "${text}"`);
    return [{ text, type, attributes: fields }];
  });
}

function leftOut({ text, type }: Entry, scope: CacheScope): void {
  if (type === "gha") {
    noteGithub(scope);
    return;
  }
  const reached = SERVICES[type];
  if (reached === undefined) throw refusal(`failed to solve: unknown cache importer: "${type}"`);
  sayOnce(
    scope.engine,
    scope.io,
    `build --cache-from ${text}`,
    `brings nothing here: layerlab reads caches of type local and registry, and reaches no ${reached}`,
  );
}

/** buildx itself leaves it out where there is none. */
function noteGithub({ engine, io }: CacheScope): void {
  sayOnce(
    engine,
    io,
    "build with a cache of type=gha",
    "neither reads nor writes it: GitHub Actions' cache is there only inside of a workflow's run, and elsewhere buildx leaves it out, too",
  );
}

function required(value: string | undefined, otherwise: string): string {
  if (value === undefined || value === "") throw refusal(otherwise);
  return value;
}

/** A cache that is not there is warned of, and the build goes on: on the first of all builds it never is. */
async function digestIn(source: string, tag = "latest", io: CommandIO): Promise<Digest | undefined> {
  const files = hostFiles(io);
  const path = `${source}/index.json`;
  let text = "";
  try {
    if (files.stat(path) === undefined) {
      io.stderr(
        `WARNING: local cache import at ${source} not found due to err: could not read ${path}: open ${path}: no such file or directory\n`,
      );
      return undefined;
    }
    const decoder = new TextDecoder();
    for await (const chunk of files.read(path, io.signal)) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > MAX_INDEX) throw new RangeError(`more than ${MAX_INDEX} bytes`);
    }
    const found = entryOf(JSON.parse(text), tag);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof LayerlabError || error instanceof SyntaxError || error instanceof RangeError))
      throw error;
    io.stderr(`WARNING: local cache import at ${source} not found due to err: ${error.message}\n`);
    return undefined;
  }
  throw refusal(
    'local cache importer requires either explicit digest, "latest" tag or custom tag on index.json',
  );
}

const MAX_INDEX = 4 << 20;

function entryOf(index: unknown, tag: string): Digest | undefined {
  const manifests: readonly unknown[] =
    isRecord(index) && Array.isArray(index.manifests) ? index.manifests : [];
  const entry = manifests.filter(isRecord).find(({ annotations }) => {
    return isRecord(annotations) && annotations["org.opencontainers.image.ref.name"] === tag;
  });
  return typeof entry?.digest === "string" && isDigest(entry.digest) ? entry.digest : undefined;
}

/** A directory of the machine as one that holds caches. It is made when the first file is written. */
function directoryAt(directory: string, files: HostFiles): CacheDirectory {
  const at = (path: string): string => `${files.absolute(directory)}/${path}`;
  return {
    has: (path) => files.stat(at(path))?.kind === "file",
    read: (path) => files.read(at(path)),
    write: async (path, content) => {
      files.makeDirectory(at(path).replace(/\/[^/]*$/, ""));
      await files.write(at(path), content);
    },
  };
}
