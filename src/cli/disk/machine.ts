import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { SourceTree } from "../../builder/source-tree.js";
import { type Disk, kindOf } from "./disk.js";
import { hostFilesOn } from "./files.js";
import type { HostFiles } from "./host-files.js";
import { fromDisk, onDisk } from "./name.js";
import { treeOn } from "./source-tree.js";
import { makeSpecialFile } from "./special-file.js";

/** A pipe without a writer must not block, and a link that has replaced a file must not be followed. */
const READ_ONLY = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOFOLLOW ?? 0);
const ENTRIES = { withFileTypes: true, encoding: "buffer" } as const;

function writeTo(path: string, how: number, content: Iterable<Uint8Array>): void {
  const flags = fs.constants.O_WRONLY | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOFOLLOW ?? 0);
  const file = fs.openSync(onDisk(path), flags | how, 0o600);
  try {
    for (const chunk of content) {
      for (let done = 0; done < chunk.length; ) done += fs.writeSync(file, chunk, done);
    }
  } finally {
    fs.closeSync(file);
  }
}

/** The machine's own disk, through Node.js. */
export const MACHINE: Disk = {
  self: String(process.pid),
  lstat: (path) => fs.lstatSync(onDisk(path)),
  stat: (path) => fs.statSync(onDisk(path)),
  readdir: (path) =>
    fs
      .readdirSync(onDisk(path), ENTRIES)
      .map((entry) => ({ name: fromDisk(entry.name), kind: kindOf(entry) })),
  readlink: (path) => fromDisk(fs.readlinkSync(onDisk(path), "buffer")),
  realpath: (path) => fromDisk(fs.realpathSync(onDisk(path), "buffer")),
  open(path) {
    const file = fs.openSync(onDisk(path), READ_ONLY);
    return {
      stat: () => fs.fstatSync(file),
      read: (bytes, offset, position) => {
        return fs.readSync(file, bytes, offset, bytes.length - offset, position);
      },
      close: () => fs.closeSync(file),
    };
  },
  stream(path, size) {
    const stream = fs.createReadStream(onDisk(path), { highWaterMark: size });
    const destroy = stream.destroy.bind(stream);
    return Object.assign(stream, {
      destroy: (error?: Error) => {
        if (stream.pending) meetReader(path);
        return destroy(error);
      },
    });
  },
  create: (path, { exclusive, mode }) => open(onDisk(path), exclusive ? "wx" : "w", mode),
  rename: (from, to) => fs.renameSync(onDisk(from), onDisk(to)),
  remove: (path) => fs.rmSync(onDisk(path), { force: true }),
  rmdir: (path) => fs.rmdirSync(onDisk(path)),
  mkdir: (path) => fs.mkdirSync(onDisk(path)),
  chmod: (path, mode) => fs.chmodSync(onDisk(path), mode),
  symlink: (target, path) => fs.symlinkSync(onDisk(target), onDisk(path)),
  link: (existing, path) => fs.linkSync(onDisk(existing), onDisk(path)),
  makeFile: (path, content) => writeTo(path, fs.constants.O_CREAT | fs.constants.O_EXCL, content),
  overwrite: (path, content) => writeTo(path, fs.constants.O_TRUNC, [content]),
  append: (path, content) => writeTo(path, fs.constants.O_APPEND, [content]),
  lchown: (path, uid, gid) => fs.lchownSync(onDisk(path), uid, gid),
  lutimes: (path, mtime) => fs.lutimesSync(onDisk(path), mtime, mtime),
  makeSpecialFile,
};

/**
 * The machine's own files.
 *
 * @param directory that relative paths start from; a function is called when it is first needed
 */
export function machineFiles(directory: string | (() => string) = process.cwd()): HostFiles {
  return hostFilesOn(MACHINE, () => resolve(typeof directory === "string" ? directory : directory()));
}

/** A directory of the machine as a build context. Nothing is read until a step needs it. */
export function machineTree(root: string): SourceTree {
  return treeOn(MACHINE, root);
}

/** Opening a pipe waits for its other end, and the process's end would wait for that; so we are the other end. */
function meetReader(path: string): void {
  try {
    fs.closeSync(fs.openSync(onDisk(path), fs.constants.O_WRONLY | fs.constants.O_NONBLOCK));
  } catch {
    // It is no pipe, or nobody waits at it.
  }
}
