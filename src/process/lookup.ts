import { FileSystemError } from "../errors/filesystem.js";
import { DEFAULT_PATH } from "../posix/environment.js";
import { absolute, join } from "../posix/path.js";
import type { FileSystem } from "../vfs/filesystem.js";
import { EXECUTE, permits } from "../vfs/permissions.js";

export type Lookup =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: "not-found" | "not-executable" | "is-directory" };

/**
 * Where `argv0` leads: a name with a slash is a path, any other is searched along PATH, as in execvp(3) and
 * shells. Only a regular file that the user may execute counts; a file that exists but may not be executed is
 * remembered, and reported if nothing better follows.
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

function candidates(name: string, env: Readonly<Record<string, string>>, cwd: string): string[] {
  return (env.PATH ?? DEFAULT_PATH).split(":").map((directory) => {
    // An empty entry means the current directory.
    const base = directory === "" ? cwd : directory.startsWith("/") ? directory : absolute(cwd, directory);
    return join(base, name);
  });
}

function check(path: string, fs: FileSystem): Lookup {
  try {
    const stat = fs.stat(path);
    if (stat.kind === "directory") return { found: false, reason: "is-directory" };
    if (stat.kind !== "file" || !permits(stat, fs.credentials, EXECUTE)) {
      return { found: false, reason: "not-executable" };
    }
    return { found: true, path };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return { found: false, reason: error.code === "EACCES" ? "not-executable" : "not-found" };
  }
}
