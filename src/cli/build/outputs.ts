import type { BuildExport } from "../../builder/exports.js";
import { parent } from "../../posix/path.js";
import { type CommandIO, showsInNotebook } from "../command-io.js";
import { hostFiles } from "../disk/archive-input.js";
import { toStandardOutput } from "../disk/archive-output.js";
import { boolean, csv, fieldsOf } from "./fields.js";
import { refusal } from "./refusal.js";

/** Where a build's result goes, as `--output`, `--load` and `--push` say. */
export interface BuildOutputs {
  /** Absent where nothing was said: then it is an image of the engine's. */
  readonly exports?: readonly BuildExport[];
  /** Names that `name=` gives, where there is no `--tag`. */
  readonly names: readonly string[];
  /** The image is sent to its registries. */
  readonly push: boolean;
  /** Over plain HTTP, too: `registry.insecure=true`. */
  readonly insecure: boolean;
  /** Files get SOURCE_DATE_EPOCH as their time. */
  readonly rewritesTimes: boolean;
}

interface Entry {
  readonly type: string;
  readonly dest: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * What buildx makes of `-o type=…`, `-o DIR`, `-o -`, `--load` and `--push`. Nothing is written yet, and yet it is known that there is
 * a place.
 *
 * @throws {UsageError} in buildx's words
 */
export function readOutputs(
  given: readonly string[],
  short: { readonly load: boolean; readonly push: boolean; readonly tags: readonly string[] },
  io: CommandIO,
): BuildOutputs {
  const entries = withShort(given.filter((text) => text !== "").map(entryOf), short);
  const images = entries.filter(isImage);
  const push = images.some(({ attributes }) => boolean(attributes.get("push")) === true);
  const named = images.flatMap(({ attributes }) => namesIn(attributes));
  if (push && short.tags.length === 0 && named.length === 0)
    throw refusal("tag is needed when pushing to registry");
  for (const { attributes } of images)
    if (push && boolean(attributes.get("push-by-digest")) === true)
      throw refusal(
        "push-by-digest is currently not implemented for docker driver, please create a new builder instance",
      );
  const stdout = entries.filter((entry) => isFile(entry) && goesToStdout(entry));
  if (stdout.length > 1) throw refusal("multiple outputs configured to write to stdout");
  const exports = entries.filter((entry) => !isImage(entry)).map((entry) => exportOf(entry, io));
  return {
    ...(entries.length === 0
      ? {}
      : { exports: images.length > 0 ? [...exports, { kind: "image" as const }] : exports }),
    names: short.tags.length > 0 ? [] : named,
    push,
    insecure: images.some(({ attributes }) => boolean(attributes.get("registry.insecure")) === true),
    rewritesTimes: entries.some(({ attributes }) => boolean(attributes.get("rewrite-timestamp")) === true),
  };
}

function entryOf(text: string): Entry {
  if (!text.includes("=") && csv(text).length === 1)
    return { type: text === "-" ? "tar" : "local", dest: text, attributes: new Map() };
  const fields = fieldsOf(text, (field) => `invalid value ${field}`);
  const { type = "", dest = "" } = Object.fromEntries(fields);
  if (type === "") throw refusal("type is required for output");
  const attributes = new Map([...fields].filter(([name]) => name !== "type" && name !== "dest"));
  if (type === "registry")
    return { type: "image", dest, attributes: new Map([...attributes, ["push", "true"]]) };
  if (!["local", "tar", "oci", "docker", "image", "cacheonly"].includes(type))
    throw refusal(`failed to solve: exporter "${type}" could not be found`);
  return { type, dest, attributes };
}

/** `--push` is an attribute of the image that is asked for anyway, or asks for one. */
function withShort(
  entries: readonly Entry[],
  { load, push }: { readonly load: boolean; readonly push: boolean },
): readonly Entry[] {
  const all = entries.map((entry) =>
    push && entry.type === "image"
      ? { ...entry, attributes: new Map([...entry.attributes, ["push", "true"] as const]) }
      : entry,
  );
  if (push && !all.some(({ type }) => type === "image"))
    all.push({ type: "image", dest: "", attributes: new Map([["push", "true"]]) });
  if (load && !all.some(({ type, dest }) => type === "docker" && dest === ""))
    all.push({ type: "docker", dest: "", attributes: new Map() });
  return all;
}

/** `type=docker` without a place is what the engine has as an image. */
function isImage({ type, dest, attributes }: Entry): boolean {
  return type === "image" || (type === "docker" && dest === "" && boolean(attributes.get("tar")) !== false);
}

function namesIn(attributes: ReadonlyMap<string, string>): readonly string[] {
  return (attributes.get("name") ?? "").split(",").filter((name) => name !== "");
}

function isFile({ type, attributes }: Entry): boolean {
  return (
    type === "tar" || ((type === "oci" || type === "docker") && boolean(attributes.get("tar")) !== false)
  );
}

function goesToStdout({ type, dest }: Entry): boolean {
  return dest === "-" || (dest === "" && type !== "docker");
}

function exportOf(entry: Entry, io: CommandIO): BuildExport {
  const { type, attributes } = entry;
  if (type === "cacheonly") return { kind: "none" };
  const compression = attributes.get("compression");
  if (compression !== undefined && compression !== "gzip")
    throw refusal(
      `compression=${compression} is not offered by layerlab: layers are written with gzip, which every tool reads`,
    );
  const write = isFile(entry) ? toFile(entry, io) : toDirectory(entry, io);
  if (type === "local" || type === "tar")
    return { kind: "files", into: type === "local" ? "directory" : "archive", write };
  const names = namesIn(attributes);
  return {
    kind: "image-archive",
    format: type === "docker" ? "docker" : "oci",
    ...(names.length === 0 ? {} : { names }),
    write,
  };
}

type Write = (archive: AsyncIterable<Uint8Array>) => Promise<void>;

function toDirectory({ type, dest }: Entry, io: CommandIO): Write {
  if (dest === "") throw refusal(`dest is required for ${type} exporter`);
  if (dest === "-") throw refusal(`dest cannot be stdout for ${type} exporter`);
  const files = hostFiles(io);
  const there = files.stat(dest);
  if (there !== undefined && there.kind !== "directory")
    throw refusal(`destination directory ${dest} is a file`);
  return async (archive) => {
    files.makeDirectory(dest);
    await files.unpack(archive, files.absolute(dest), (name) => name);
  };
}

function toFile(entry: Entry, io: CommandIO): Write {
  const { type, dest } = entry;
  if (goesToStdout(entry)) {
    if (io.isTTY || showsInNotebook(io))
      throw refusal(`dest file is required for ${type} exporter. refusing to write to console`);
    return (archive) => toStandardOutput(io, archive);
  }
  const files = hostFiles(io);
  if (files.stat(dest)?.kind === "directory") throw refusal(`destination file ${dest} is a directory`);
  const above = parent(files.absolute(dest));
  if (files.stat(above)?.kind !== "directory")
    throw refusal(`failed to open open ${dest}: no such file or directory`);
  return (archive) => files.write(dest, archive);
}
