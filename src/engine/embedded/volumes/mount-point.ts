import type { MountOptions, MountPointInspect, MountSpec } from "../../volumes.js";
import { list, type Members, members, string } from "../store/fields.js";
import { mountpointOf } from "./mountpoint.js";

/** A mount as a container has it from its creation on. */
export interface MountPoint {
  readonly type: "bind" | "volume" | "tmpfs";
  /** A volume's. */
  readonly name?: string;
  /** A path of the machine. */
  readonly source?: string;
  readonly destination: string;
  /** As written behind the second colon of `-v`; `z` for volumes, as in Docker. */
  readonly mode: string;
  readonly writable: boolean;
  readonly propagation: string;
  /** Nobody named the volume, so `rm -v` and `run --rm` take it away. */
  readonly anonymous: boolean;
  /** `--mount` refuses a path that is not there, `-v` makes a directory. */
  readonly mustExist?: boolean;
  /** A new volume gets what the image has at this place. */
  readonly copies?: boolean;
  /** Of a tmpfs. */
  readonly size?: number;
  readonly permissions?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** As `--tmpfs` has them: `exec`, `size=1m` … */
  readonly options?: readonly string[];
}

/** What is mounted into a container, as it was asked for and as it is. */
export interface ContainerMounts {
  /** `-v`, but for anonymous volumes. */
  readonly binds: readonly string[];
  readonly specs: readonly MountSpec[];
  /** `--tmpfs`: options by place. */
  readonly tmpfs: Readonly<Record<string, string>>;
  readonly volumesFrom: readonly string[];
  readonly readOnly: boolean;
  readonly points: readonly MountPoint[];
}

const NO_MOUNTS: ContainerMounts = {
  binds: [],
  specs: [],
  tmpfs: {},
  volumesFrom: [],
  readOnly: false,
  points: [],
};

export function mountPointInspect(point: MountPoint): MountPointInspect {
  const { type, name, source, destination, mode, writable, propagation } = point;
  return {
    Type: type,
    ...(name === undefined ? {} : { Name: name }),
    Source: source ?? (name === undefined ? "" : mountpointOf(name)),
    Destination: destination,
    ...(type === "volume" ? { Driver: "local" } : {}),
    Mode: mode,
    RW: writable,
    Propagation: propagation,
  };
}

/**
 * `-v` on a place alone asks for an anonymous volume. What begins with a single letter is, to Docker's client, a path on
 * a drive of Windows, and thus a place alone.
 */
export function isPlaceAlone(volume: string): boolean {
  return !volume.replace(/^[a-z]:/i, "").includes(":");
}

/** The places of `-v` alone: they go into the container's own configuration. */
export function anonymousPlaces({ volumes = [] }: MountOptions): readonly string[] {
  return volumes.filter(isPlaceAlone);
}

/** As it was kept in a container's record; none in a record that an older release wrote. */
export function parseMounts(value: unknown): ContainerMounts {
  if (value === undefined) return NO_MOUNTS;
  const at = members(value, "mounts");
  return {
    binds: list(at.binds, "mounts.binds").map((item) => string(item, "mounts.binds")),
    specs: list(at.specs, "mounts.specs").map((item) => spec(members(item, "mounts.specs"))),
    tmpfs: Object.fromEntries(
      Object.entries(members(at.tmpfs, "mounts.tmpfs")).map(([place, options]) => [
        place,
        string(options, "mounts.tmpfs"),
      ]),
    ),
    volumesFrom: list(at.volumesFrom, "mounts.volumesFrom").map((item) => string(item, "mounts.volumesFrom")),
    readOnly: at.readOnly === true,
    points: list(at.points, "mounts.points").map((item) => point(members(item, "mounts.points"))),
  };
}

function spec(at: Members): MountSpec {
  // Everything but these two is only shown again.
  return {
    ...at,
    Type: string(at.Type, "mounts.specs.Type"),
    Target: string(at.Target, "mounts.specs.Target"),
  };
}

function point(at: Members): MountPoint {
  const { type } = at;
  if (type !== "bind" && type !== "volume" && type !== "tmpfs")
    throw new TypeError("mounts.points.type is none there is");
  const text = (name: string) => string(at[name], `mounts.points.${name}`);
  return {
    type,
    ...(at.name === undefined ? {} : { name: text("name") }),
    ...(at.source === undefined ? {} : { source: text("source") }),
    destination: text("destination"),
    mode: text("mode"),
    writable: at.writable === true,
    propagation: text("propagation"),
    anonymous: at.anonymous === true,
    ...(at.mustExist === true ? { mustExist: true } : {}),
    ...(typeof at.size === "number" ? { size: at.size } : {}),
    ...(typeof at.permissions === "number" ? { permissions: at.permissions } : {}),
  };
}
