import { UnknownGroupError, UnknownUserError } from "../../../errors/containers.js";
import { FileSystemError } from "../../../errors/filesystem.js";
import type { Credentials, FileSystem } from "../../../vfs/filesystem.js";

export interface ResolvedUser {
  readonly credentials: Credentials;
  readonly home: string;
}

/**
 * `-u` and USER, as runc reads them: `name`, `uid`, `name:group`, `uid:gid`, looked up in the container's own
 * /etc/passwd and /etc/group. A number needs no entry there; a name does.
 *
 * @throws {UnknownUserError} {@link UnknownGroupError}
 */
export function resolveUser(spec: string, fs: FileSystem): ResolvedUser {
  const [user = "", group] = spec.split(":", 2);
  const passwd = records(fs, "/etc/passwd");
  const wanted = user === "" ? "0" : user;
  const numeric = /^\d+$/.test(wanted);
  const entry =
    passwd.find(([name]) => name === wanted) ??
    (numeric ? passwd.find(([, , uid]) => uid === wanted) : undefined);
  if (entry === undefined && !numeric) throw new UnknownUserError(user);
  const [name, , uid = wanted, gid = "0", , home = "/"] = entry ?? [];
  const groups = records(fs, "/etc/group");
  const supplementary = groups
    .filter(([, , , members = ""]) => name !== undefined && members.split(",").includes(name))
    .map(([, , id]) => Number(id));
  return {
    credentials: {
      uid: Number(uid),
      gid: group === undefined || group === "" ? Number(gid) : groupId(group, groups),
      groups: supplementary,
      umask: 0o022,
    },
    home: home || "/",
  };
}

function groupId(group: string, groups: readonly (readonly string[])[]): number {
  const entry = groups.find(([name]) => name === group);
  if (entry !== undefined) return Number(entry[2]);
  if (/^\d+$/.test(group)) return Number(group);
  throw new UnknownGroupError(group);
}

function records(fs: FileSystem, path: string): readonly (readonly string[])[] {
  try {
    return new TextDecoder()
      .decode(fs.readFile(path, 1 << 20))
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split(":"));
  } catch (error) {
    // An image without the file (scratch) has no names; numbers still work.
    if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}
