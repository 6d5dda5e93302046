import { type Digest, digester, sha256 } from "../../oci/digest.js";
import { compareNames, nameBytes } from "../../posix/name-bytes.js";
import { Turns } from "../../process/turns.js";
import type { SourceTree } from "../source-tree.js";

/** What is hashed of a file: its owner does not count where it comes from a build context. */
export interface HashedTree {
  readonly tree: SourceTree;
  readonly ownersCount: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * BuildKit's checksum of a file or a whole directory (`cache/contenthash`): of a file its header as in a tar archive, without its
 * name and times, and its content; of a directory its own header, and the names and checksums of what is in it.
 */
export async function contentHash(path: string, from: HashedTree): Promise<Digest> {
  return hashOf(path, from, new Turns());
}

async function hashOf(path: string, from: HashedTree, turns: Turns): Promise<Digest> {
  await turns.take(from.signal);
  const { tree } = from;
  if (tree.lstat(path).kind !== "directory") return fileHash(path, from, turns);
  const hash = digester();
  hash.update(nameBytes("\0"));
  hash.update(nameBytes(await fileHash(path, from, turns)));
  const names = tree.readdir(path).map(({ name }) => name);
  for (const name of names.sort(compareNames)) {
    hash.update(nameBytes(`\0${name}`));
    hash.update(nameBytes(await hashOf(path === "/" ? `/${name}` : `${path}/${name}`, from, turns)));
  }
  return hash.digest();
}

async function fileHash(
  path: string,
  { tree, ownersCount, signal }: HashedTree,
  turns: Turns,
): Promise<Digest> {
  const stat = tree.lstat(path);
  const hash = digester();
  const field = (name: string, value: string | number): void => hash.update(nameBytes(`${name}${value}`));
  field("name", "");
  field("mode", stat.kind === "symlink" ? 0o777 : stat.mode & 0o7777);
  field("uid", ownersCount ? stat.uid : 0);
  field("gid", ownersCount ? stat.gid : 0);
  field("size", stat.kind === "file" ? stat.size : 0);
  field("typeflag", TYPES[stat.kind] ?? "0");
  field("linkname", stat.kind === "symlink" ? tree.readlink(path) : "");
  field("uname", "");
  field("gname", "");
  field("devmajor", 0);
  field("devminor", 0);
  const attributes = Object.entries(stat.xattrs ?? {}).filter(([name]) => isHashed(name));
  for (const [name, value] of attributes.sort(([a], [b]) => compareNames(a, b))) field(name, value);
  if (stat.kind === "file")
    for (const chunk of tree.open(path).chunks()) {
      await turns.take(signal);
      hash.update(chunk);
    }
  return hash.digest();
}

const TYPES: Readonly<Record<string, string>> = {
  file: "0",
  symlink: "2",
  directory: "5",
  fifo: "6",
};

function isHashed(name: string): boolean {
  return name === "security.capability" || !/^(security|system)\./.test(name);
}

/** What the checksum of one source is called where it is a step's input. */
export function contentKey(hash: Digest): Digest {
  return sha256(hash);
}
