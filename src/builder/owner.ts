import { FileSystemError } from "../errors/filesystem.js";
import type { FileSystem } from "../vfs/filesystem.js";

/** Who owns files, and the names that nobody has. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly unknown: readonly string[];
}

/**
 * `--chown=user:group` and USER, looked up in the stage's own /etc/passwd and /etc/group; numbers need no entry. Like
 * BuildKit, it takes an unknown name for root's.
 */
export function ownerOf(spec: string, fs: FileSystem): Owner {
  const [user = "", group = ""] = spec.split(":", 2);
  const entry = table(fs, "/etc/passwd").find(([name]) => name === user);
  const number = /^\d*$/.test(user) ? Number(user) : undefined;
  const uid = Number(entry?.[2] ?? number ?? 0);
  const unknown = entry === undefined && number === undefined ? [user] : [];
  if (group === "") return { uid, gid: Number(entry?.[3] ?? number ?? 0), unknown };
  const known = table(fs, "/etc/group").find(([name]) => name === group);
  if (known !== undefined) return { uid, gid: Number(known[2]), unknown };
  if (/^\d+$/.test(group)) return { uid, gid: Number(group), unknown };
  return { uid, gid: Number(entry?.[3] ?? number ?? 0), unknown: [...unknown, group] };
}

function table(fs: FileSystem, path: string): readonly (readonly string[])[] {
  try {
    return new TextDecoder()
      .decode(fs.readFile(path, 1 << 20))
      .split("\n")
      .map((line) => line.split(":"));
  } catch (error) {
    if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}
