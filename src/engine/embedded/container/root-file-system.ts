import { FileSystemError } from "../../../errors/filesystem.js";
import { ancestry, parent } from "../../../posix/path.js";
import { UNAME } from "../../../process/uname.js";
import { applyChanges } from "../../../vfs/apply.js";
import { EMPTY, fromBytes } from "../../../vfs/data.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import {
  type DirectoryNode,
  emptyChanges,
  type MutableDirectory,
  type MutableLeaf,
  nextInode,
} from "../../../vfs/node.js";
import type { Mount } from "../../../vfs/union/walk.js";
import { UnionFileSystem } from "../../../vfs/union.js";
import type { HostConfig } from "../../host-config.js";
import { limitTexts, machineTexts } from "./machine-files.js";
import { type MountRow, mountInfoText, mountsText, standardRows } from "./mount-table.js";

/**
 * What an engine adds to an image's tree to make a container's root of it, outside of the
 * container's own layer: mount points made in an *init layer* between image and container, and the mounts.
 */

type Child = MutableLeaf | MutableDirectory;

/**
 * Docker's init layer (moby `daemon/initlayer`): what something will be mounted on. Files and links of the image that lie
 * there, or on the way, are not seen in its containers; directories stay as they are.
 */
export function withInitLayer(tree: DirectoryNode, now: number): DirectoryNode {
  const { fs, applied } = above(tree, now);
  for (const [path, make] of INIT) {
    for (const part of ancestry(path)) {
      const before = fs.lstatIfExists(part);
      if (before !== undefined && before.kind !== "directory") fs.unlink(part);
    }
    if (fs.lstatIfExists(path) !== undefined) continue;
    fs.mkdir(parent(path), { mode: 0o755, recursive: true });
    make(fs, path);
  }
  return applied();
}

type Make = (fs: FileSystem, path: string) => void;
const makeDirectory: Make = (fs, path) => fs.mkdir(path, { mode: 0o755 });
const makeFile: Make = (fs, path) => fs.writeFile(path, new Uint8Array(0), { mode: 0o755 });

const INIT: readonly (readonly [path: string, make: Make])[] = [
  ...["/dev/pts", "/dev/shm", "/proc", "/sys"].map((path) => [path, makeDirectory] as const),
  ...["/.dockerenv", "/etc/resolv.conf", "/etc/hosts", "/etc/hostname", "/dev/console"].map(
    (path) => [path, makeFile] as const,
  ),
  ["/etc/mtab", (fs, path) => fs.symlink("/proc/mounts", path)],
];

/**
 * What runc makes for the mounts of a build's step, where the image has nothing there: BuildKit has no init layer.
 *
 * @param more absolute paths of further directories, and of files
 */
export function withMountPoints(
  tree: DirectoryNode,
  now: number,
  more: { readonly directories: readonly string[]; readonly files: readonly string[] },
): DirectoryNode {
  const { fs, applied } = above(tree, now);
  const ensure = (path: string, make: Make): void => {
    try {
      if (fs.lstatIfExists(path) !== undefined) return;
      fs.mkdir(parent(path), { mode: 0o755, recursive: true });
      make(fs, path);
    } catch (error) {
      // A file or a broken link on the way: there is no such place, and what is mounted there is not seen.
      if (!(error instanceof FileSystemError)) throw error;
    }
  };
  for (const path of ["/dev", "/proc", "/sys", ...more.directories]) ensure(path, makeDirectory);
  for (const path of ["/etc/hosts", "/etc/resolv.conf", ...more.files]) ensure(path, makeFile);
  return applied();
}

/** A writable layer on a tree, and the tree that comes of it. */
function above(tree: DirectoryNode, now: number) {
  const upper = emptyChanges(tree);
  const fs = new UnionFileSystem({ lower: tree, upper, now: () => now });
  return { fs, applied: () => applyChanges(tree, upper) };
}

export interface MountDetails {
  readonly hostname: string;
  readonly now: number;
  /** `lowerdir=…,upperdir=…,workdir=…`: the options that the overlay was mounted with. */
  readonly overlayOptions: string;
}

/** What `/proc` tells of mounts. */
export interface ShownMounts {
  readonly readOnly: boolean;
  /** Besides those that every container has. */
  readonly own: readonly MountRow[];
}

/** The texts of the files that a container's networks decide about. */
export interface NetworkFiles extends Pick<MountDetails, "hostname" | "now"> {
  readonly hosts: string;
  readonly resolver: string;
}

/** Docker's three files in `/etc`, which it keeps beside the container from the first start on. */
export function networkFiles({ hostname, now, hosts, resolver }: NetworkFiles): ReadonlyMap<string, Mount> {
  return mountedFiles(now, { hosts, hostname: `${hostname}\n`, "resolv.conf": resolver });
}

