import { isWithin, parent } from "../../posix/path.js";
import type { ProgramContext } from "../../process/programs.js";
import type { HostFiles, HostStat } from "../disk/host-files.js";

/** Where the terminal keeps what is not to stay: its own, as with systemd's `PrivateTmp`. */
export const TEMPORARY = "/tmp";

/**
 * What `docker` sees of the machine in a terminal whose shell has a `/tmp` of its own: that, and beside it what the lab's files
 * are. A file of the machine's `/tmp` can still be read under a name that the terminal's own does not have.
 */
export function withTemporary(files: HostFiles, temporary: HostFiles, folder: string): HostFiles {
  const isTemporary = (path: string): boolean =>
    isWithin(path, TEMPORARY) && !(isWithin(folder, TEMPORARY) && isWithin(path, folder));
  const reading = (path: string): HostFiles => {
    const whole = files.absolute(path);
    return isTemporary(whole) && temporary.lstat(whole) !== undefined ? temporary : files;
  };
  return {
    ...files,
    from: (directory) => withTemporary(files.from(directory), temporary, folder),
    lstat: (path) => reading(path).lstat(files.absolute(path)),
    stat: (path) => reading(path).stat(files.absolute(path)),
    realpath: (path) => reading(path).realpath(files.absolute(path)),
    tree: (path) => reading(path).tree(files.absolute(path)),
    read: (path, signal) => reading(path).read(files.absolute(path), signal),
    pack: (path, name) => reading(path).pack(files.absolute(path), name),
    write: (path, content) => reading(parent(files.absolute(path))).write(files.absolute(path), content),
    makeDirectory: (path) => reading(parent(files.absolute(path))).makeDirectory(files.absolute(path)),
    unpack: (archive, directory, rename) => reading(directory).unpack(archive, directory, rename),
  };
}

/** The same with what only the shell has: `/dev/stdin`, and `<(command)` under `/dev/fd`. */
export function withShellFiles(
  files: HostFiles,
  { fs, stdin }: Pick<ProgramContext, "fs" | "stdin">,
): HostFiles {
  const held = (path: string): Uint8Array | undefined => {
    if (path === "/dev/stdin" && stdin.length > 0) return stdin;
    return path.startsWith("/dev/fd/") && fs.lstatIfExists(path) !== undefined
      ? fs.readFile(path)
      : undefined;
  };
  const PIPE: HostStat = { kind: "other" };
  return {
    ...files,
    lstat: (path) => (held(path) === undefined ? files.lstat(path) : PIPE),
    stat: (path) => (held(path) === undefined ? files.stat(path) : PIPE),
    realpath: (path) => (held(path) === undefined ? files.realpath(path) : path),
    read: (path, signal) => {
      const bytes = held(path);
      return bytes === undefined ? files.read(path, signal) : once(bytes);
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
