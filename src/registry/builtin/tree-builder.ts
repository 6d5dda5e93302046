import { base, parent } from "../../posix/path.js";
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
 * Builds the file tree of a base layer, path by path. A path's parent must be added first.
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
    this.#parent(path).changes.set(base(path), directory);
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
    this.#parent(path).changes.set(base(path), node);
    this.#files.set(path, node);
  }

  symlink(path: string, target: string): void {
    this.#parent(path).changes.set(base(path), {
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
    this.#parent(path).changes.set(base(path), node);
  }

  #parent(path: string): MutableDirectory {
    const directory = this.#directories.get(parent(path));
    if (directory === undefined) throw new RangeError(`base image: ${path} comes before its directory`);
    return directory;
  }
}
