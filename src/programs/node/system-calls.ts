import { FileSystemError } from "../../errors/filesystem.js";
import { ancestry } from "../../posix/path.js";
import { concat, fromBytes, slice, zeros } from "../../vfs/data.js";
import type { FileSystem, Stat } from "../../vfs/filesystem.js";
import { TYPE_BITS } from "../../vfs/mode.js";
import { EXECUTE, permits, READ, WRITE } from "../../vfs/permissions.js";
import { CallArguments } from "../call-arguments.js";

/** What a guest's call may return: text or bytes. */
export type Answer = string | Uint8Array;
export type Argument = string | number | Uint8Array;

const ERRNO: Readonly<Record<string, number>> = {
  EPERM: -1,
  ENOENT: -2,
  ENXIO: -6,
  EBADF: -9,
  EACCES: -13,
  EBUSY: -16,
  EEXIST: -17,
  EXDEV: -18,
  ENOTDIR: -20,
  EISDIR: -21,
  EINVAL: -22,
  EFBIG: -27,
  ENOSPC: -28,
  EROFS: -30,
  ENAMETOOLONG: -36,
  ENOTEMPTY: -39,
  ELOOP: -40,
};
/** Node's words where they are not the C library's. */
const WORDS: Readonly<Record<string, string>> = {
  EEXIST: "file already exists",
  EISDIR: "illegal operation on a directory",
  EPERM: "operation not permitted",
  EXDEV: "cross-device link not permitted",
};
/** The system call that Node's error names, for each function. */
const SYSCALLS: Readonly<Record<string, string>> = {
  readFile: "open",
  writeFile: "open",
  appendFile: "open",
  pwrite: "write",
  readdir: "scandir",
  copyFile: "copyfile",
  utimes: "utime",
  truncate: "open",
};

type Call = (fs: FileSystem, args: CallArguments) => Answer | undefined;

const CALLS: Readonly<Record<string, Call>> = {
  readFile: (fs, args) => fs.readFile(args.text(0)),
  writeFile: (fs, args) =>
    void fs.writeFile(args.text(0), args.bytes(1), { mode: args.number(2), exclusive: args.number(3) === 1 }),
  appendFile: (fs, args) => void fs.appendFile(args.text(0), args.bytes(1), { mode: args.number(2) }),
  pwrite(fs, args) {
    const old = fs.open(args.text(0));
    const at = args.number(2) < 0 ? old.size : args.number(2);
    const data = fromBytes(args.bytes(1));
    const head = at <= old.size ? slice(old, 0, at) : concat(old, zeros(at - old.size));
    const end = at + data.size;
    fs.writeFile(
      args.text(0),
      concat(head, data, old.size > end ? slice(old, end, old.size - end) : zeros(0)),
    );
    return undefined;
  },
  exists(fs, args) {
    fs.stat(args.text(0));
    return "1";
  },
  access(fs, args) {
    const stat = fs.stat(args.text(0));
    if (args.number(2) === 1 && stat.kind === "file") fs.open(args.text(0));
    if (!permits(stat, fs.credentials, args.number(1) & (READ | WRITE | EXECUTE)))
      throw new FileSystemError("EACCES", "access", args.text(0));
    return undefined;
  },
  stat: (fs, args) => describe(fs.stat(args.text(0))),
  lstat: (fs, args) => describe(fs.lstat(args.text(0))),
  readdir: (fs, args) => JSON.stringify(fs.readdir(args.text(0))),
  mkdir(fs, args) {
    const path = args.text(0);
    const recursive = args.number(1) === 1;
    const first = recursive ? firstMissing(fs, path) : "";
    fs.mkdir(path, { recursive, mode: args.number(2) });
    return first;
  },
  rmdir: (fs, args) => void fs.rmdir(args.text(0)),
  rm(fs, args) {
    const path = args.text(0);
    const recursive = args.number(1) === 1;
    const stat = fs.lstatIfExists(path);
    if (stat?.kind === "directory" && !recursive) throw new FileSystemError("EISDIR", "rm", path);
    fs.remove(path, { recursive, force: args.number(2) === 1 });
    return undefined;
  },
  unlink: (fs, args) => void fs.unlink(args.text(0)),
  rename: (fs, args) => void fs.rename(args.text(0), args.text(1)),
  copyFile(fs, args) {
    const mode = fs.stat(args.text(0)).mode & 0o777;
    fs.writeFile(args.text(1), fs.open(args.text(0)), { mode, exclusive: (args.number(2) & 1) === 1 });
    return undefined;
  },
  cp: (fs, args) => void copyTree(fs, args.text(0), args.text(1), args.number(2) === 1),
  symlink: (fs, args) => void fs.symlink(args.text(0), args.text(1)),
  link: (fs, args) => void fs.link(args.text(0), args.text(1)),
  readlink: (fs, args) => fs.readlink(args.text(0)),
  realpath: (fs, args) => fs.realpath(args.text(0)),
  chmod: (fs, args) => void fs.chmod(args.text(0), args.number(1)),
  chown: (fs, args) => void fs.chown(args.text(0), args.number(1), args.number(2)),
  utimes: (fs, args) => void fs.utimes(args.text(0), args.number(1)),
  truncate: (fs, args) => void fs.truncate(args.text(0), args.number(1)),
};

