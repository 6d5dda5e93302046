import { FileSystemError } from "../errors/filesystem.js";
import type { Credentials } from "./filesystem.js";
import type { DirectoryNode, MutableDirectory, MutableLeaf, TreeNode } from "./node.js";

/** One tree of a view: the image's merged layers with a writable changeset over them, or a mount's. */
export interface View {
  readonly lower: DirectoryNode | undefined;
  readonly upper: MutableDirectory;
}

/** Something else that shows at a path: a directory tree (`/dev`), or one file of a tree (`/etc/hosts`). */
export interface Mount {
  readonly view: View;
  /** Set for a file: its name in the view's root. */
  readonly file?: string;
}

/** A directory of the merged view, and the way it was reached (`..` and copy-up go back along it). */
export interface Place {
  readonly kind: "place";
  upper: MutableDirectory | undefined;
  readonly lower: DirectoryNode | undefined;
  readonly parent: Place | undefined;
  /** Its name in `parent`. */
  readonly name: string;
  /** Where it shows in the view, without a trailing slash: "" is the root. */
  readonly path: string;
  readonly mounted: boolean;
}

export type Leaf = MutableLeaf | Exclude<TreeNode, DirectoryNode>;

/** A name in a directory, whether or not something is there. */
export interface Location {
  readonly place: Place;
  readonly name: string;
  readonly node: Leaf | Place | undefined;
  readonly path: string;
}

const MAX_LINKS = 40;
const NAME_MAX = 255;
const PATH_MAX = 4096;

/**
 * Path resolution, path_resolution(7): one component at a time, the upper tree before the lower one,
 * search permission on each directory, symbolic links followed.
 */
export class Walker {
  readonly #root: View;
  readonly #mounts: ReadonlyMap<string, Mount>;
  readonly #credentials: Credentials;

  constructor(root: View, mounts: ReadonlyMap<string, Mount>, credentials: Credentials) {
    this.#root = root;
    this.#mounts = mounts;
    this.#credentials = credentials;
  }

  root(): Place {
    return rootOf(this.#root, undefined, "", "", false);
  }

  /** The location a path names; its last component need not exist, the ones before it must. */
  locate(path: string, syscall: string, followLast: boolean): Location {
    if (path === "") throw new FileSystemError("ENOENT", syscall, path);
    if (path.includes("\0")) throw new FileSystemError("EINVAL", syscall, path);
    if (path.length > PATH_MAX) throw new FileSystemError("ENAMETOOLONG", syscall, path);
    const pending = componentsOf(path).reverse();
    const mustBeDirectory = /\/\.{0,2}$/.test(path) || /^\.{1,2}$/.test(path);
    let place = this.root();
    let links = 0;
    for (;;) {
      const name = pending.pop();
      if (name === undefined)
        return { place: place.parent ?? place, name: place.name, node: place, path: place.path };
      if (name === "..") {
        place = place.parent ?? place;
        continue;
      }
      this.#search(place, syscall, path);
      if (name.length > NAME_MAX && new TextEncoder().encode(name).length > NAME_MAX) {
        throw new FileSystemError("ENAMETOOLONG", syscall, path);
      }
      const found = this.look(place, name);
      const last = pending.length === 0;
      if (found.node === undefined) {
        if (!last) throw new FileSystemError("ENOENT", syscall, path);
        return found;
      }
      if (found.node.kind === "symlink" && (!last || followLast || mustBeDirectory)) {
        links += 1;
        if (links > MAX_LINKS) throw new FileSystemError("ELOOP", syscall, path);
        const { target } = found.node;
        pending.push(...componentsOf(target).reverse());
        if (target.startsWith("/")) place = this.root();
        continue;
      }
      if (found.node.kind === "place") {
        place = found.node;
        continue;
      }
      if (!last || mustBeDirectory) throw new FileSystemError("ENOTDIR", syscall, path);
      return found;
    }
  }

  /** What a directory of the view holds under `name`. */
  look(place: Place, name: string): Location {
    const path = `${place.path}/${name}`;
    const mount = this.#mounts.size > 0 ? this.#mounts.get(path) : undefined;
    if (mount !== undefined) {
      if (mount.file === undefined) {
        return { place, name, node: rootOf(mount.view, place, name, path, true), path };
      }
      const holder = rootOf(mount.view, place, name, place.path, true);
      return { place: holder, name: mount.file, node: childOf(holder, mount.file, path), path };
    }
    return { place, name, node: childOf(place, name, path), path };
  }

  /** The names a directory shows, mounts included. */
  names(place: Place): Set<string> {
    const names = new Set(place.lower?.entries.keys());
    for (const [name, change] of place.upper?.changes ?? []) {
      if (change.kind === "whiteout") names.delete(name);
      else names.add(name);
    }
    if (this.#mounts.size > 0) {
      for (const path of this.#mounts.keys()) {
        if (path.startsWith(`${place.path}/`) && !path.includes("/", place.path.length + 1)) {
          names.add(path.slice(place.path.length + 1));
        }
      }
    }
    return names;
  }

  isMountPoint(path: string): boolean {
    return this.#mounts.has(path);
  }

  #search(place: Place, syscall: string, path: string): void {
    if (!permits(metadataOfPlace(place), this.#credentials, 1)) {
      throw new FileSystemError("EACCES", syscall, path);
    }
  }
}

export function metadataOfPlace(place: Place): MutableDirectory | DirectoryNode {
  const node = place.upper ?? place.lower;
  // A place is only ever made for a directory that one of the two trees has.
  if (node === undefined) throw new FileSystemError("ENOENT", "lookup", place.path);
  return node;
}

/** Whether `bits` (4 read, 2 write, 1 execute or search) are granted; root passes, but for running a file nobody may run. */
export function permits(
  node: { readonly kind: string; readonly mode: number; readonly uid: number; readonly gid: number },
  who: Credentials,
  bits: number,
): boolean {
  if (who.uid === 0) return (bits & 1) === 0 || node.kind === "directory" || (node.mode & 0o111) !== 0;
  const shift = node.uid === who.uid ? 6 : node.gid === who.gid || who.groups.includes(node.gid) ? 3 : 0;
  return ((node.mode >> shift) & bits) === bits;
}

function rootOf(view: View, parent: Place | undefined, name: string, path: string, mounted: boolean): Place {
  return { kind: "place", upper: view.upper, lower: view.lower, parent, name, path, mounted };
}

function childOf(place: Place, name: string, path: string): Leaf | Place | undefined {
  const upper = place.upper?.changes.get(name);
  if (upper?.kind === "whiteout") return undefined;
  const lower = place.lower?.entries.get(name);
  if (upper === undefined && lower === undefined) return undefined;
  if (upper !== undefined && upper.kind !== "directory") return upper;
  if (upper === undefined && lower !== undefined && lower.kind !== "directory") return lower;
  return {
    kind: "place",
    upper,
    lower: upper?.opaque !== true && lower?.kind === "directory" ? lower : undefined,
    parent: place,
    name,
    path,
    mounted: place.mounted,
  };
}

function componentsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
