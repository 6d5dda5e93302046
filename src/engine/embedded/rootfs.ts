import { UNAME } from "../../runtime/uname.js";
import { applyChanges } from "../../vfs/apply.js";
import { EMPTY, fromBytes } from "../../vfs/data.js";
import {
  type DirectoryNode,
  emptyChanges,
  type MutableDirectory,
  type MutableLeaf,
  nextInode,
  type TreeNode,
} from "../../vfs/node.js";
import type { Mount } from "../../vfs/walk.js";

/**
 * What an engine adds to an image's tree to make it a container's root, so that none of it is in the
 * container's own layer: mount points made in an *init layer* between image and container, and the mounts.
 */

type Child = MutableLeaf | MutableDirectory;

/**
 * Docker's init layer: the places that something is mounted on, where the image lacks them.
 * @param targets absolute paths of further directories
 */
export function withInitLayer(
  tree: DirectoryNode,
  now: number,
  targets: readonly string[] = [],
): DirectoryNode {
  const root = emptyChanges(tree);
  const ensure = (path: string, make: () => Child) => {
    let lower: TreeNode | undefined = tree;
    let upper: MutableDirectory = root;
    const parts = path.split("/");
    const name = parts.pop() ?? "";
    for (const part of parts) {
      lower = lower?.kind === "directory" ? lower.entries.get(part) : undefined;
      if (lower !== undefined && lower.kind !== "directory") return;
      const present = upper.changes.get(part);
      const next: MutableDirectory =
        present?.kind === "directory" ? present : emptyChanges(lower ?? directory(0o755, now));
      upper.changes.set(part, next);
      upper = next;
    }
    if (lower?.kind === "directory" && lower.entries.has(name)) return;
    upper.changes.set(name, make());
    // What a later layer has changed was changed after this.
    upper.mtime = Math.max(upper.mtime, now);
  };
  for (const path of ["dev", "dev/pts", "dev/shm", "proc", "sys", "etc"])
    ensure(path, () => directory(0o755, now));
  for (const path of targets) ensure(path.slice(1), () => directory(0o755, now));
  for (const path of ["etc/hosts", "etc/hostname", "etc/resolv.conf", "dev/console", ".dockerenv"]) {
    ensure(path, () => file("", 0o755, now));
  }
  ensure("etc/mtab", () => symlink("/proc/mounts", now));
  return applyChanges(tree, root);
}

export interface MountDetails {
  readonly hostname: string;
  readonly now: number;
  /** `lowerdir=…,upperdir=…,workdir=…`: what the overlay was mounted with. */
  readonly overlayOptions: string;
}

/** `/proc`, `/sys`, `/dev` and Docker's three files in `/etc`. Fresh for each start of a container. */
export function standardMounts({ hostname, now, overlayOptions }: MountDetails): ReadonlyMap<string, Mount> {
  const etc = (name: string, text: string): Mount => ({
    view: { lower: undefined, upper: tree(now, { [name]: file(text, 0o644, now) }) },
    file: name,
  });
  const mounts = [
    `overlay / overlay rw,relatime,${overlayOptions} 0 0`,
    "proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0",
    "tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0",
    "sysfs /sys sysfs ro,nosuid,nodev,noexec,relatime 0 0",
    "",
  ].join("\n");
  const proc = tree(now, {
    mounts: file(mounts, 0o444, now),
    version: file(`Linux version ${UNAME.r} (layerlab) ${UNAME.v}\n`, 0o444, now),
    self: tree(now, { mounts: file(mounts, 0o444, now) }),
    sys: tree(now, { kernel: tree(now, { hostname: file(`${hostname}\n`, 0o444, now) }) }),
  });
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
    ["/sys", { view: { lower: undefined, upper: tree(now, {}) } }],
    ["/dev", { view: { lower: undefined, upper: dev } }],
    [
      "/etc/hosts",
      etc(
        "hosts",
        `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n172.17.0.2\t${hostname}\n`,
      ),
    ],
    ["/etc/hostname", etc("hostname", `${hostname}\n`)],
    ["/etc/resolv.conf", etc("resolv.conf", "# This container has no network.\n")],
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

function symlink(target: string, now: number): MutableLeaf {
  return { ...metadata(0o777, now), kind: "symlink", target, nlink: 1, ino: nextInode() };
}

function device(major: number, minor: number, now: number): MutableLeaf {
  return { ...metadata(0o666, now), kind: "character-device", major, minor, nlink: 1, ino: nextInode() };
}
