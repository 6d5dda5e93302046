import { InvalidLayerError } from "../errors/layer.js";
import type { Entry } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import type { FileData } from "../vfs/filesystem.js";
import {
  type ChangeDirectory,
  emptyChanges,
  type MutableDirectory,
  type MutableLeaf,
  nextInode,
  type Whiteout,
} from "../vfs/node.js";
import { parseWhiteout } from "./whiteout.js";

/** What a layer archive holds, and its figures. */
export interface DecodedLayer {
  readonly changes: ChangeDirectory;
  /** Entries of the archive. */
  readonly entries: number;
  /** Bytes of files and of symlink targets, hard links once: what Docker calls the layer's size. */
  readonly size: number;
}

/**
 * Reads a layer archive as a changeset. File contents stay slices of the archive.
 *
 * Names are taken relative to the root whatever they lead with (`./`, `/`, `..` cannot climb out), missing
 * parent directories are made as Docker makes them (0755, owned by root, with the time `now`, seconds since the epoch).
 *
 * @throws {ArchiveError} for bytes that are no archive
 * @throws {InvalidLayerError} for a bare `.wh.`, a hard link to nothing, two entries of one path; the reason is in
 *   Docker's words
 */
export function decodeLayer(
  archive: FileData,
  now = Date.now() / 1000,
  maxEntries = MAX_LAYER_ENTRIES,
): DecodedLayer {
  const builder = new LayerBuilder(now);
  let entries = 0;
  for (const entry of readArchive(archive)) {
    entries += 1;
    if (entries > maxEntries)
      throw new InvalidLayerError(entry.name, `more than ${maxEntries} entries; no layer may have more`);
    builder.add(entry);
  }
  return { changes: builder.root, entries, size: builder.size };
}

/** An entry takes some hundred bytes of memory, and real images have fewer than half of these. */
export const MAX_LAYER_ENTRIES = 1_000_000;
/** Linux's own limits: PATH_MAX and NAME_MAX. No file system could take more. */
const PATH_MAX = 4096;
const NAME_MAX = 255;
/** Links can lead deeper than any one name can say. */
const MAX_DEPTH = PATH_MAX / 2;

