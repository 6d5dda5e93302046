import { FileSystemError } from "../../errors/filesystem.js";
import type { Credentials } from "../filesystem.js";
import { EXECUTE, type Guarded, mayRemoveFrom, permits, WRITE } from "../permissions.js";
import { type Leaf, type Location, metadataOfPlace, type Place, type Walker } from "./walk.js";

/** A name that something is found under. */
export interface Found extends Location {
  readonly node: Leaf | Place;
}

export interface FoundLeaf extends Location {
  readonly node: Leaf;
}

/**
 * What a system call finds at its path, or the error that it ends with: the checks that several calls
 * have in common, made for one user. Every method takes the call's name and path for the error.
 */
export class Lookup {
  readonly walker: Walker;
  readonly credentials: Credentials;

  constructor(walker: Walker, credentials: Credentials) {
    this.walker = walker;
    this.credentials = credentials;
  }

  existing(path: string, syscall: string, follow: boolean): Found {
    return found(this.walker.locate(path, syscall, follow), syscall, path);
  }

  directory(path: string, syscall: string): Place {
    const { node } = this.existing(path, syscall, true);
    if (node.kind !== "place") throw new FileSystemError("ENOTDIR", syscall, path);
    return node;
  }

  /** A free name in a directory where this user may create one. */
  vacant(path: string, syscall: string): Location {
    const at = this.walker.locate(path, syscall, false);
    if (at.node !== undefined) throw new FileSystemError("EEXIST", syscall, path);
    this.requireCreatable(at, syscall, path);
    return at;
  }

  require(node: Guarded, bits: number, syscall: string, path: string): void {
    if (!permits(node, this.credentials, bits)) throw new FileSystemError("EACCES", syscall, path);
  }

  requireCreatable(at: Location, syscall: string, path: string): void {
    this.require(metadataOfPlace(at.place), WRITE | EXECUTE, syscall, path);
  }

  requireRemovable(at: Location, syscall: string, path: string): void {
    this.requireCreatable(at, syscall, path);
    const entry = at.node?.kind === "place" ? metadataOfPlace(at.node) : at.node;
    if (!mayRemoveFrom(metadataOfPlace(at.place), entry, this.credentials))
      throw new FileSystemError("EPERM", syscall, path);
  }
}

export function found(at: Location, syscall: string, path: string): Found {
  if (at.node === undefined) throw new FileSystemError("ENOENT", syscall, path);
  return { ...at, node: at.node };
}
