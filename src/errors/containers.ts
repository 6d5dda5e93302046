import { DaemonError } from "./engine.js";

export class NoSuchContainerError extends DaemonError<"ENOSUCHCONTAINER", { container: string }> {
  constructor(container: string) {
    super("ENOSUCHCONTAINER", 404, `No such container: ${container}`, { container });
  }
}

export class AmbiguousContainerError extends DaemonError<"EAMBIGUOUS", { prefix: string }> {
  constructor(prefix: string) {
    super("EAMBIGUOUS", 400, `multiple IDs found with provided prefix: ${prefix}`, { prefix });
  }
}

export class ContainerNameConflictError extends DaemonError<
  "ENAMECONFLICT",
  { name: string; holder: string }
> {
  constructor(name: string, holder: string) {
    super(
      "ENAMECONFLICT",
      409,
      `Conflict. The container name "/${name}" is already in use by container "${holder}". You have to remove (or rename) that container to be able to reuse that name.`,
      { name, holder },
    );
  }
}

export class InvalidContainerNameError extends DaemonError<"ECONTAINERNAME", { name: string }> {
  constructor(name: string) {
    super(
      "ECONTAINERNAME",
      400,
      `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
      { name },
    );
  }
}

export class ContainerNotRunningError extends DaemonError<"ENOTRUNNING", { container: string }> {
  constructor(container: string) {
    super("ENOTRUNNING", 409, `container ${container} is not running`, { container });
  }
}

export class ContainerPausedError extends DaemonError<"EPAUSED", { container: string }> {
  constructor(
    container: string,
    message = `Container ${container} is paused, unpause the container before exec`,
  ) {
    super("EPAUSED", 409, message, { container });
  }
}

export class ContainerRunningError extends DaemonError<"ERUNNING", { container: string }> {
  constructor(name: string) {
    super(
      "ERUNNING",
      409,
      `cannot remove container "/${name}": container is running: stop the container before removing or force remove`,
      { container: name },
    );
  }
}

/** The container's main program cannot be started. `exitCode` is what `docker run` ends with: 126 or 127. */
export class ContainerStartError extends DaemonError<
  "ESTART",
  { argv0: string; reason: string; exitCode: 126 | 127 }
> {
  constructor(argv0: string, reason: string, exitCode: 126 | 127) {
    super(
      "ESTART",
      400,
      `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${reason}: unknown`,
      { argv0, reason, exitCode },
    );
  }
}

/** `docker exec` of a program that is not there: Docker prints it bare and exits 126, missing or not. */
export class ExecStartError extends DaemonError<"EEXEC", { argv0: string; reason: string; exitCode: 126 }> {
  constructor(argv0: string, reason: string) {
    super(
      "EEXEC",
      400,
      `OCI runtime exec failed: exec failed: unable to start container process: ${reason}: unknown`,
      { argv0, reason, exitCode: 126 },
    );
  }
}

export class NoCommandError extends DaemonError<"ENOCOMMAND", { image: string }> {
  constructor(image: string) {
    super("ENOCOMMAND", 400, "no command specified", { image });
  }
}

/** The directory that a container's programs are to start in cannot be one. */
export class WorkingDirectoryError extends DaemonError<"EWORKDIR", { path: string }> {
  constructor(path: string, reason: string) {
    super("EWORKDIR", 400, reason, { path });
  }
}

export class UnknownUserError extends DaemonError<"EUSER", { user: string }> {
  constructor(user: string) {
    super("EUSER", 400, `unable to find user ${user}: no matching entries in passwd file`, { user });
  }
}

export class UnknownGroupError extends DaemonError<"EGROUP", { group: string }> {
  constructor(group: string) {
    super("EGROUP", 400, `unable to find group ${group}: no matching entries in group file`, { group });
  }
}

/** The container has no shell that waits for input. */
export class NotAttachableError extends DaemonError<"ENOTATTACHABLE", { container: string }> {
  constructor(container: string) {
    super(
      "ENOTATTACHABLE",
      409,
      `container ${container} was not started with -i and a shell, so there is nothing to attach to; run a shell beside it: docker exec -it ${container} bash`,
      { container },
    );
  }
}

export class ContainerRenameError extends DaemonError<"ERENAME", { reason: string }> {
  constructor(reason: string, httpStatus: number) {
    super("ERENAME", httpStatus, reason, { reason });
  }
}

/** A link of `--link` cannot be removed; `message` is Docker's. */
export class LinkError extends DaemonError<"ELINK", { reason: string }> {
  constructor(reason: string) {
    super("ELINK", 409, reason, { reason });
  }
}

export class CannotKillError extends DaemonError<"EKILL", { container: string; reason: string }> {
  constructor(container: string, reason: string, httpStatus: number) {
    super("EKILL", httpStatus, `cannot kill container: ${container}: ${reason}`, { container, reason });
  }
}

export class InvalidSignalError extends DaemonError<"ESIGNAL", { signal: string }> {
  constructor(signal: string) {
    super("ESIGNAL", 400, `Invalid signal: ${signal}`, { signal });
  }
}

/** `docker cp` of a path that is not in the container. */
export class NoSuchPathError extends DaemonError<"ENOSUCHPATH", { container: string; path: string }> {
  constructor(container: string, path: string) {
    super("ENOSUCHPATH", 404, `Could not find the file ${path} in container ${container}`, {
      container,
      path,
    });
  }
}

/** `docker cp` would put one thing where something else is, or read a path that is not what it says. */
export class CopyError extends DaemonError<"ECOPY", { reason: string }> {
  constructor(reason: string, options?: ErrorOptions) {
    super("ECOPY", 400, reason, { reason }, options);
  }
}

/** Another process runs something in the container, and what is asked for cannot wait for that. */
export class ContainerBusyError extends DaemonError<
  "ECONTAINERBUSY",
  { container: string; process: string }
> {
  constructor(container: string, process: string, remedy: string) {
    super("ECONTAINERBUSY", 409, `container ${container} is in use by ${process}: ${remedy}`, {
      container,
      process,
    });
  }
}
