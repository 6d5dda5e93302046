import type {
  GuestAttributes,
  GuestFileSystem,
  GuestNode,
  GuestStat,
  GuestStream,
  HostCall,
} from "./emscripten.js";
import type { Library } from "./library.js";

export interface GuestRootOptions {
  readonly fs: GuestFileSystem;
  readonly call: HostCall;
  readonly library: Library;
  /** Directories in which the interpreter finds its library instead of the container's files. */
  readonly libraryPaths: readonly string[];
  /** Files that only the interpreter sees: its start-up code. */
  readonly hidden: Readonly<Record<string, Uint8Array>>;
  /** One more of these, which it may only write to: what is written goes to the host. */
  readonly signalFile: string;
  /** Bits removed from the mode of new files. */
  readonly umask: number;
}

/**
 * Makes the container's file system the root of an Emscripten one. Nothing is copied: every call goes to the host.
 * `/dev` stays Emscripten's own.
 *
 * Runs in the interpreter's thread, from its source text: it must not refer to anything outside itself.
 */
export function mountContainer(options: GuestRootOptions): void {
  const { fs, call, library, hidden } = options;
  const ENOENT = 44;
  const ENOTEMPTY = 55;
  const EINVAL = 28;
  const EROFS = 69;
  const DIRECTORY = 0o040000;
  const FILE = 0o100000;
  const old = fs.root;
  const devices = old === null ? undefined : fs.lookupNode(old, "dev");
  const open = new Map<GuestNode, number>();

  const fail = (errno: number): never => {
    throw new fs.ErrnoError(errno);
  };
  const pathOf = (node: GuestNode): string => {
    let path = "";
    for (let at = node; at.parent !== at; at = at.parent) path = `/${at.name}${path}`;
    return path === "" ? "/" : path;
  };
  const childOf = (parent: GuestNode, name: string): string => {
    const path = pathOf(parent);
    return path === "/" ? `/${name}` : `${path}/${name}`;
  };
  const milliseconds = (time: number | Date): number => (typeof time === "number" ? time : time.getTime());
  const attributes = (node: GuestNode, stat: GuestStat) => ({
    dev: 1,
    ino: stat.ino,
    mode: stat.mode,
    nlink: stat.nlink,
    uid: stat.uid,
    gid: stat.gid,
    rdev: 0,
    size: stat.size,
    atime: new Date(stat.mtime * 1000),
    mtime: new Date(stat.mtime * 1000),
    ctime: new Date(stat.mtime * 1000),
    blksize: 4096,
    blocks: Math.ceil(stat.size / 512),
    node,
  });

  const make = (parent: GuestNode | null, name: string, mode: number): GuestNode => {
    const node = fs.createNode(parent, name, mode, 0);
    node.node_ops = nodeCalls;
    node.stream_ops = streamCalls;
    return node;
  };

  // The interpreter's library and start-up code: read-only, and in memory.
  const held = new Map<string, Uint8Array>();
  const libraryNode = (parent: GuestNode, name: string, path: string): GuestNode => {
    const kind = library.kind(path) ?? fail(ENOENT);
    const node = fs.createNode(parent, name, kind === "file" ? FILE | 0o644 : DIRECTORY | 0o755, 0);
    node.library = path;
    node.node_ops = libraryCalls;
    node.stream_ops = heldStreamCalls;
    return node;
  };
  const hiddenNode = (parent: GuestNode, name: string, path: string): GuestNode | undefined => {
    const content = path === options.signalFile ? new Uint8Array() : hidden[path];
    const above = Object.keys(hidden).some((file) => file.startsWith(`${path}/`));
    if (content === undefined && !above) return undefined;
    const node = fs.createNode(parent, name, content === undefined ? DIRECTORY | 0o755 : FILE | 0o644, 0);
    node.node_ops = hiddenCalls;
    node.stream_ops = path === options.signalFile ? signalStreamCalls : heldStreamCalls;
    if (content !== undefined) node.orphan = content;
    return node;
  };
  const heldContent = (node: GuestNode): Uint8Array => {
    if (node.orphan !== undefined) return node.orphan;
    const path = node.library ?? "";
    const content = held.get(path) ?? library.read(path);
    held.set(path, content);
    return content;
  };
  const heldAttributes = (node: GuestNode) => {
    const size = fs.isDir(node.mode) ? 4096 : heldContent(node).length;
    return attributes(node, { mode: node.mode, uid: 0, gid: 0, size, mtime: 0, nlink: 1, ino: node.id });
  };
  const libraryCalls = {
    getattr: heldAttributes,
    setattr: () => fail(EROFS),
    lookup: (parent: GuestNode, name: string) =>
      libraryNode(parent, name, parent.library === "" ? name : `${parent.library}/${name}`),
    mknod: () => fail(EROFS),
    readdir: (node: GuestNode) => [".", "..", ...library.list(node.library ?? "")],
  };
  const hiddenCalls = {
    getattr: heldAttributes,
    lookup: (parent: GuestNode, name: string) =>
      hiddenNode(parent, name, childOf(parent, name)) ?? fail(ENOENT),
    readdir: (node: GuestNode) => [
      ".",
      "..",
      ...Object.keys(hidden)
        .filter((file) => file.startsWith(`${pathOf(node)}/`))
        .map((file) => file.slice(pathOf(node).length + 1)),
    ],
  };
  const seek = (stream: GuestStream, offset: number, whence: number): number => {
    let position = offset;
    if (whence === 1) position += stream.position;
    else if (whence === 2)
      position +=
        stream.node.orphan?.length ??
        (stream.node.library === undefined
          ? (call("lstat", pathOf(stream.node)) as GuestStat).size
          : heldContent(stream.node).length);
    return position < 0 ? fail(EINVAL) : position;
  };
  const readHeld = (
    stream: GuestStream,
    buffer: Uint8Array,
    offset: number,
    length: number,
    from: number,
  ) => {
    const piece = heldContent(stream.node).subarray(from, from + length);
    buffer.set(piece, offset);
    return piece.length;
  };
  const heldStreamCalls = { llseek: seek, read: readHeld };
  const signalStreamCalls = {
    write(_stream: GuestStream, buffer: Uint8Array, offset: number, length: number): number {
      const text = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice();
      call("handle", new TextDecoder().decode(text));
      return length;
    },
  };

  const nodeCalls = {
    getattr(node: GuestNode) {
      if (node.orphan !== undefined) {
        const size = node.orphan.length;
        return attributes(node, { mode: node.mode, uid: 0, gid: 0, size, mtime: 0, nlink: 0, ino: node.id });
      }
      const stat = call("lstat", pathOf(node)) as GuestStat;
      node.mode = stat.mode;
      return attributes(node, stat);
    },
    setattr(node: GuestNode, change: GuestAttributes) {
      if (node.orphan !== undefined) {
        if (change.size !== undefined) {
          const resized = new Uint8Array(change.size);
          resized.set(node.orphan.subarray(0, change.size));
          node.orphan = resized;
        }
        return;
      }
      const path = pathOf(node);
      if (change.mode !== undefined) {
        // open(2) with O_CREAT sets the given mode at the end, without the mask.
        const mode = node.fresh ? change.mode & ~options.umask : change.mode;
        node.fresh = false;
        call("chmod", path, mode & 0o7777);
        node.mode = (node.mode & ~0o7777) | (mode & 0o7777);
      }
      if (change.size !== undefined) call("truncate", path, change.size);
      const time = change.mtime ?? undefined;
      if (time !== undefined) call("utimes", path, milliseconds(time) / 1000);
    },
    lookup(parent: GuestNode, name: string): GuestNode {
      const path = childOf(parent, name);
      if (path === "/dev" && devices !== undefined) return devices;
      if (options.libraryPaths.includes(path)) return libraryNode(parent, name, "");
      const ours = hiddenNode(parent, name, path);
      if (ours !== undefined) return ours;
      return make(parent, name, (call("lstat", path) as GuestStat).mode);
    },
    mknod(parent: GuestNode, name: string, mode: number): GuestNode {
      const path = childOf(parent, name);
      if (fs.isDir(mode)) call("mkdir", path, mode & 0o7777);
      else call("create", path);
      const node = make(parent, name, mode);
      node.fresh = !fs.isDir(mode);
      return node;
    },
    rename(node: GuestNode, parent: GuestNode, name: string): void {
      call("rename", pathOf(node), childOf(parent, name));
      try {
        fs.hashRemoveNode(fs.lookupNode(parent, name));
      } catch {
        // The name was unknown.
      }
      node.name = name;
    },
    unlink(parent: GuestNode, name: string): void {
      const node = fs.lookupNode(parent, name);
      const path = pathOf(node);
      const content = (open.get(node) ?? 0) > 0 ? (call("readFile", path) as Uint8Array) : undefined;
      call("unlink", path);
      if (content !== undefined) node.orphan = content;
    },
    rmdir(parent: GuestNode, name: string): void {
      const path = childOf(parent, name);
      if ((call("readdir", path) as string[]).length > 0) fail(ENOTEMPTY);
      call("rmdir", path);
    },
    readdir: (node: GuestNode) => [".", "..", ...(call("readdir", pathOf(node)) as string[])],
    symlink(parent: GuestNode, name: string, target: string): GuestNode {
      call("symlink", target, childOf(parent, name));
      return make(parent, name, 0o120777);
    },
    readlink: (node: GuestNode) => call("readlink", pathOf(node)) as string,
  };

  const streamCalls = {
    open(stream: GuestStream): void {
      const { node } = stream;
      if (!fs.isDir(node.mode)) call("open", pathOf(node), stream.flags & 3);
      open.set(node, (open.get(node) ?? 0) + 1);
    },
    dup(stream: GuestStream): void {
      open.set(stream.node, (open.get(stream.node) ?? 0) + 1);
    },
    close(stream: GuestStream): void {
      open.set(stream.node, (open.get(stream.node) ?? 1) - 1);
    },
    llseek: seek,
    read(stream: GuestStream, buffer: Uint8Array, offset: number, length: number, from: number): number {
      if (stream.node.orphan !== undefined) return readHeld(stream, buffer, offset, length, from);
      const piece = call("read", pathOf(stream.node), from, length) as Uint8Array;
      buffer.set(piece, offset);
      return piece.length;
    },
    write(stream: GuestStream, buffer: Uint8Array, offset: number, length: number, position: number): number {
      // The interpreter's memory comes as signed bytes.
      const data = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice();
      const { orphan } = stream.node;
      if (orphan === undefined) call("write", pathOf(stream.node), position, data);
      else {
        const grown = new Uint8Array(Math.max(orphan.length, position + length));
        grown.set(orphan);
        grown.set(data, position);
        stream.node.orphan = grown;
      }
      return length;
    },
  };

  fs.root = null;
  fs.mount({ mount: () => make(null, "/", DIRECTORY | 0o755) }, {}, "/");
}
