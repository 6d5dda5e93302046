import { InvalidLayerError } from "../errors/layer.js";
import { isNameTooLong, isPathTooLong, MAX_LINKS, PATH_MAX } from "../posix/limits.js";
import { nameLength } from "../posix/name-bytes.js";
import { clean, components, contained, normalComponents, normalize } from "../posix/path.js";
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

/** What a layer archive contains, and its figures. */
export interface DecodedLayer {
  readonly changes: ChangeDirectory;
  /** Entries of the archive. */
  readonly entries: number;
  /** Bytes of files and of symlink targets, hard links once: what Docker calls the layer's size. */
  readonly size: number;
  /** Time of the directories that no entry lists, where there are any: seconds since the epoch. */
  readonly impliedAt?: number;
}

/**
 * Reads a layer archive as a changeset. File contents stay slices of the archive.
 *
 * Names are taken relative to the root whatever they lead with (`./`, `/`, `..` cannot climb out), missing
 * parent directories are made as Docker makes them (0755, owned by root, with the time `now`, seconds since the epoch).
 * The root itself keeps that mode and owner whatever an entry `./` says: in a container it is the writable layer's.
 *
 * @throws {ArchiveError} for bytes that are no archive
 * @throws {InvalidLayerError} for a bare `.wh.`, a hard link to nothing, two entries of one path, more than
 *   {@link MAX_IMPLIED} directories without an entry of their own; the reason is in Docker's words
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
  return {
    ...{ changes: builder.root, entries, size: builder.size },
    ...(builder.hasImplied ? { impliedAt: now } : {}),
  };
}

/** An entry takes some hundred bytes of memory; real images have fewer than half as many. */
const MAX_LAYER_ENTRIES = 1_000_000;
/** Two bytes of a name imply a directory, which takes hundreds in memory; honest archives list their directories. */
const MAX_IMPLIED = 100_000;
/** Links can lead deeper than any single name. */
const MAX_DEPTH = PATH_MAX / 2;

type Node = MutableLeaf | Whiteout | MutableDirectory;

class LayerBuilder {
  readonly root: MutableDirectory;
  size = 0;
  readonly #now: number;
  /** Directories whose entry has been read. */
  readonly #listed = new Set<MutableDirectory>();
  /** Names of entries by the path they lead to, for paths with an entry that begins with a slash or contains `..`. */
  readonly #spellings = new Map<string, Set<string>>();
  #implied = 0;