/** Writes `/etc/hosts` again when `text` has changed, unless a program in the container has written it since. */
export function keepingHosts(mounts: ReadonlyMap<string, Mount>, text: () => string): () => void {
  const leaf = () => {
    const node = mounts.get("/etc/hosts")?.view.upper?.changes.get("hosts");
    return node?.kind === "file" ? node : undefined;
  };
  let written = leaf()?.data;
  let known = text();
  return () => {
    const [node, next] = [leaf(), text()];
    if (node?.kind !== "file" || node.data !== written || next === known) return;
    node.data = fromBytes(new TextEncoder().encode(next));
    [written, known] = [node.data, next];
  };
}

/** BuildKit has two of them, its own. */
export function buildNetworkFiles({
  hostname,
  now,
  hosts,
}: Pick<MountDetails, "hostname" | "now"> & { readonly hosts: string }): ReadonlyMap<string, Mount> {
  return mountedFiles(now, {
    hosts: `127.0.0.1\tlocalhost ${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n${hosts}`,
    "resolv.conf": NO_NAMESERVER,
  });
}

const NO_NAMESERVER = "# This container has no network.\n";

function mountedFiles(now: number, files: Readonly<Record<string, string>>): ReadonlyMap<string, Mount> {
  const mounts = Object.entries(files).map(([name, text]): [string, Mount] => [
    `/etc/${name}`,
    { view: { lower: undefined, upper: tree(now, { [name]: file(text, 0o644, now) }) }, file: name },
  ]);
  return new Map(mounts);
}

/** `/proc`, `/sys` and `/dev`. New for each start of a container. */
export function standardMounts(
  { hostname, now, overlayOptions }: MountDetails,
  { readOnly, own }: ShownMounts = { readOnly: false, own: [] },
  host: HostConfig = {},
): ReadonlyMap<string, Mount> {
  const rows = [...standardRows(overlayOptions, readOnly), ...own];
  const mounts = mountsText(rows);
  const mountinfo = mountInfoText(rows);
  const proc = tree(now, {
    mounts: file(mounts, 0o444, now),
    ...files(machineTexts(), now),
    version: file(`Linux version ${UNAME.r} (layerlab) ${UNAME.v}\n`, 0o444, now),
    self: tree(now, { mounts: file(mounts, 0o444, now), mountinfo: file(mountinfo, 0o444, now) }),
    sys: tree(now, { kernel: tree(now, { hostname: file(`${hostname}\n`, 0o444, now) }) }),
  });
  const sys = tree(now, { fs: tree(now, { cgroup: tree(now, files(limitTexts(host), now)) }) });
  const dev = tree(now, {
    null: device(1, 3, now),
    zero: device(1, 5, now),
    full: device(1, 7, now),
    random: device(1, 8, now),
    urandom: device(1, 9, now),
    tty: device(5, 0, now),
    fd: symlink("/proc/self/fd", now),
    stdin: symlink("/proc/self/fd/0", now),
    stdout: symlink("/proc/self/fd/1", now),
    stderr: symlink("/proc/self/fd/2", now),
    pts: directory(0o755, now),
    shm: directory(0o1777, now),
  });
  return new Map<string, Mount>([
    ["/proc", { view: { lower: undefined, upper: proc } }],
    ["/sys", { view: { lower: undefined, upper: sys } }],
    ["/dev", { view: { lower: undefined, upper: dev } }],
  ]);
}

function metadata(mode: number, mtime: number): { mode: number; uid: number; gid: number; mtime: number } {
  return { mode, uid: 0, gid: 0, mtime };
}

function directory(mode: number, now: number): MutableDirectory {
  return emptyChanges(metadata(mode, now));
}

function tree(now: number, children: Readonly<Record<string, Child>>): MutableDirectory {
  const made = directory(0o755, now);
  for (const [name, child] of Object.entries(children)) made.changes.set(name, child);
  return made;
}

function file(text: string, mode: number, now: number): MutableLeaf {
  const data = text === "" ? EMPTY : fromBytes(new TextEncoder().encode(text));
  return { ...metadata(mode, now), kind: "file", data, nlink: 1, ino: nextInode() };
}

function files(texts: Readonly<Record<string, string>>, now: number): Record<string, Child> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, file(text, 0o444, now)]));
}

function symlink(target: string, now: number): MutableLeaf {
  return { ...metadata(0o777, now), kind: "symlink", target, nlink: 1, ino: nextInode() };
}

function device(major: number, minor: number, now: number): MutableLeaf {
  return { ...metadata(0o666, now), kind: "character-device", major, minor, nlink: 1, ino: nextInode() };
}
