import { documentIn, ignoreRules, type SourceTree, unreadable } from "../../../builder/source-tree.js";
import { UsageError } from "../../../errors/cli.js";
import { extractArchive } from "../../../layout/extract.js";
import { base, parent, withoutTrailingSlashes } from "../../../posix/path.js";
import { fromBytes, toBytes } from "../../../vfs/data.js";
import { createMemoryFileSystem } from "../../../vfs/memory.js";
import type { CommandIO } from "../../command-io.js";
import type { HostFiles } from "../../disk/host-files.js";

/** What a build reads, found from the command's PATH and `--file`. */
export interface BuildSources {
  readonly context: SourceTree;
  readonly dockerfile: string;
  /** How progress names the Dockerfile. */
  readonly name: string;
  /** The ignore rules that lie beside a Dockerfile which is not in the context's root. */
  readonly dockerignore?: string;
}

/** Dockerfiles are documents; a device or a mistake must not fill the memory. */
const MAX_DOCKERFILE = 16 * 1024 * 1024;
const DEFAULT_NAME = "Dockerfile";

/**
 * A directory, `-` for a Dockerfile or a context archive on stdin, `-f -` for a Dockerfile on stdin beside a directory.
 * As in BuildKit, links are followed inside the context, and `dockerfile` will do where there is no `Dockerfile`.
 */
export async function buildSources(
  path: string,
  file: string | undefined,
  io: CommandIO,
): Promise<BuildSources> {
  if (path === "-") return fromStdin(file, io);
  if (/^(https?|git|ssh):|^git@|^github\.com\//.test(path)) {
    throw new UsageError(
      `unable to prepare context: ${path} is on the network, which is not reached from here: use a directory or -`,
      1,
    );
  }
  const { files } = io;
  if (files === undefined)
    throw new UsageError("unable to prepare context: there are no files to reach here", 1);
  if (files.stat(path)?.kind !== "directory") {
    throw new UsageError(
      files.stat(path) === undefined
        ? `unable to prepare context: path "${path}" not found`
        : `unable to prepare context: ${path} is not a directory`,
      1,
    );
  }
  const context = files.tree(path);
  if (file === "-") {
    const bytes = (await io.readAll?.()) ?? new Uint8Array();
    return { context, dockerfile: new TextDecoder().decode(bytes), name: DEFAULT_NAME };
  }
  if (file === undefined) return { context, ...dockerfileIn(context, DEFAULT_NAME) };
  return { context, ...(await dockerfileAt(file, path, files, io.signal)) };
}

async function fromStdin(file: string | undefined, io: CommandIO): Promise<BuildSources> {
  const bytes = (await io.readAll?.()) ?? new Uint8Array();
  const context = createMemoryFileSystem();
  if (!looksLikeArchive(bytes))
    return { context, dockerfile: new TextDecoder().decode(bytes), name: DEFAULT_NAME };
  extractArchive(fromBytes(bytes), context, "/");
  return { context, ...dockerfileIn(context, file ?? DEFAULT_NAME) };
}

/** `-f FILE`: through its directory as a tree, so that links and odd files are treated as in a context. */
async function dockerfileAt(
  file: string,
  contextPath: string,
  files: HostFiles,
  signal: AbortSignal | undefined,
): Promise<Omit<BuildSources, "context">> {
  const whole = files.absolute(file);
  if (files.stat(whole)?.kind === "other") {
    // A pipe, as `-f <(generate)` gives one.
    return { dockerfile: await readPipe(files, whole, signal), name: base(whole) };
  }
  // The link of a Dockerfile may lead anywhere on the machine here: it was named outside of any context.
  const real = files.stat(whole) === undefined ? whole : files.realpath(whole);
  const tree = files.tree(parent(real));
  const found = dockerfileIn(tree, base(real), file);
  const name = base(whole);
  if (parent(whole) === withoutTrailingSlashes(files.absolute(contextPath))) return { ...found, name };
  const beside = files.tree(parent(whole));
  const rules =
    ignoreRules(beside, `/${name}.dockerignore`) ?? ignoreRules(files.tree(contextPath), "/.dockerignore");
  return { ...found, name, dockerignore: rules ?? "" };
}

function dockerfileIn(
  tree: SourceTree,
  path: string,
  asked = path,
): Pick<BuildSources, "dockerfile" | "name"> {
  const names =
    base(path) === DEFAULT_NAME ? [path, path.replace(/[^/]+$/, DEFAULT_NAME.toLowerCase())] : [path];
  for (const name of names) {
    const data = opened(tree, `/${name}`, asked);
    if (data === undefined) continue;
    if (data.size > MAX_DOCKERFILE) throw tooLarge(asked);
    return { dockerfile: textOf(data), name: base(name) };
  }
  throw refusal(asked, "no such file or directory");
}

function opened(tree: SourceTree, path: string, asked: string): ReturnType<typeof documentIn> {
  try {
    return documentIn(tree, path);
  } catch (error) {
    throw refusal(asked, unreadable(error));
  }
}

async function readPipe(files: HostFiles, path: string, signal: AbortSignal | undefined): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of files.read(path, signal)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_DOCKERFILE) throw tooLarge(path);
  }
  return text + decoder.decode();
}

function textOf(data: NonNullable<ReturnType<typeof documentIn>>): string {
  return new TextDecoder().decode(toBytes(data));
}

function refusal(path: string, reason: string): UsageError {
  return new UsageError(`ERROR: failed to solve: failed to read dockerfile: open ${path}: ${reason}`, 1);
}

function tooLarge(path: string): UsageError {
  return refusal(path, `larger than ${MAX_DOCKERFILE} bytes, the most that a Dockerfile may have`);
}

function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && new TextDecoder("latin1").decode(bytes.subarray(257, 262)) === "ustar";
}
