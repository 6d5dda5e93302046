import { DaemonError } from "./engine.js";

export class NoSuchVolumeError extends DaemonError<"ENOSUCHVOLUME", { volume: string }> {
  constructor(volume: string) {
    super("ENOSUCHVOLUME", 404, `get ${volume}: no such volume`, { volume });
  }
}

/** A volume of that name, driver or options cannot be made. */
export class VolumeCreateError extends DaemonError<"EVOLUMECREATE", { volume: string; reason: string }> {
  constructor(volume: string, reason: string, httpStatus = 400) {
    super("EVOLUMECREATE", httpStatus, `create ${volume}: ${reason}`, { volume, reason });
  }
}

export class VolumeInUseError extends DaemonError<
  "EVOLUMEINUSE",
  { volume: string; containers: readonly string[] }
> {
  constructor(volume: string, containers: readonly string[]) {
    super("EVOLUMEINUSE", 409, `remove ${volume}: volume is in use - [${containers.join(", ")}]`, {
      volume,
      containers,
    });
  }
}

/** A mount of a container that is asked for in a way that cannot be. */
export class MountSpecError extends DaemonError<"EMOUNTSPEC", { reason: string }> {
  constructor(reason: string) {
    super("EMOUNTSPEC", 400, reason, { reason });
  }
}

/** What is to be mounted, or the place it is to be mounted on, is not what it must be. */
export class MountError extends DaemonError<"EMOUNT", { reason: string }> {
  constructor(reason: string, options?: ErrorOptions) {
    super("EMOUNT", 400, reason, { reason }, options);
  }
}

/** What runc says of a mount that it could not make, behind what those say that it was started by. */
function mountFailure(source: string, destination: string, reason: string): string {
  return `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting ${JSON.stringify(source)} to rootfs at ${JSON.stringify(destination)}: ${reason}`;
}

/** The kernel, or runc, takes no such mount. */
export class RefusedMountError extends DaemonError<
  "EMOUNTREFUSED",
  { source: string; destination: string; reason: string }
> {
  /** @param reason runc's words */
  constructor(source: string, destination: string, reason: string) {
    super("EMOUNTREFUSED", 400, mountFailure(source, destination, `${reason}: unknown`), {
      source,
      destination,
      reason,
    });
  }
}

/** A mount whose source is a directory and whose place is a file, or the other way round. */
export class MountKindError extends DaemonError<"EMOUNTKIND", { source: string; destination: string }> {
  constructor(source: string, destination: string, readOnly: boolean) {
    const flags = readOnly ? "0x5001" : "0x5000";
    super(
      "EMOUNTKIND",
      400,
      mountFailure(
        source,
        destination,
        `mount ${source}:${destination} (via /proc/self/fd/6), flags: ${flags}: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
      ),
      { source, destination },
    );
  }
}

/** `docker cp` to where nothing may be written. */
export class ReadOnlyCopyError extends DaemonError<"EREADONLY", { what: "volume" | "root" }> {
  constructor(what: "volume" | "root") {
    super(
      "EREADONLY",
      403,
      what === "volume" ? "mounted volume is marked read-only" : "container rootfs is marked read-only",
      { what },
    );
  }
}
