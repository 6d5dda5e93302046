import { FileSystemError } from "../../errors/filesystem.js";
import type { Credentials } from "../filesystem.js";
import type { FileNode, Mutable, MutableDirectory, MutableLeaf, Whiteout } from "../node.js";
import { SET_GROUP_ID } from "../permissions.js";
import type { FoundLeaf } from "./lookup.js";
import { type Location, metadataOfPlace, type Place, type View } from "./walk.js";

export interface UpperOptions extends Pick<View, "readOnly" | "onChange"> {
  /** Seconds since the epoch; the system's clock by default. */
  readonly now?: () => number;
}

/** What all views of one mount share, whichever user they act as. */
export interface MountState {
  whiteout?: Whiteout;
}

/**
 * The writable tree, and the only code that changes it: copying up what lies below, adding a name, and taking one
 * away. Nothing here asks for permission; the calls have done that.
 */
export class Upper {
  readonly now: () => number;
  readonly #options: UpperOptions;
  readonly #mount: MountState;

  constructor(options: UpperOptions, mount: MountState) {
    this.#options = options;
    this.#mount = mount;
    this.now = options.now ?? (() => Date.now() / 1000);
  }

  /** Mode, owner and times of something that `who` creates in a directory. */
  ownership(
    place: Place,
    mode: number,
    who: Credentials,
  ): { mode: number; uid: number; gid: number; mtime: number } {
    const directory = metadataOfPlace(place);
    return {
      mode: mode & 0o7777 & ~who.umask,
      uid: who.uid,
      gid: (directory.mode & SET_GROUP_ID) !== 0 ? directory.gid : who.gid,
      mtime: this.now(),
    };
  }

  attach(place: Place, name: string, node: MutableLeaf | MutableDirectory): void {
    const directory = this.copyUpDirectory(place);
    this.#beforeChange(place, name);
    directory.changes.set(name, node);
    this.#touch(directory, this.now());
  }

  detach(place: Place, name: string, whiteout = this.#sharedWhiteout): void {
    const directory = this.copyUpDirectory(place);
    this.#beforeChange(place, name);
    // The clock is read once, whether or not something below has to be hidden.
    const now = this.now();
    if (place.lower?.entries.has(name)) directory.changes.set(name, whiteout(now));
    else directory.changes.delete(name);
    this.#touch(directory, now);
  }

  /** Lets a directory that lies elsewhere move an entry itself. False for all others. */
  moveElsewhere(from: Location, to: Location): boolean {
    const elsewhere = from.place.upper?.elsewhere;
    const target = to.place.upper;
    if (elsewhere === undefined || target === undefined) return false;
    this.#beforeChange(from.place, from.name);
    elsewhere.move(from.name, target, to.name);
    return true;
  }

  #touch(directory: MutableDirectory, now: number): void {
    if (directory.elsewhere === undefined) directory.mtime = now;
  }

  readonly #sharedWhiteout = (now: number): Whiteout => {
    this.#mount.whiteout ??= newWhiteout(now);
    return this.#mount.whiteout;
  };

  /** Counts one name less for a file of the writable tree; lower files do not change. */
  dropLink(at: Location): void {
    const own = ownLeaf(at);
    if (own !== undefined) own.nlink -= 1;
  }

  copyUp(at: FoundLeaf): MutableLeaf {
    this.#beforeChange(at.place, at.name);
    const own = ownLeaf(at);
    if (own !== undefined) return own;
    const copy: MutableLeaf = { ...at.node, nlink: 1 };
    this.copyUpDirectory(at.place).changes.set(at.name, copy);
    return copy;
  }

  copyUpFile(at: FoundLeaf & { readonly node: FileNode }): Mutable<FileNode> {
    const copy = this.copyUp(at);
    if (copy.kind !== "file") throw new FileSystemError("EINVAL", "open", at.path);
    return copy;
  }

  /** The directory's own entry in the writable tree; if it is missing, it is made with the lower one's metadata. */
  copyUpDirectory(place: Place): MutableDirectory {
    this.#beforeChange(place);
    if (place.upper !== undefined) return place.upper;
    const { parent } = place;
    if (parent === undefined) throw new FileSystemError("EROFS", "copy-up", place.path);
    const { mode, uid, gid, mtime, xattrs, ino } = metadataOfPlace(place);
    const holder = this.copyUpDirectory(parent).changes;
    const present = holder.get(place.name);
    if (present?.kind === "directory") {
      // Another path of the same call has copied it up already.
      place.upper = present;
      return present;
    }
    const own: MutableDirectory = {
      mode,
      uid,
      gid,
      mtime,
      ...(xattrs === undefined ? {} : { xattrs }),
      kind: "directory",
      opaque: false,
      changes: new Map(),
      ino,
    };
    holder.set(place.name, own);
    place.upper = own;
    return own;
  }

  #beforeChange(place: Place, name?: string): void {
    const { readOnly, onChange }: UpperOptions = place.mount?.view ?? this.#options;
    if (readOnly) throw new FileSystemError("EROFS", "open", `${place.path}/${name ?? ""}`);
    if (onChange === undefined) return;
    onChange([
      ...(place.mount === undefined ? [] : pathInMount(place)),
      ...(name === undefined ? [] : [name]),
    ]);
  }
}

/** The names from the root of its mount down to a place. */
function pathInMount(place: Place): string[] {
  const { parent } = place;
  return parent === undefined || parent.mount !== place.mount ? [] : [...pathInMount(parent), place.name];
}

export function newWhiteout(now: number): Whiteout {
  return { kind: "whiteout", mtime: now };
}

/** The entry of the writable tree itself, if it is not a directory. */
function ownLeaf(at: Location): MutableLeaf | undefined {
  const own = at.place.upper?.changes.get(at.name);
  return own === undefined || own.kind === "whiteout" || own.kind === "directory" ? undefined : own;
}
