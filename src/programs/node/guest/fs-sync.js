import { wrap } from "./buffer.js";
import { call } from "./calls.js";
import { decodeText, encodeText } from "./encoding.js";
import { bytesOf, encodingOf, handles, modeOf, newHandle, opened, text, valid } from "./fs-arguments.js";
import { Dirent, Stats } from "./fs-stats.js";
import { path } from "./path.js";

export const sync = {
  readFile(target, given) {
    const encoding = encodingOf(given);
    const bytes = valid(target) === "/dev/stdin" ? host("stdin") : call("readFile", valid(target));
    return encoding && encoding !== "buffer" ? decodeText(bytes, encoding) : wrap(bytes);
  },
  writeFile(target, data, given) {
    const flag = given?.flag;
    const bytes = bytesOf(data, encodingOf(given));
    if (flag?.startsWith("a")) call("appendFile", valid(target), bytes, modeOf(given));
    else call("writeFile", valid(target), bytes, modeOf(given), flag === "wx" ? 1 : 0);
  },
  appendFile(target, data, given) {
    call("appendFile", valid(target), bytesOf(data, encodingOf(given)), modeOf(given));
  },
  exists(target) {
    try {
      return call("exists", valid(target)) === "1";
    } catch {
      return false;
    }
  },
  access(target, mode = 0) {
    call("access", valid(target), mode);
  },
  stat(target, given) {
    return stats("stat", target, given);
  },
  lstat(target, given) {
    return stats("lstat", target, given);
  },
  readdir(target, given) {
    const base = valid(target);
    const list = (at, lead) =>
      JSON.parse(call("readdir", at)).flatMap(({ name, kind }) => {
        const entry = given?.withFileTypes ? new Dirent(name, kind, at) : lead + name;
        return given?.recursive && kind === "directory"
          ? [entry, ...list(path.join(at, name), `${lead + name}/`)]
          : [entry];
      });
    return list(base, "");
  },
  mkdir(target, given) {
    const first = call(
      "mkdir",
      valid(target),
      given?.recursive ? 1 : 0,
      typeof given === "number" ? given : (given?.mode ?? 511),
    );
    return first === "" ? undefined : first;
  },
  rmdir(target, given) {
    if (given?.recursive) call("rm", valid(target), 1, 0);
    else call("rmdir", valid(target));
  },
  rm(target, given = {}) {
    call("rm", valid(target), given.recursive ? 1 : 0, given.force ? 1 : 0);
  },
  unlink(target) {
    call("unlink", valid(target));
  },
  rename(from, to) {
    call("rename", valid(from, "oldPath"), valid(to, "newPath"));
  },
  copyFile(from, to, mode = 0) {
    call("copyFile", valid(from, "src"), valid(to, "dest"), mode);
  },
  cp(from, to, given = {}) {
    call("cp", valid(from, "src"), valid(to, "dest"), given.recursive ? 1 : 0);
  },
  symlink(target, at) {
    call("symlink", text(target), valid(at));
  },
  link(from, at) {
    call("link", valid(from), valid(at));
  },
  readlink(target) {
    return call("readlink", valid(target));
  },
  realpath(target) {
    return call("realpath", valid(target));
  },
  chmod(target, mode) {
    call("chmod", valid(target), typeof mode === "string" ? Number.parseInt(mode, 8) : mode);
  },
  chown(target, uid, gid) {
    call("chown", valid(target), uid, gid);
  },
  utimes(target, _atime, mtime) {
    call("utimes", valid(target), mtime instanceof Date ? mtime.getTime() / 1000 : Number(mtime));
  },
  truncate(target, size = 0) {
    call("truncate", valid(target), size);
  },
  mkdtemp(prefix) {
    const made = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, "x");
    call("mkdir", valid(made), 0, 448);
    return made;
  },
  open(target, flags = "r", mode = 438) {
    const name = valid(target);
    if (/^w/.test(flags)) call("writeFile", name, new Uint8Array(0), mode, flags.includes("x") ? 1 : 0);
    else if (/^a/.test(flags)) call("appendFile", name, new Uint8Array(0), mode);
    else call("access", name, 4, 1);
    return newHandle({ path: name, position: 0, flags });
  },
  close(fd) {
    opened(fd);
    handles.delete(fd);
  },
  read(fd, buffer, offset = 0, length = buffer.length - offset, position = null) {
    if (typeof offset === "object" && offset !== null)
      ({ offset = 0, length = buffer.length - offset, position = null } = offset);
    if (fd === 0 && !handles.has(0)) handles.set(0, { path: "/dev/stdin", position: 0 });
    const handle = opened(fd);
    const at = position === null ? handle.position : Number(position);
    const data = /** @type {Uint8Array} */ (sync.readFile(handle.path)).subarray(at, at + length);
    buffer.set(data, offset);
    if (position === null) handle.position += data.length;
    return data.length;
  },
  write(fd, data, ...rest) {
    const bytes =
      typeof data === "string"
        ? encodeText(data, rest[1])
        : bytesOf(data).subarray(rest[0] || 0, rest[1] === undefined ? undefined : (rest[0] || 0) + rest[1]);
    if (fd === 1 || fd === 2) host("write", fd, bytes);
    else {
      const handle = opened(fd);
      call("pwrite", handle.path, bytes, handle.flags.startsWith("a") ? -1 : handle.position);
      handle.position += bytes.length;
    }
    return bytes.length;
  },
  fstat(fd) {
    return sync.stat(opened(fd).path);
  },
  fsync() {},
};
function stats(kind, target, given) {
  try {
    return new Stats(JSON.parse(call(kind, valid(target))));
  } catch (error) {
    if (given && given.throwIfNoEntry === false && error.code === "ENOENT") return undefined;
    throw error;
  }
}
