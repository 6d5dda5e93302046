import { FileSystemError } from "../../../errors/filesystem.js";
import { MountError, MountKindError, RefusedMountError } from "../../../errors/volumes.js";
import { assignments } from "../../../posix/environment.js";
import { components, parent } from "../../../posix/path.js";
import { emptyChanges } from "../../../vfs/node.js";
import type { Mount } from "../../../vfs/union/walk.js";
import type { UnionFileSystem } from "../../../vfs/union.js";
import type { BindSources } from "../../bind-sources.js";
import type { ContainerMounts, MountPoint } from "../volumes/mount-point.js";
import type { Volume } from "../volumes/volume.js";

/** Where the files come from that are mounted into containers. */
export interface MountSources {
  readonly volume: (name: string) => Volume;
  readonly binds: BindSources | undefined;
}

/** A root that things are mounted into one after the other: `mounts` are those that `fs` shows. */
export interface MountableRoot {
  readonly fs: UnionFileSystem;
  readonly mounts: Map<string, Mount>;
  readonly now: number;
}

/** One mount can lie in another, so they are made in the order of depth. */
export function inOrder(points: readonly MountPoint[]): readonly MountPoint[] {
  const depth = ({ destination }: MountPoint): number => components(destination).length;
  return points.toSorted((a, b) => depth(a) - depth(b));
}

/** All places, with those of `--tmpfs`. */
export function allPoints({ points, tmpfs }: ContainerMounts): readonly MountPoint[] {
  const places = Object.entries(tmpfs).map(([destination, options]) => tmpfsPoint(destination, options));
  return [...places, ...points.filter(({ destination }) => !Object.hasOwn(tmpfs, destination))];
}

function tmpfsPoint(destination: string, options: string): MountPoint {
  const words = options.split(",");
  const given = Object.fromEntries(assignments(words));
  const refuse = (setting: string): never => {
    const reason = `mount tmpfs:${destination} (via /proc/self/fd/6), flags: 0xe, data: ${setting}: invalid argument`;
    throw new RefusedMountError("tmpfs", destination, reason);
  };
  const size = given.size === undefined ? undefined : sizeOf(given.size, refuse);
  if (given.mode !== undefined && !/^[0-7]+$/.test(given.mode)) refuse(`mode=${given.mode}`);
  const mode = given.mode === undefined ? Number.NaN : Number.parseInt(given.mode, 8);
  return {
    type: "tmpfs",
    destination,
    mode: "",
    writable: !words.includes("ro"),
    propagation: "",
    anonymous: false,
    options: words,
    ...(size === undefined ? {} : { size }),
    ...(Number.isNaN(mode) ? {} : { permissions: mode }),
    ...(given.uid === undefined ? {} : { uid: Number(given.uid) }),
    ...(given.gid === undefined ? {} : { gid: Number(given.gid) }),
  };
}

/** As the kernel reads it: powers of 1024, or a share of the machine's memory, which nothing here has a bound of. */
function sizeOf(text: string, refuse: (setting: string) => never): number | undefined {
  const [, number, unit = ""] = /^(\d+)([kmg%]?)$/i.exec(text) ?? [];
  if (number === undefined) return refuse(`size=${text}`);
  if (unit === "%") return undefined;
  return Number(number) * 1024 ** " kmg".indexOf(unit.toLowerCase() || " ");
}

/**
 * Mounts one of the things that a container was made with. A place that is missing is made, as runc does: it is part of
 * what it lies in, the container's own layer or a volume.
 *
 * @throws {MountError} {@link MountKindError}
 */
export function mountInto(root: MountableRoot, point: MountPoint, sources: MountSources): void {
  const { destination } = point;
  checkProc(point);
  try {
    const before = existing(root.fs, destination);
    const mount = open(root, point, before?.mode, sources);
    const isFile = mount.file !== undefined;
    if (before === undefined) make(root.fs, destination, isFile);
    else if ((before.kind === "directory") === isFile)
      throw new MountKindError(sourceOf(point), destination, !point.writable);
    root.mounts.set(root.fs.realpath(destination), mount);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    throw new MountError(
      `error mounting ${JSON.stringify(sourceOf(point))} to rootfs at ${JSON.stringify(destination)}: ${error.strerror.toLowerCase()}`,
      { cause: error },
    );
  }
}

/** What runc lets somebody mount over in `/proc`, for programs that show the machine's figures. */
const PROC_FILES =
  /^\/proc\/(cpuinfo|diskstats|meminfo|stat|swaps|uptime|loadavg|slabinfo|net\/dev|sys\/kernel\/ns_last_pid|sys\/crypto\/fips_enabled)$/;

function checkProc(point: MountPoint): void {
  const { destination } = point;
  if (destination !== "/proc" && !destination.startsWith("/proc/")) return;
  if (PROC_FILES.test(destination) && point.type !== "tmpfs") return;
  const why = destination === "/proc" ? "it is not of type proc" : "it is inside /proc";
  const reason = `${JSON.stringify(destination)} cannot be mounted because ${why}`;
  throw new RefusedMountError(sourceOf(point), destination, reason);
}

function existing(fs: UnionFileSystem, path: string): ReturnType<UnionFileSystem["stat"]> | undefined {
  try {
    return fs.stat(path);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function make(fs: UnionFileSystem, place: string, isFile: boolean): void {
  fs.mkdir(isFile ? parent(place) : place, { recursive: true, mode: 0o755 });
  if (isFile) fs.writeFile(place, new Uint8Array(), { mode: 0o755 });
}

function open(
  { now }: MountableRoot,
  point: MountPoint,
  placeMode: number | undefined,
  { volume, binds }: MountSources,
): Mount {
  const readOnly = !point.writable;
  const bind = (source: string, create: boolean): Mount => {
    if (binds === undefined)
      throw new MountError(
        `no files of a machine can be mounted here, and so not ${source}: use a volume (-v NAME:${point.destination}), or docker cp`,
      );
    const { directory, file } = binds.open(source, create);
    const view = { lower: undefined, upper: directory, readOnly };
    return file === undefined ? { view } : { view, file };
  };
  switch (point.type) {
    case "volume": {
      const found = volume(point.name ?? "");
      const device = deviceOf(found);
      return device === undefined ? { view: found.view(readOnly) } : bind(device, false);
    }
    case "bind":
      return bind(point.source ?? "", point.mustExist !== true);
    case "tmpfs": {
      const mode = point.permissions ?? placeMode ?? 0o1777;
      const upper = emptyChanges({ mode, uid: point.uid ?? 0, gid: point.gid ?? 0, mtime: now });
      const { size } = point;
      return {
        view: { lower: undefined, upper, readOnly, ...(size === undefined ? {} : { capacity: size }) },
      };
    }
  }
}

/** A volume made with `-o type=none -o o=bind -o device=/folder` is that folder. */
function deviceOf({ name, facts }: Volume): string | undefined {
  const { device, o: options = "", type } = facts.options ?? {};
  if (device === undefined) return undefined;
  if (/(?:^|,)r?bind(?:,|$)/.test(options)) return device;
  throw new MountError(
    `volume ${name} is a ${type} mount of ${device}, and no other file system can be mounted here: use a volume without -o, or -o type=none -o o=bind -o device=FOLDER`,
  );
}

function sourceOf({ type, name, source }: MountPoint): string {
  return source ?? name ?? type;
}