class LayerBuilder {
  readonly root: MutableDirectory;
  size = 0;
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
    this.root = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now });
  }

  add(entry: Entry): void {
    const parts = componentsOf(entry.name);
    if (entry.name.length > PATH_MAX || parts.some((part) => part.length * 3 > NAME_MAX && tooLong(part)))
      throw new InvalidLayerError(entry.name.slice(0, 100), "file name too long");
    const name = parts.pop();
    if (name === undefined) {
      if (entry.type !== "directory") throw new InvalidLayerError(entry.name, "names no file");
      Object.assign(this.root, metadataOf(entry));
      return;
    }
    const whiteout = parseWhiteout(name);
    if (whiteout.kind === "metadata") return;
    const parent = this.#directory(parts, entry.name);
    if (whiteout.kind === "opaque") {
      // overlayfs asks the lower layers for the root whatever its mark says.
      if (parent !== this.root) parent.opaque = true;
      return;
    }
    if (whiteout.kind === "whiteout") {
      if (whiteout.victim === "" || parent.changes.has(whiteout.victim)) {
        const path = `/${[...parts, whiteout.victim].filter((part) => part !== "").join("/")}`;
        throw new InvalidLayerError(entry.name, `failed to mknod("${path}", S_IFCHR, 0): file exists`);
      }
      const shared = this.#sharedWhiteout(entry);
      parent.changes.set(whiteout.victim, shared ?? { kind: "whiteout", mtime: entry.mtime });
      return;
    }
    this.#place(parent, name, entry);
  }

  #place(parent: MutableDirectory, name: string, entry: Entry): void {
    const before = parent.changes.get(name);
    if (entry.type === "directory") {
      // A whiteout before its directory has no effect: the directory takes its place, and is not opaque.
      if (before?.kind === "directory") Object.assign(before, metadataOf(entry));
      else parent.changes.set(name, directoryOf(entry));
      return;
    }
    if (before !== undefined && before.kind !== "whiteout") {
      throw new InvalidLayerError(entry.name, "duplicates of file paths not supported");
    }
    // The device that overlayfs itself uses for deletions means one wherever it comes from.
    if (entry.type === "character-device" && entry.major === 0 && entry.minor === 0) {
      parent.changes.set(name, { kind: "whiteout", mtime: entry.mtime });
      return;
    }
    parent.changes.set(name, entry.type === "link" ? this.#linked(entry) : this.#leaf(entry));
  }

  #linked(entry: Entry): MutableLeaf {
    const target = this.#find(entry.linkname);
    if (target === undefined || target.kind === "directory" || target.kind === "whiteout") {
      const [from, to] = [entry.linkname, entry.name].map((path) => `/${componentsOf(path).join("/")}`);
      throw new InvalidLayerError(entry.name, `link ${from} ${to}: no such file or directory`);
    }
    target.nlink += 1;
    return target;
  }

  #sharedWhiteout(entry: Entry): Whiteout | undefined {
    const first = entry.linkname === "" ? undefined : this.#find(entry.linkname);
    return first?.kind === "whiteout" && first.mtime === entry.mtime ? first : undefined;
  }

  #find(path: string): MutableLeaf | Whiteout | MutableDirectory | undefined {
    let node: MutableLeaf | Whiteout | MutableDirectory | undefined = this.root;
    for (const part of componentsOf(path))
      node = node?.kind === "directory" ? node.changes.get(part) : undefined;
    return node;
  }

  #leaf(entry: Entry): MutableLeaf {
    const common = { ...metadataOf(entry), nlink: 1, ino: nextInode() };
    switch (entry.type) {
      case "file":
        this.size += entry.data.size;
        return { ...common, kind: "file", data: entry.data };
      case "symlink":
        this.size += new TextEncoder().encode(entry.linkname).length;
        return { ...common, kind: "symlink", target: entry.linkname };
      case "fifo":
      case "character-device":
      case "block-device":
        return { ...common, kind: entry.type, major: entry.major, minor: entry.minor };
      default:
        throw new InvalidLayerError(entry.name, `is a ${entry.type}`);
    }
  }

  /**
   * The directory an entry goes into, made where it is missing. Symbolic links on the way are followed within the
   * layer and nowhere else, as Docker unpacks a layer alone in a directory of its own.
   */
  #directory(parts: readonly string[], entryName: string): MutableDirectory {
    const path = `/${componentsOf(entryName).join("/")}`;
    const pending = [...parts].reverse();
    const trail: MutableDirectory[] = [this.root];
    let links = 0;
    for (;;) {
      const directory = trail.at(-1) ?? this.root;
      const part = pending.pop();
      if (part === undefined) return directory;
      if (part === "..") {
        if (trail.length > 1) trail.pop();
        continue;
      }
      const next = directory.changes.get(part);
      if (next?.kind === "directory") trail.push(next);
      else if (next?.kind === "symlink") {
        links += 1;
        if (links > MAX_LINKS)
          throw new InvalidLayerError(entryName, `open ${path}: too many levels of symbolic links`);
        if (next.target.startsWith("/")) trail.length = 1;
        pending.push(
          ...next.target
            .split("/")
            .filter((step) => step !== "" && step !== ".")
            .reverse(),
        );
      } else if (next !== undefined) throw new InvalidLayerError(entryName, `open ${path}: not a directory`);
      else if (links > 0) throw new InvalidLayerError(entryName, `open ${path}: no such file or directory`);
      else {
        const made = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: this.#now });
        directory.changes.set(part, made);
        trail.push(made);
        if (trail.length > MAX_DEPTH)
          throw new InvalidLayerError(entryName.slice(0, 100), "file name too long");
      }
    }
  }
}

const MAX_LINKS = 40;

function tooLong(name: string): boolean {
  return new TextEncoder().encode(name).length > NAME_MAX;
}

function componentsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts;
}

function metadataOf(
  entry: Entry,
): Pick<MutableDirectory, "mode" | "uid" | "gid" | "mtime"> & { xattrs?: Readonly<Record<string, string>> } {
  const { mode, uid, gid, mtime, xattrs } = entry;
  return xattrs === undefined ? { mode, uid, gid, mtime } : { mode, uid, gid, mtime, xattrs };
}

function directoryOf(entry: Entry): MutableDirectory {
  return { ...metadataOf(entry), kind: "directory", opaque: false, changes: new Map(), ino: nextInode() };
}
