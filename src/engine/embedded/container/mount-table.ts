import { components } from "../../../posix/path.js";
import type { Mount } from "../../../vfs/union/walk.js";
import type { MountPoint } from "../volumes/mount-point.js";
import { mountpointOf } from "../volumes/mountpoint.js";

/** One mount as Linux tells of it, see proc_pid_mountinfo(5). */
export interface MountRow {
  readonly place: string;
  readonly type: string;
  readonly device: string;
  /** Of the device, `MAJOR:MINOR`. */
  readonly number: string;
  /** The directory or file of the device that is mounted. */
  readonly root: string;
  /** Of this mount: `rw`, `nosuid` … */
  readonly flags: readonly string[];
  /** Of the file system, but for `rw`. */
  readonly options: readonly string[];
}

const SAFE = ["nosuid", "nodev", "noexec"];
/** Where Docker keeps its things on a machine like the one that images here are for. */
const DISK = { type: "ext4", device: "/dev/vda1", number: "254:1", options: [] };
export const CONTAINERS = "/var/lib/docker/containers";
/** As in a container of real Docker, which is given numbers by the kernel. */
const FIRST_ID = 72;

/** What every container has. */
export function standardRows(overlayOptions: string, readOnly = false): readonly MountRow[] {
  const row = (
    type: string,
    place: string,
    number: string,
    flags: readonly string[],
    options: readonly string[] = [],
    device = type,
  ): MountRow => ({ ...{ place, type, device, number, root: "/" }, flags, options });
  return [
    row("overlay", "/", "0:39", [readOnly ? "ro" : "rw", "relatime"], [overlayOptions]),
    row("proc", "/proc", "0:42", ["rw", ...SAFE, "relatime"]),
    row("tmpfs", "/dev", "0:43", ["rw", "nosuid"], ["size=65536k", "mode=755"]),
    row(
      "devpts",
      "/dev/pts",
      "0:44",
      ["rw", "nosuid", "noexec", "relatime"],
      ["gid=5", "mode=620", "ptmxmode=666"],
    ),
    row("sysfs", "/sys", "0:45", ["ro", ...SAFE, "relatime"]),
    row("tmpfs", "/dev/shm", "0:46", ["rw", ...SAFE, "relatime"], ["size=65536k"], "shm"),
  ];
}

/**
 * What a container was made with, in the order that it is mounted in.
 *
 * @param files those that its networks decide about, by place
 */
export function ownRows(
  points: readonly MountPoint[],
  files: ReadonlyMap<string, Pick<Mount, "file">>,
  id: string,
  readOnly: boolean,
): readonly MountRow[] {
  const flags = [readOnly ? "ro" : "rw", "relatime"];
  const fileRows = [...files]
    .filter(([place]) => !points.some(({ destination }) => destination === place))
    .map(([place, { file }]) => ({ ...DISK, place, root: `${CONTAINERS}/${id}/${file}`, flags }));
  const rows = [...points.map((point, at) => rowOf(point, at)), ...fileRows];
  return rows.toSorted((a, b) => components(a.place).length - components(b.place).length);
}

function rowOf(point: MountPoint, at: number): MountRow {
  const { type, name, source, destination: place, writable } = point;
  const access = writable ? "rw" : "ro";
  if (type !== "tmpfs") {
    const root = source ?? mountpointOf(name ?? "");
    return { ...DISK, place, root, flags: [access, "relatime"] };
  }
  const given = point.options ?? [];
  const safe = SAFE.filter((flag) => !given.includes(flag.replace("no", "")));
  return {
    ...{ place, type, device: type, number: `0:${47 + at}`, root: "/" },
    flags: [access, ...safe, "relatime"],
    options: tmpfsOptions(point),
  };
}

/** What differs from what the kernel takes by itself. */
function tmpfsOptions({ size, permissions, uid = 0, gid = 0 }: MountPoint): readonly string[] {
  return [
    ...(size === undefined ? [] : [`size=${Math.ceil(size / 4096) * 4}k`]),
    ...(permissions === undefined || permissions === 0o1777 ? [] : [`mode=${permissions.toString(8)}`]),
    ...(uid === 0 ? [] : [`uid=${uid}`]),
    ...(gid === 0 ? [] : [`gid=${gid}`]),
  ];
}

/** `/proc/mounts` */
export function mountsText(rows: readonly MountRow[]): string {
  const line = ({ device, place, type, flags, options }: MountRow): string =>
    `${escaped(device)} ${escaped(place)} ${type} ${[...flags, ...options].join(",")} 0 0\n`;
  return rows.map(line).join("");
}

/** `/proc/self/mountinfo` */
export function mountInfoText(rows: readonly MountRow[]): string {
  const line = ({ place, type, device, number, root, flags, options }: MountRow, at: number): string => {
    const parent = lies(place, rows.slice(0, at));
    const above = parent === -1 ? FIRST_ID - 24 : FIRST_ID + parent;
    // A read-only mount leaves the file system as it is; that of the kernel's devices is made read-only.
    const access = type === "sysfs" ? "ro" : "rw";
    return `${FIRST_ID + at} ${above} ${number} ${escaped(root)} ${escaped(place)} ${flags.join(",")} - ${type} ${escaped(device)} ${[access, ...options].join(",")}\n`;
  };
  return rows.map(line).join("");
}

/** Which row a place lies in: the deepest, and the last of equals. */
function lies(place: string, rows: readonly MountRow[]): number {
  let found = -1;
  for (const [at, row] of rows.entries()) {
    const isWithin = row.place === "/" || place.startsWith(`${row.place}/`);
    if (isWithin && (found === -1 || row.place.length >= (rows[found]?.place.length ?? 0))) found = at;
  }
  return found;
}

/** As the kernel writes what would divide a line. */
function escaped(text: string): string {
  return text.replace(/[ \t\n\\]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`);
}
