import type { Location } from "../dockerfile/parse.js";
import { base } from "../posix/path.js";
import { emptyChanges, emptyDirectory } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import { copyFiles } from "./copy.js";
import { type BindMount, isBind, type RunMount } from "./run-mounts.js";
import { hasOwners, type SourceFiles } from "./sources.js";
import type { BoundFiles } from "./step-mounts.js";

/** A copy that is not kept: contents are read where they lie, so that it costs a tree and nothing else. */
async function bound(
  { target, isWritable, from }: BindMount,
  { tree, paths }: SourceFiles,
  { location, now, signal }: BindScope,
): Promise<BoundFiles> {
  const files = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now });
  const fs = new UnionFileSystem({ lower: emptyDirectory(), upper: files, now: () => now });
  const none = { owner: undefined, mode: undefined, archives: new Map(), keepOwners: hasOwners(from) };
  const [path = "/"] = paths;
  const isFile = tree.lstat(path).kind !== "directory";
  await copyFiles(fs, { ...none, tree, paths: [path], destination: "/", location, signal });
  return { kind: "bind", target, files, isWritable, ...(isFile ? { name: base(path) } : {}) };
}

interface BindScope {
  readonly location: Location;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal | undefined;
}

/** The files of a step's bind mounts, in the order of the mounts. */
export async function boundFiles(
  mounts: readonly RunMount[],
  sources: readonly SourceFiles[],
  scope: BindScope,
): Promise<readonly BoundFiles[]> {
  const out: BoundFiles[] = [];
  for (const [at, mount] of mounts.filter(isBind).entries()) {
    const files = sources[at];
    if (files !== undefined) out.push(await bound(mount, files, scope));
  }
  return out;
}
