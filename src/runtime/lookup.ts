import { FileSystemError } from "../errors/filesystem.js";
import type { Credentials, FileSystem, Stat } from "../vfs/filesystem.js";

/** The PATH a shell uses when the environment has none (bash's compiled-in default in Debian and Ubuntu). */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export type Lookup =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: "not-found" | "not-executable" | "is-directory" };

/**
 * Where `argv0` leads: a name with a slash is a path, any other is searched along PATH, as execvp(3) and
 * shells do. Only a regular file somebody may execute counts; a file that is there but may not be executed is
 * remembered and reported when nothing better follows.
 */
export function lookup(
  argv0: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  fs: FileSystem,
): Lookup {
  if (argv0 === "") return { found: false, reason: "not-found" };
  if (argv0.includes("/")) return check(absolute(cwd, argv0), fs);
  let refused = false;
  for (const path of candidates(argv0, env, cwd)) {
    const answer = check(path, fs);
    if (answer.found) return answer;
    if (answer.reason === "not-executable") refused = true;
  }
  return { found: false, reason: refused ? "not-executable" : "not-found" };
}

/** Every executable `name` along PATH, in order: `which -a`, `type -a`. */
export function lookupAll(
  name: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  fs: FileSystem,
): string[] {
  if (name.includes("/")) return check(absolute(cwd, name), fs).found ? [name] : [];
  return candidates(name, env, cwd).filter((path) => check(path, fs).found);
}

/** `path` against `cwd`, with `.` and `..` taken out by name. */
export function absolute(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${cwd}/${path}`).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** Whether these credentials may execute: root may when anybody may. */
export function mayExecute(stat: Stat, credentials: Credentials): boolean {
  if (credentials.uid === 0) return (stat.mode & 0o111) !== 0;
  if (credentials.uid === stat.uid) return (stat.mode & 0o100) !== 0;
  if (credentials.gid === stat.gid || credentials.groups.includes(stat.gid)) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}

function candidates(name: string, env: Readonly<Record<string, string>>, cwd: string): string[] {
  return (env.PATH ?? DEFAULT_PATH).split(":").map((directory) => {
    // An empty entry means the current directory.
    const base = directory === "" ? cwd : directory.startsWith("/") ? directory : absolute(cwd, directory);
    return `${base.replace(/\/+$/, "")}/${name}`;
  });
}

function check(path: string, fs: FileSystem): Lookup {
  try {
    const stat = fs.stat(path);
    if (stat.kind === "directory") return { found: false, reason: "is-directory" };
    if (stat.kind !== "file" || !mayExecute(stat, fs.credentials)) {
      return { found: false, reason: "not-executable" };
    }
    return { found: true, path };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return { found: false, reason: error.code === "EACCES" ? "not-executable" : "not-found" };
  }
}
