import { FileSystemError, type PosixErrorCode } from "../../errors/filesystem.js";
import { isNameTooLong, isPathTooLong, MAX_LINKS } from "../../posix/limits.js";
import { components } from "../../posix/path.js";
import type { Credentials } from "../filesystem.js";
import type { DirectoryNode, MutableDirectory, MutableLeaf, TreeNode } from "../node.js";
import { EXECUTE, permits } from "../permissions.js";

/** One tree of a view: the image's merged layers with a writable changeset over them, or a mount's. */
export interface View {
  readonly lower: DirectoryNode | undefined;
  readonly upper: MutableDirectory;
  /** Every change fails with EROFS. */
  readonly readOnly?: boolean;
  /** Bytes that fit in; beyond them a write fails with ENOSPC. */
  readonly capacity?: number;
  /**
   * Called before each change, so that the owner of the writable tree knows there is something to keep.
   *
   * @param path below the view's root, one name for each step; empty for the root itself
   */
  readonly onChange?: (path: readonly string[]) => void;
}

/** Something else mounted at a path: a directory tree (`/dev`), or one file of a tree (`/etc/hosts`). */
export interface Mount {
  readonly view: View;
  /** Set for a file: its name in the view's root. */
  readonly file?: string;
}

/** A directory of the merged view, and how it was reached (`..` and copy-up go back along that way). */
export interface Place {
  readonly kind: "place";
  upper: MutableDirectory | undefined;
  readonly lower: DirectoryNode | undefined;
  readonly parent: Place | undefined;
  /** Its name in `parent`. */
  readonly name: string;
  /** Its path in the view, without a trailing slash: "" is the root. */
  readonly path: string;
  /** What it belongs to, where that is not the view's own tree. */
  readonly mount: Mount | undefined;
}

export type Leaf = MutableLeaf | Exclude<TreeNode, DirectoryNode>;

/** A name in a directory, whether or not something is there. */
export interface Location {
  readonly place: Place;
  readonly name: string;
  readonly node: Leaf | Place | undefined;
  readonly path: string;
}

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
    return rootOf(this.#root, undefined, "", "", undefined);
  }

  /** The location that a path names; its last component need not exist, those before it must. */
  locate(path: string, syscall: string, followLast: boolean): Location {
    const at = this.walk(path, followLast);
    if (typeof at === "string") throw new FileSystemError(at, syscall, path);
    return at;
  }

  /** Like {@link locate}, but returns the reason if there is nothing: not every caller takes that for an error. */
  walk(path: string, followLast: boolean): Location | PosixErrorCode {
    if (path === "") return "ENOENT";
    if (path.includes("\0")) return "EINVAL";
    if (isPathTooLong(path)) return "ENAMETOOLONG";
    const pending = components(path).reverse();
    const mustBeDirectory = /\/\.{0,2}$/.test(path) || /^\.{1,2}$/.test(path);
    let place = this.root();
    let links = 0;
    for (;;) {
      const name = pending.pop();
      if (name === undefined)
        return { place: place.parent ?? place, name: place.name, node: place, path: place.path };
      if (!permits(metadataOfPlace(place), this.#credentials, EXECUTE)) return "EACCES";
      if (name === "..") {
        place = place.parent ?? place;
        continue;
      }
      if (isNameTooLong(name)) return "ENAMETOOLONG";
      const found = this.look(place, name);
      const last = pending.length === 0;
      if (found.node === undefined) {
        return last ? found : "ENOENT";
      }
      if (found.node.kind === "symlink" && (!last || followLast || mustBeDirectory)) {
        links += 1;
        if (links > MAX_LINKS) return "ELOOP";
        const { target } = found.node;
        pending.push(...components(target).reverse());
        if (target.startsWith("/")) place = this.root();
        continue;
      }
      if (found.node.kind === "place") {
        place = found.node;
        continue;
      }
      return last && !mustBeDirectory ? found : "ENOTDIR";
    }
  }

  /** The entry of a directory of the view under `name`. */
  look(place: Place, name: string): Location {
    const path = `${place.path}/${name}`;
    const mount = this.#mounts.size > 0 ? this.#mounts.get(path) : undefined;
    if (mount !== undefined) {
      if (mount.file === undefined) {
        return { place, name, node: rootOf(mount.view, place, name, path, mount), path };
      }
      const holder = rootOf(mount.view, place, name, place.path, mount);
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

  /** Linux would move what is mounted below along with its directory; here a mount has a path of its own. */
  holdsMountPoint(path: string): boolean {
    return [...this.#mounts.keys()].some((mounted) => mounted === path || mounted.startsWith(`${path}/`));
  }
}

export function metadataOfPlace(place: Place): MutableDirectory | DirectoryNode {
  const node = place.upper ?? place.lower;
  // A place is only made for a directory that exists in one of the trees.
  if (node === undefined) throw new FileSystemError("ENOENT", "lookup", place.path);
  return node;
}

function rootOf(
  view: View,
  parent: Place | undefined,
  name: string,
  path: string,
  mount: Mount | undefined,
): Place {
  return { kind: "place", upper: view.upper, lower: view.lower, parent, name, path, mount };
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
    mount: place.mount,
  };
}
