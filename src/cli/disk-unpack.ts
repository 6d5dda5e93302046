import {
  chmodSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  rmSync,
  type Stats,
  symlinkSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { extract, type Header } from "tar-stream";
import { ArchiveError } from "../errors/archive.js";
import { LayerlabError } from "../errors/base.js";
import { HostFileError } from "../errors/host.js";
import { feed } from "../layout/feed.js";
import { hostError } from "./disk-errors.js";

/** Unpacks an archive below a directory of the disk; see `HostFiles.unpack`. */
export async function unpackArchive(
  archive: AsyncIterable<Uint8Array>,
  directory: string,
  rename: (name: string) => string,
): Promise<void> {
  const times: { readonly path: string; readonly mtime: Date }[] = [];
  const reader = extract();
  const feeding = feed(archive, reader);
  try {
    for await (const entry of reader) {
      const path = await unpackEntry(entry.header, entry, directory, rename);
      if (path !== undefined && entry.header.type === "directory" && entry.header.mtime !== undefined)
        times.push({ path, mtime: entry.header.mtime });
      entry.resume();
    }
  } catch (error) {
    if (error instanceof LayerlabError) throw error;
    const host = hostError("open", directory, error);
    throw host instanceof LayerlabError || !(error instanceof Error)
      ? host
      : new ArchiveError(error.message, 0);
  } finally {
    await feeding;
  }
  for (const { path, mtime } of times) lutimesSync(path, mtime, mtime);
}

async function unpackEntry(
  header: Header,
  content: AsyncIterable<unknown>,
  directory: string,
  rename: (name: string) => string,
): Promise<string | undefined> {
  const relative = inside(rename(header.name));
  if (relative === "") return undefined;
  const path = `${directory === "/" ? "" : directory}/${relative}`;
  makeParents(directory, relative);
  const before = lstatIfExists(path);
  if (before !== undefined && before.isDirectory() !== (header.type === "directory")) {
    const [old, made] = before.isDirectory()
      ? ["directory", "non-directory"]
      : ["non-directory", "directory"];
    throw new HostFileError(
      `cannot overwrite ${old}`,
      JSON.stringify(path),
      `with ${made} ${JSON.stringify(directory)}`,
    );
  }
  if (before !== undefined && !before.isDirectory()) rmSync(path);
  const mode = header.mode ?? 0o644;
  switch (header.type) {
    case "directory":
      if (before === undefined) mkdirSync(path);
      chmodSync(path, mode);
      return path;
    case "symlink":
      symlinkSync(header.linkname ?? "", path);
      break;
    case "link":
      linkSync(`${directory}/${inside(rename(header.linkname ?? ""))}`, path);
      return path;
    case "file":
    case "contiguous-file":
      await writeFile(path, content);
      chmodSync(path, mode);
      break;
    default:
      // A device or a fifo of a container means nothing on another machine.
      return undefined;
  }
  if (header.mtime !== undefined) lutimesSync(path, header.mtime, header.mtime);
  return path;
}

async function writeFile(path: string, content: AsyncIterable<unknown>): Promise<void> {
  const file = await open(path, "wx");
  try {
    for await (const chunk of content) if (chunk instanceof Uint8Array) await file.write(chunk);
  } finally {
    await file.close();
  }
}

function makeParents(directory: string, relative: string): void {
  let path = directory === "/" ? "" : directory;
  for (const part of relative.split("/").slice(0, -1)) {
    path += `/${part}`;
    const stats = lstatIfExists(path);
    if (stats === undefined) mkdirSync(path);
    else if (!stats.isDirectory()) throw new HostFileError("mkdir", path, "not a directory");
  }
}

function lstatIfExists(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** A name that cannot lead out of where it is unpacked. */
function inside(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
