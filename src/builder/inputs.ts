import { type Digest, digester, sha256 } from "../oci/digest.js";
import { compareNames, nameBytes } from "../posix/name-bytes.js";
import { Turns } from "../process/turns.js";
import type { FileData } from "../vfs/filesystem.js";
import type { SourceTree } from "./source-tree.js";

/** One file that a COPY or ADD reads: what decides whether the step can be reused. Times do not. */
export interface InputFile {
  /** In the source tree. */
  readonly path: string;
  readonly kind: string;
  readonly mode: number;
  /** 0 for a build context: its owners do not reach the image. */
  readonly uid: number;
  readonly gid: number;
  /** Digest of a file's content, or of a link's target. */
  readonly digest: Digest | undefined;
  readonly size: number;
  /** Digest of its extended attributes, where there are any. */
  readonly attributes?: Digest;
}

/** Of larger files, what changed in them is not shown. */
const MAX_SHOWN = 64 * 1024;

export function isShown({ kind, size, digest }: InputFile): boolean {
  return kind === "file" && digest !== undefined && size <= MAX_SHOWN;
}

/** All files below the given paths, in order. */
export async function inputFiles(
  tree: SourceTree,
  paths: readonly string[],
  ownersCount: boolean,
  signal?: AbortSignal,
): Promise<readonly InputFile[]> {
  const files: InputFile[] = [];
  const turns = new Turns();
  const visit = async (path: string): Promise<void> => {
    await turns.take(signal);
    const stat = tree.lstat(path);
    files.push({
      path,
      kind: stat.kind,
      mode: stat.mode,
      uid: ownersCount ? stat.uid : 0,
      gid: ownersCount ? stat.gid : 0,
      digest:
        stat.kind === "file"
          ? await contentDigest(tree.open(path), turns, signal)
          : stat.kind === "symlink"
            ? sha256(tree.readlink(path))
            : undefined,
      size: stat.kind === "file" ? stat.size : 0,
      ...(stat.xattrs === undefined ? {} : { attributes: attributesDigest(stat.xattrs) }),
    });
    if (stat.kind !== "directory") return;
    for (const { name } of tree.readdir(path)) await visit(path === "/" ? `/${name}` : `${path}/${name}`);
  };
  for (const path of paths) await visit(path);
  return files;
}

function attributesDigest(xattrs: Readonly<Record<string, string>>): Digest {
  const hash = digester();
  for (const [name, value] of Object.entries(xattrs).sort(([a], [b]) => compareNames(a, b)))
    for (const part of [name, value]) hash.update(nameBytes(`${part}\0`));
  return hash.digest();
}

async function contentDigest(data: FileData, turns: Turns, signal?: AbortSignal): Promise<Digest> {
  const hash = digester();
  for (const chunk of data.chunks()) {
    await turns.take(signal);
    hash.update(chunk);
  }
  return hash.digest();
}
