/** The result of `stat`; the kind in the host's answer is not shown. */
export class Stats {
  /** @type {string | undefined} */
  kind;
  constructor(raw) {
    Object.assign(this, {
      dev: 43,
      mode: raw.typeBits | raw.mode,
      nlink: raw.nlink,
      uid: raw.uid,
      gid: raw.gid,
      rdev: 0,
      blksize: 4096,
      ino: raw.ino,
      size: raw.size,
      blocks: Math.ceil(raw.size / 512),
    });
    for (const key of ["atime", "mtime", "ctime", "birthtime"]) {
      this[`${key}Ms`] = raw.mtime * 1000;
      this[key] = new Date(raw.mtime * 1000);
    }
    Object.defineProperty(this, "kind", { value: raw.kind, enumerable: false });
  }
  isFile() {
    return this.kind === "file";
  }
  isDirectory() {
    return this.kind === "directory";
  }
  isSymbolicLink() {
    return this.kind === "symlink";
  }
  isFIFO() {
    return this.kind === "fifo";
  }
  isCharacterDevice() {
    return this.kind === "character-device";
  }
  isBlockDevice() {
    return this.kind === "block-device";
  }
  isSocket() {
    return false;
  }
}
export class Dirent {
  /** @type {string | undefined} */
  kind;
  constructor(name, kind, parent) {
    this.name = name;
    this.path = parent;
    this.parentPath = parent;
    Object.defineProperty(this, "kind", { value: kind, enumerable: false });
  }
  isFile() {
    return this.kind === "file";
  }
  isDirectory() {
    return this.kind === "directory";
  }
  isSymbolicLink() {
    return this.kind === "symlink";
  }
}
