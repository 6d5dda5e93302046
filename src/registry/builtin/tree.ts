import { concat, fromBytes, slice, zeros } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import {
  type ChangeDirectory,
  emptyChanges,
  type FileNode,
  type Metadata,
  type Mutable,
  type MutableDirectory,
  nextInode,
} from "../../vfs/node.js";

/**
 * Builds the file tree of a base layer, path by path. A path's parent must have been added before.
 *
 * @example
 * const tree = new TreeBuilder(0);
 * tree.directory("/etc", { mode: 0o755, uid: 0, gid: 0 });
 * tree.file("/etc/hostname", fromBytes(encode("host\n")), { mode: 0o644, uid: 0, gid: 0 });
 * tree.root; // a changeset for the layer
 */
export class TreeBuilder {
  readonly #root: MutableDirectory;
  readonly #directories = new Map<string, MutableDirectory>();
  readonly #files = new Map<string, Mutable<FileNode>>();
  readonly #mtime: number;

  constructor(mtime: number) {
    this.#mtime = mtime;
    this.#root = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime });
    this.#directories.set("/", this.#root);
  }

  get root(): ChangeDirectory {
    return this.#root;
  }

  directory(path: string, owner: Omit<Metadata, "mtime">): void {
    if (path === "/") {
      this.#root.mode = owner.mode;
      return;
    }
    const directory = emptyChanges({ ...owner, mtime: this.#mtime });
    this.#parent(path).changes.set(nameOf(path), directory);
    this.#directories.set(path, directory);
  }

  file(path: string, data: FileData, owner: Omit<Metadata, "mtime">): void {
    const { mode, uid, gid } = owner;
    const node: Mutable<FileNode> = {
      kind: "file",
      data,
      mode,
      uid,
      gid,
      mtime: this.#mtime,
      nlink: 1,
      ino: nextInode(),
    };
    this.#parent(path).changes.set(nameOf(path), node);
    this.#files.set(path, node);
  }

  symlink(path: string, target: string): void {
    this.#parent(path).changes.set(nameOf(path), {
      kind: "symlink",
      target,
      mode: 0o777,
      uid: 0,
      gid: 0,
      mtime: this.#mtime,
      nlink: 1,
      ino: nextInode(),
    });
  }

  hardLink(path: string, existing: string): void {
    const node = this.#files.get(existing);
    if (node === undefined)
      throw new RangeError(`base image: ${path} links to ${existing}, which is not there`);
    node.nlink += 1;
    this.#parent(path).changes.set(nameOf(path), node);
  }

  #parent(path: string): MutableDirectory {
    const parent = path.slice(0, path.lastIndexOf("/")) || "/";
    const directory = this.#directories.get(parent);
    if (directory === undefined) throw new RangeError(`base image: ${path} comes before its directory`);
    return directory;
  }
}

const MARK = "This file stands in for the real one. Its size is true; the rest of it is zeros.";
const MARK_DATA = fromBytes(new TextEncoder().encode(MARK));

/** Content of `size` bytes in place of a file whose true content is not kept: a line that says so, then zeros. */
export function dataStandIn(size: number): FileData {
  return size <= MARK_DATA.size ? slice(MARK_DATA, 0, size) : concat(MARK_DATA, zeros(size - MARK_DATA.size));
}

const LEFT_OUT = "# layerlab: the comments of the original are left out; blanks keep its size.";

/** The settings of a configuration file, filled up with one comment line to the size the file really has. */
export function settingsStandIn(settings: string, size: number): FileData {
  const room = size - settings.length - LEFT_OUT.length - 1;
  if (room < 0) return dataStandIn(size);
  return fromBytes(new TextEncoder().encode(`${settings}${LEFT_OUT}${" ".repeat(room)}\n`));
}

/** A log whose lines are not kept: text to the end, so that lines can be added to it and read. */
export function logStandIn(size: number): FileData {
  const note = "This log stands in for the real one, which held the building of the image.";
  if (size <= note.length) return dataStandIn(size);
  return fromBytes(new TextEncoder().encode(`${note}${" ".repeat(size - note.length - 1)}\n`));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
