import { type Digest, digester, sha256 } from "../oci/digest.js";
import type { FileData } from "../vfs/filesystem.js";
import type { SourceTree } from "./source-tree.js";

/** One file that a COPY or ADD reads: what of it decides whether the step can be reused. Times do not. */
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
}

/** Small files are kept, so that a later build can show what changed in them. */
const MAX_KEPT = 64 * 1024;

export function isKept({ kind, size, digest }: InputFile): boolean {
  return kind === "file" && digest !== undefined && size <= MAX_KEPT;
}

/** All files below the given paths, in order. */
export function inputFiles(
  tree: SourceTree,
  paths: readonly string[],
  ownersCount: boolean,
): readonly InputFile[] {
  const files: InputFile[] = [];
  const visit = (path: string): void => {
    const stat = tree.lstat(path);
    files.push({
      path,
      kind: stat.kind,
      mode: stat.mode,
      uid: ownersCount ? stat.uid : 0,
      gid: ownersCount ? stat.gid : 0,
      digest:
        stat.kind === "file"
          ? contentDigest(tree.open(path))
          : stat.kind === "symlink"
            ? sha256(tree.readlink(path))
            : undefined,
      size: stat.kind === "file" ? stat.size : 0,
    });
    if (stat.kind !== "directory") return;
    for (const { name } of tree.readdir(path)) visit(path === "/" ? `/${name}` : `${path}/${name}`);
  };
  for (const path of paths) visit(path);
  return files;
}

/** One digest for a set of inputs; the paths' common beginning is not part of it, their names are. */
export function inputsDigest(files: readonly InputFile[]): Digest {
  return sha256(
    JSON.stringify(
      files.map(({ path, kind, mode, uid, gid, digest }) => [path, kind, mode, uid, gid, digest ?? ""]),
    ),
  );
}

function contentDigest(data: FileData): Digest {
  const hash = digester();
  for (const chunk of data.chunks()) hash.update(chunk);
  return hash.digest();
}
