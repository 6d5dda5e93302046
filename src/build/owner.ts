import { BuildDefinitionError } from "../errors/build.js";
import { FileSystemError } from "../errors/filesystem.js";
import type { FileSystem } from "../vfs/filesystem.js";
import type { Location } from "./dockerfile/parse.js";

/** `--chown=user:group` and USER, looked up in the stage's own /etc/passwd and /etc/group; numbers need no entry. */
export function ownerOf(
  spec: string,
  fs: FileSystem,
  location: Location,
): { readonly uid: number; readonly gid: number } {
  const [user = "", group] = spec.split(":", 2);
  const entry = table(fs, "/etc/passwd").find(([name]) => name === user);
  if (entry === undefined && !/^\d*$/.test(user))
    throw new BuildDefinitionError(`invalid user index: ${user} is not in /etc/passwd`, location);
  const uid = entry === undefined ? Number(user || 0) : Number(entry[2]);
  if (group === undefined || group === "") return { uid, gid: entry === undefined ? uid : Number(entry[3]) };
  const known = table(fs, "/etc/group").find(([name]) => name === group);
  if (known === undefined && !/^\d+$/.test(group))
    throw new BuildDefinitionError(`invalid group index: ${group} is not in /etc/group`, location);
  return { uid, gid: known === undefined ? Number(group) : Number(known[2]) };
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