/**
 * One call of the guest's `fs` on the container's files. Text comes back after a `=`; a failure as `!` and the
 * members of Node's error in JSON; bytes as they are, in memory of their own, since all of the memory under a view would
 * be copied into the guest's thread.
 */
export function systemCall(fs: FileSystem, name: string, values: readonly Argument[]): Answer {
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call === undefined) throw new TypeError(`node: there is no call ${name}`);
  const args = new CallArguments(values);
  try {
    const answer = call(fs, args);
    if (!(answer instanceof Uint8Array)) return `=${answer ?? ""}`;
    return answer.byteLength === answer.buffer.byteLength ? answer : answer.slice();
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    const two = name === "rename" || name === "copyFile" || name === "link" || name === "symlink";
    const syscall = error.code === "EISDIR" && name === "readFile" ? "read" : (SYSCALLS[name] ?? name);
    const bare = syscall === "read";
    const where = bare ? "" : ` '${args.text(0)}'${two ? ` -> '${args.text(1)}'` : ""}`;
    const words = WORDS[error.code] ?? error.strerror.toLowerCase();
    return `!${JSON.stringify({
      errno: ERRNO[error.code] ?? -1,
      syscall,
      code: error.code,
      ...(bare ? {} : { path: args.text(0) }),
      ...(two ? { dest: args.text(1) } : {}),
      message: `${error.code}: ${words}, ${syscall}${where}`,
    })}`;
  }
}

function describe(stat: Stat): string {
  return JSON.stringify({ ...stat, typeBits: TYPE_BITS[stat.kind] });
}

function firstMissing(fs: FileSystem, path: string): string {
  return ancestry(path).find((above) => fs.lstatIfExists(above) === undefined) ?? "";
}

function copyTree(fs: FileSystem, from: string, to: string, recursive: boolean): void {
  const stat = fs.lstat(from);
  if (stat.kind === "directory") {
    if (!recursive) throw new FileSystemError("EISDIR", "cp", from);
    fs.mkdir(to, { recursive: true, mode: stat.mode });
    for (const entry of fs.readdir(from)) copyTree(fs, `${from}/${entry.name}`, `${to}/${entry.name}`, true);
    fs.chmod(to, stat.mode);
  } else if (stat.kind === "symlink") fs.symlink(fs.readlink(from), to);
  else {
    fs.writeFile(to, fs.open(from), { mode: stat.mode });
    fs.chmod(to, stat.mode);
  }
}
