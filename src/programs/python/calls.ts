import { FileSystemError } from "../../errors/filesystem.js";
import { toBytes } from "../../vfs/data.js";
import type { FileSystem, Stat } from "../../vfs/filesystem.js";
import { TYPE_BITS } from "../../vfs/mode.js";
import { CallArguments } from "../call-arguments.js";
import { WASI_ERRNO } from "./errors.js";
import type { GuestStat, Reply } from "./guest/emscripten.js";

/** The most that one `read` of a program returns; the rest comes with the next call. */
const READ_LIMIT = 4 << 20;

type Call = (fs: FileSystem, values: CallArguments) => unknown;

const CALLS: Readonly<Record<string, Call>> = {
  lstat: (fs, values) => describe(fs.lstat(values.text(0))),
  readdir: (fs, values) => fs.readdir(values.text(0)).map(({ name }) => name),
  readlink: (fs, values) => fs.readlink(values.text(0)),
  readFile: (fs, values) => fs.readFile(values.text(0)),
  open(fs, values) {
    const path = values.text(0);
    const access = values.number(1);
    if (access !== 1) fs.open(path);
    // As in overlayfs, opening a file of a lower layer for writing copies it up, whether or not it is written to.
    if (access !== 0) fs.appendFile(path, new Uint8Array(0));
  },
  read: (fs, values) =>
    fs
      .open(values.text(0))
      .read(values.number(1), Math.min(values.number(2), READ_LIMIT))
      .slice(),
  write(fs, values) {
    const path = values.text(0);
    const at = values.number(1);
    const data = values.bytes(2);
    const old = fs.open(path);
    if (at === old.size) {
      fs.appendFile(path, data);
      return;
    }
    const content = new Uint8Array(Math.max(old.size, at + data.length));
    content.set(toBytes(old));
    content.set(data, at);
    fs.writeFile(path, content);
  },
  create: (fs, values) => fs.writeFile(values.text(0), new Uint8Array(0), { exclusive: true }),
  mkdir: (fs, values) => fs.mkdir(values.text(0), { mode: values.number(1) }),
  rmdir: (fs, values) => fs.rmdir(values.text(0)),
  unlink: (fs, values) => fs.unlink(values.text(0)),
  rename: (fs, values) => fs.rename(values.text(0), values.text(1)),
  symlink: (fs, values) => fs.symlink(values.text(0), values.text(1)),
  chmod: (fs, values) => fs.chmod(values.text(0), values.number(1)),
  truncate: (fs, values) => fs.truncate(values.text(0), values.number(1)),
  utimes: (fs, values) => fs.utimes(values.text(0), values.number(1)),
};

/**
 * One call of the interpreter on the container's files. A failure of the system call is returned as its
 * number; a failure of our own is thrown.
 */
export function systemCall(fs: FileSystem, name: string, values: readonly unknown[]): Reply {
  const call = CALLS[name];
  if (call === undefined) throw new TypeError(`python: there is no call ${name}`);
  try {
    return { value: call(fs, new CallArguments(values)) };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return { errno: WASI_ERRNO[error.code] };
  }
}

function describe(stat: Stat): GuestStat {
  const { uid, gid, size, mtime, nlink, ino } = stat;
  return { mode: TYPE_BITS[stat.kind] | stat.mode, uid, gid, size, mtime, nlink, ino };
}
