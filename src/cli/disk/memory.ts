import { createFsFromVolume, Volume } from "memfs";
import { HostFileError } from "../../errors/host.js";
import { base, join, parent } from "../../posix/path.js";
import { type Disk, kindOf } from "./disk.js";
import { hostFilesOn } from "./files.js";
import type { HostFiles } from "./host-files.js";

/** A disk in memory, on memfs. */
function memoryDisk(volume: Volume = new Volume()): Disk {
  const fs = createFsFromVolume(volume);
  const real = (path: string) => join(String(fs.realpathSync(parent(path))), base(path));
  return {
    self: "memory",
    lstat: (path) => fs.lstatSync(path),
    stat: (path) => fs.statSync(path),
    readdir: (path) =>
      fs.readdirSync(path).map((name) => {
        const text = String(name);
        return { name: text, kind: kindOf(fs.lstatSync(`${path}/${text}`)) };
      }),
    readlink: (path) => String(fs.readlinkSync(path)),
    realpath: (path) => String(fs.realpathSync(path)),
    open(path) {
      const file = fs.openSync(path, "r");
      return {
        stat: () => fs.fstatSync(file),
        read: (bytes, offset, position) => fs.readSync(file, bytes, offset, bytes.length - offset, position),
        close: () => fs.closeSync(file),
      };
    },
    stream: (path, size) => fs.createReadStream(path, { highWaterMark: size }),
    create: (path, { exclusive, mode }) => fs.promises.open(path, exclusive ? "wx" : "w", mode),
    // memfs's renameSync moves what a link points at, and knows no directory that a link names.
    rename(from, to) {
      const here = real(from);
      const there = real(to);
      if (!fs.lstatSync(here).isSymbolicLink()) return fs.renameSync(here, there);
      if (here === there) return;
      const target = String(fs.readlinkSync(here));
      if (fs.lstatSync(there, { throwIfNoEntry: false }) !== undefined) fs.unlinkSync(there);
      fs.symlinkSync(target, there);
      fs.unlinkSync(here);
    },
    // memfs's rmSync removes what a link points at.
    remove: (path) => {
      if (fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined) fs.unlinkSync(path);
    },
    rmdir: (path) => fs.rmdirSync(path),
    mkdir: (path) => fs.mkdirSync(path),
    chmod: (path, mode) => fs.chmodSync(path, mode),
    symlink: (target, path) => fs.symlinkSync(target, path),
    link: (existing, path) => fs.linkSync(existing, path),
    makeFile: (path, content) => {
      const file = fs.openSync(path, "wx");
      for (const chunk of content) fs.writeSync(file, chunk);
      fs.closeSync(file);
    },
    overwrite: (path, content) => fs.writeFileSync(path, content),
    append: (path, content) => fs.appendFileSync(path, content),
    lchown: (path, uid, gid) => fs.lchownSync(path, uid, gid),
    lutimes: (path, mtime) => fs.lutimesSync(path, mtime, mtime),
    makeSpecialFile: (path) => {
      throw new HostFileError("mknod", path, "a disk in memory has no pipes and no devices");
    },
  };
}

/**
 * Files outside of containers for a lab without a disk: a folder in memory, for build contexts, `docker cp`, `save -o`
 * and `load -i`.
 *
 * @param volume what is there already
 * @param directory that relative paths start from; made where it is missing
 * @example createLab({ files: memoryFiles(Volume.fromJSON({ "/lesson/Dockerfile": "FROM ubuntu\n" })) });
 */
export function memoryFiles(volume: Volume = new Volume(), directory = "/lesson"): HostFiles {
  volume.mkdirSync(directory, { recursive: true });
  return hostFilesOn(memoryDisk(volume), () => directory);
}
