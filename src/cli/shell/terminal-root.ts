import { ancestry, isWithin } from "../../posix/path.js";
import { KNOWN_PROGRAMS } from "../../stand-in/known-programs.js";
import { standIn } from "../../stand-in/program-file.js";
import type { Credentials, FileSystem } from "../../vfs/filesystem.js";
import { emptyChanges } from "../../vfs/node.js";
import type { Mount } from "../../vfs/union/walk.js";
import { UnionFileSystem } from "../../vfs/union.js";
import type { HostFiles } from "../disk/host-files.js";
import { TEMPORARY } from "./shell-files.js";

/** Packages whose programs are for the inside of a container. */
const NOT_HERE: ReadonlySet<string> = new Set(["passwd", "procps", "bash", "dash"]);
const LINKS: Readonly<Record<string, string>> = { sh: "bash", awk: "mawk", which: "which.debianutils" };

export interface TerminalRoot {
  readonly fs: FileSystem;
  readonly user: string;
  readonly home: string;
}

/**
 * The files that the terminal's shell sees: programs, the lab's folder at its true path, and a `/tmp` of its own. The rest of
 * the machine is not there, so no command can reach it.
 *
 * @param programs names that are found on PATH beside the usual tools
 * @param files the lab's, from the folder; without any there is a folder in memory
 */
export function terminalRoot(
  programs: readonly string[],
  files: HostFiles | undefined,
  temporary: HostFiles,
): TerminalRoot {
  const now = Date.now() / 1000;
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now });
  const base = new UnionFileSystem({ lower: undefined, upper, now: () => now });
  const home = files?.absolute(".") ?? "/lesson";
  const known = KNOWN_PROGRAMS.filter(({ package: owner }) => !NOT_HERE.has(owner)).map(({ name }) => name);
  base.mkdir("/usr/bin", { recursive: true });
  for (const name of ["bash", ...known, ...programs])
    base.writeFile(`/usr/bin/${name}`, standIn(name, 0), { mode: 0o755 });
  for (const [name, target] of Object.entries(LINKS)) base.symlink(target, `/usr/bin/${name}`);
  base.symlink("usr/bin", "/bin");
  base.mkdir(home, { recursive: true });
  base.mkdir(TEMPORARY, { recursive: true });
  const mounts = new Map<string, Mount>([[TEMPORARY, mountOf(temporary, TEMPORARY)]]);
  if (files !== undefined) mounts.set(home, mountOf(files, home));
  const whole = new UnionFileSystem({ lower: undefined, upper, mounts });
  // The folder may be in the machine's own.
  if (isWithin(home, TEMPORARY)) for (const path of ancestry(home)) makeMissing(whole, path);
  const { uid, gid } = whole.stat(home);
  const user = uid === 0 ? "root" : "me";
  base.mkdir("/etc", { recursive: true });
  const encoder = new TextEncoder();
  base.writeFile("/etc/passwd", encoder.encode(`${user}:x:${uid}:${gid}:${user}:${home}:/bin/bash\n`));
  base.writeFile("/etc/group", encoder.encode(`${user}:x:${gid}:\n`));
  const credentials: Credentials = { uid, gid, groups: [], umask: 0o022 };
  return { fs: whole.as(credentials), user, home };
}

/** What is outside of the mounted directory cannot be reached through it, by whatever links. */
function mountOf(files: HostFiles, path: string): Mount {
  const { directory } = files.binds(() => path).open(path, false);
  return { view: { lower: undefined, upper: directory } };
}

function makeMissing(fs: FileSystem, path: string): void {
  if (fs.lstatIfExists(path) === undefined) fs.mkdir(path);
}