  constructor(now: number) {
    this.#now = now;
    this.root = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now });
  }

  get hasImplied(): boolean {
    return this.#implied > 0;
  }

  add(entry: Entry): void {
    const parts = normalComponents(entry.name);
    const name = parts.pop();
    if (name === undefined) {
      if (entry.type !== "directory") throw new InvalidLayerError(entry.name, "names no file");
      this.#list(this.root, entry);
      return;
    }
    const whiteout = parseWhiteout(name);
    // For a deletion, only the victim's name has to fit: no file with the entry's own name is ever made.
    const path = [...parts, whiteout.kind === "whiteout" ? whiteout.victim : name];
    if (isPathTooLong(path.join("/")) || path.some(isNameTooLong))
      throw new InvalidLayerError(entry.name.slice(0, 100), "file name too long");
    if (whiteout.kind === "metadata") return;
    const parent = this.#directory(parts, entry.name);
    if (whiteout.kind === "opaque") {
      // overlayfs looks the root up in the lower layers, whatever its mark says.
      if (parent !== this.root) parent.opaque = true;
      return;
    }
    if (whiteout.kind === "whiteout") {
      const { victim } = whiteout;
      // All three are names of an existing directory.
      if (["", ".", ".."].includes(victim) || parent.changes.has(victim)) {
        const path = normalize([...parts, victim].join("/"));
        throw new InvalidLayerError(entry.name, `failed to mknod("${path}", S_IFCHR, 0): file exists`);
      }
      const shared = this.#sharedWhiteout(entry);
      parent.changes.set(victim, shared ?? { kind: "whiteout", mtime: timeOf(entry) });
      return;
    }
    this.#place(parent, name, entry);
  }

  #place(parent: MutableDirectory, name: string, entry: Entry): void {
    const there = parent.changes.get(name);
    const repeated = this.#isRepeated(entry, there !== undefined);
    const before = remaining(there, entry, repeated);
    if (entry.type === "directory") {
      // A whiteout before its directory has no effect: the directory replaces it, and is not opaque.
      const directory = before?.kind === "directory" ? before : directoryOf(entry);
      if (repeated) this.#list(directory, entry);
      Object.assign(directory, metadataOf(entry));
      // On a disk, this attribute of a directory is overlayfs's own.
      if (entry.xattrs?.[OVERLAY_OPAQUE] === "y") directory.opaque = true;
      parent.changes.set(name, directory);
      return;
    }
    // The device that overlayfs itself uses for deletions means one, wherever it comes from.
    if (entry.type === "character-device" && entry.major === 0 && entry.minor === 0) {
      parent.changes.set(name, { kind: "whiteout", mtime: timeOf(entry) });
      return;
    }
    parent.changes.set(name, entry.type === "link" ? this.#linked(entry) : this.#leaf(entry));
  }

  #list(directory: MutableDirectory, entry: Entry): void {
    if (this.#listed.has(directory)) throw duplicate(entry);
    this.#listed.add(directory);
  }

  /**
   * Whether an entry of exactly this name came before, given that something is in its place. For tar-split, `/a` and `a`
   * are two names, and the later one's file stays. Names that begin with a slash are rare, so only theirs are kept.
   */
  #isRepeated({ name }: Entry, exists: boolean): boolean {
    const spelled = clean(name);
    const path = contained(name);
    const spellings = this.#spellings.get(path);
    if (spellings !== undefined) {
      const known = spellings.has(spelled);
      spellings.add(spelled);
      return known;
    }
    if (spelled === path) return true;
    this.#spellings.set(path, new Set(exists ? [spelled, path] : [spelled]));
    return false;
  }

  #linked(entry: Entry): MutableLeaf {
    const target = this.#find(entry.linkname);
    if (target === undefined || target.kind === "directory" || target.kind === "whiteout") {
      const [from, to] = [entry.linkname, entry.name].map(normalize);
      const why = target?.kind === "directory" ? "operation not permitted" : "no such file or directory";
      throw new InvalidLayerError(entry.name, `link ${from} ${to}: ${why}`);
    }
    target.nlink += 1;
    return target;
  }

  #sharedWhiteout(entry: Entry): Whiteout | undefined {
    const first = entry.linkname === "" ? undefined : this.#find(entry.linkname);
    return first?.kind === "whiteout" && first.mtime === timeOf(entry) ? first : undefined;
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.root;
    for (const part of normalComponents(path))
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
        if (entry.linkname === "")
          throw new InvalidLayerError(
            entry.name,
            `symlink  ${normalize(entry.name)}: no such file or directory`,
          );
        this.size += nameLength(entry.linkname);
        // On Linux, a link has no other mode.
        return { ...common, mode: 0o777, kind: "symlink", target: entry.linkname };
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
    const path = normalize(entryName);
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
        pending.push(...components(next.target).reverse());
      } else if (next !== undefined) throw new InvalidLayerError(entryName, `open ${path}: not a directory`);
      else if (links > 0) throw new InvalidLayerError(entryName, `open ${path}: no such file or directory`);
      else {
        this.#implied += 1;
        if (this.#implied > MAX_IMPLIED)
          throw new InvalidLayerError(
            entryName.slice(0, 100),
            `more than ${MAX_IMPLIED} directories without an entry of their own; no layer may have more`,
          );
        const made = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: this.#now });
        directory.changes.set(part, made);
        trail.push(made);
        if (trail.length > MAX_DEPTH)
          throw new InvalidLayerError(entryName.slice(0, 100), "file name too long");
      }
    }
  }
}

/** What remains of something in the place of an entry: a directory for a directory, or a whiteout. */
function remaining(before: Node | undefined, entry: Entry, repeated: boolean): Node | undefined {
  if (before === undefined || before.kind === "whiteout") return before;
  if (before.kind === "directory" && entry.type === "directory") return before;
  if (repeated) throw duplicate(entry);
  if (before.kind !== "directory") before.nlink -= 1;
  return undefined;
}

function metadataOf(
  entry: Entry,
): Pick<MutableDirectory, "mode" | "uid" | "gid" | "mtime"> & { xattrs?: Readonly<Record<string, string>> } {
  const { mode, uid, gid, xattrs } = entry;
  const mtime = timeOf(entry);
  return xattrs === undefined ? { mode, uid, gid, mtime } : { mode, uid, gid, mtime, xattrs };
}

/** As moby's `boundTime`: before 1970, and after what 64 bits of nanoseconds hold, is 1970. */
function timeOf({ mtime }: Entry): number {
  return mtime < 0 || mtime > MAX_SECONDS ? 0 : mtime;
}

const MAX_SECONDS = 2 ** 63 / 1e9;
const OVERLAY_OPAQUE = "trusted.overlay.opaque";

/** tar-split, through which Docker reads every layer, has each path only once. */
function duplicate(entry: Entry): InvalidLayerError {
  return new InvalidLayerError(entry.name, "duplicates of file paths not supported");
}

function directoryOf(entry: Entry): MutableDirectory {
  return { ...metadataOf(entry), kind: "directory", opaque: false, changes: new Map(), ino: nextInode() };
}
