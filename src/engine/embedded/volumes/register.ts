import { MountError, MountSpecError } from "../../../errors/volumes.js";
import { splitAssignment } from "../../../posix/environment.js";
import { normalize } from "../../../posix/path.js";
import type { MountOptions, MountSpec } from "../../volumes.js";
import type { ContainerTable } from "../containers/table.js";
import type { EventLog } from "../events/log.js";
import { createVolume } from "./create.js";
import { type ContainerMounts, isPlaceAlone, type MountPoint } from "./mount-point.js";
import { checkPlace, type ParsedMount, parseBind, parseMount, parseVolumesFrom } from "./parse-mount.js";
import type { VolumeTable } from "./table.js";
import type { Volume } from "./volume.js";

export interface Registrar {
  readonly containers: ContainerTable;
  readonly volumes: VolumeTable;
  readonly events: EventLog;
  /** RFC 3339: of volumes that are made. */
  readonly now: string;
  /** `--volume-driver`: of volumes that are made for `-v` and VOLUME. */
  readonly driver: string;
  /** What is at a path of the machine; absent where there is no machine. */
  readonly exists: (path: string) => boolean;
  /** What the image has at a place that gets an anonymous volume. */
  readonly imageHas: (path: string) => "file" | "directory" | undefined;
}

export interface Registered {
  readonly mounts: ContainerMounts;
  /** Volumes that get what the image has at their place. */
  readonly copies: readonly { readonly volume: Volume; readonly destination: string }[];
}

/**
 * What a new container has mounted (moby `daemon/volumes.go`, `registerMountPoints`), in this order: other containers'
 * volumes, `-v`, `--mount`, `--tmpfs`, and an anonymous volume for each VOLUME that none of these is mounted on. Of two
 * at one place the later counts, but for two that were asked for by name. Volumes are made where they are missing.
 *
 * @param places of anonymous volumes: the image's VOLUMEs, and those of `-v`
 */
export function registerMounts(
  options: MountOptions,
  places: readonly string[],
  registrar: Registrar,
): Registered {
  const { containers, now } = registrar;
  const tmpfs = Object.fromEntries(
    (options.tmpfs ?? []).map((given): [string, string] => {
      const at = given.indexOf(":");
      return at < 0 ? [given, ""] : [given.slice(0, at), given.slice(at + 1)];
    }),
  );
  const specs = options.mounts ?? [];
  for (const spec of specs) checkSource(parseMount(spec), registrar);
  for (const [place, settings] of Object.entries(tmpfs)) {
    checkPlace(place);
    checkTmpfs(settings);
  }
  const points = new Map<string, MountPoint>();
  const copies = new Map<string, Volume>();
  const mount = (
    { copies: copying, ...point }: ParsedMount,
    { Labels: labels, DriverConfig }: NonNullable<MountSpec["VolumeOptions"]> = {
      DriverConfig: { Name: registrar.driver },
    },
  ): void => {
    copies.delete(point.destination);
    if (point.type !== "volume") {
      points.set(point.destination, point);
      return;
    }
    const volume = createVolume(
      {
        name: point.name ?? "",
        driver: DriverConfig?.Name ?? "",
        ...(labels === undefined ? {} : { labels }),
      },
      registrar,
      now,
    );
    if (copying) copies.set(point.destination, volume);
    points.set(point.destination, { ...point, name: volume.name });
  };
  for (const given of options.volumesFrom ?? []) {
    const { container, writable } = parseVolumesFrom(given);
    for (const point of containers.find(container).facts.mounts.points)
      points.set(point.destination, { ...point, mode: "", writable: point.writable && writable });
  }
  const taken = new Set<string>();
  const claim = (destination: string): void => {
    if (taken.has(destination)) throw new MountSpecError(`Duplicate mount point: ${destination}`);
    taken.add(destination);
  };
  const binds = (options.volumes ?? []).filter((volume) => !isPlaceAlone(volume));
  for (const bind of binds) {
    const parsed = parseBind(bind);
    if (Object.hasOwn(tmpfs, parsed.destination))
      throw new MountSpecError(`Duplicate mount point: ${parsed.destination}`);
    claim(parsed.destination);
    mount(labelled(parsed));
  }
  for (const spec of specs) {
    const parsed = parseMount(spec);
    claim(parsed.destination);
    mount(labelled(parsed), spec.VolumeOptions ?? {});
  }
  for (const place of places) {
    const destination = normalize(place.startsWith("/") ? place : `/${place}`);
    if (points.has(destination) || Object.hasOwn(tmpfs, destination)) continue;
    if (registrar.imageHas(destination) === "file")
      throw new MountError(`cannot mount volume over existing file, file exists ${destination}`);
    mount({
      type: "volume",
      destination,
      mode: "",
      writable: true,
      propagation: "",
      anonymous: true,
      copies: true,
    });
  }
  return {
    mounts: {
      binds,
      specs,
      tmpfs,
      volumesFrom: options.volumesFrom ?? [],
      readOnly: options.readOnly ?? false,
      points: [...points.values()],
    },
    copies: [...copies].map(([destination, volume]) => ({ volume, destination })),
  };
}

/** Docker has SELinux label the volumes that were asked for, where nothing else was said. */
function labelled(point: ParsedMount): ParsedMount {
  return point.type === "volume" && point.mode === "" ? { ...point, mode: "z" } : point;
}

function checkSource(point: ParsedMount, { exists }: Registrar): void {
  if (point.mustExist !== true || point.source === undefined || exists(point.source)) return;
  throw new MountSpecError(
    `invalid mount config for type "bind": bind source path does not exist: ${point.source}`,
  );
}

const FLAGS =
  "defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime nodiratime bind rbind unbindable runbindable private rprivate shared rshared slave rslave relatime norelatime strictatime nostrictatime".split(
    " ",
  );
const VALUES = ["size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol"];

/** moby `MergeTmpfsOptions`. */
function checkTmpfs(settings: string): void {
  if (settings === "") return;
  for (const setting of settings.split(",")) {
    const [name, value] = splitAssignment(setting);
    if (FLAGS.includes(setting) || (value !== undefined && VALUES.includes(name))) continue;
    throw new MountSpecError(`invalid tmpfs option [${JSON.stringify(setting)}]`);
  }
}
