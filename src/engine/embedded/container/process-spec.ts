import { DEFAULT_PATH, splitAssignment } from "../../../posix/environment.js";
import { CANNOT_EXECUTE, NOT_FOUND } from "../../../posix/exit-status.js";
import type { ProcessSpec, Runtime } from "../../../process/process.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import { resolveUser } from "./user.js";

/** A process without its input and output. */
export type DetachedSpec = Omit<ProcessSpec, "stdio" | "signal">;

/** What an image, a container or a RUN step says about a process. */
export interface ProcessSettings {
  readonly argv: readonly string[];
  /** `NAME=value`; of two with the same name, the later wins. */
  readonly env: readonly string[];
  readonly cwd: string;
  /** `-u` and USER; empty for root. */
  readonly user: string;
  readonly hostname: string;
  readonly tty: boolean;
}

/**
 * What runc makes of the settings: a user looked up in the container's own files, the variables that every process has,
 * and a working directory, which is made as root if it is missing.
 *
 * @throws {UnknownUserError} {@link UnknownGroupError}
 */
export function processSpec(
  { argv, env, cwd, user, hostname, tty }: ProcessSettings,
  fs: FileSystem,
  makeDirectory: (make: () => void) => void = (make) => make(),
): DetachedSpec {
  const { credentials, home } = resolveUser(user, fs);
  if (fs.lstatIfExists(cwd) === undefined)
    makeDirectory(() => fs.mkdir(cwd, { recursive: true, mode: 0o755 }));
  const variables: Record<string, string> = {
    PATH: DEFAULT_PATH,
    HOSTNAME: hostname,
    ...(tty ? { TERM: "xterm" } : {}),
    HOME: home,
  };
  for (const line of env) {
    const [name, value] = splitAssignment(line);
    if (value === undefined) delete variables[name];
    else variables[name] = value;
  }
  return { argv, env: variables, cwd, fs: fs.as(credentials), hostname, tty };
}

/** Why runc would not start a process, in its words. */
export interface StartFailure {
  readonly argv0: string;
  readonly reason: string;
  readonly exitCode: typeof CANNOT_EXECUTE | typeof NOT_FOUND;
}

/** `undefined` for a program that exists and may be run. */
export function startFailure(spec: DetachedSpec, runtime: Runtime): StartFailure | undefined {
  const argv0 = spec.argv[0] ?? "";
  const found = runtime.lookup(argv0, spec.env, spec.cwd, spec.fs);
  if (found.found) return undefined;
  const because = (reason: string, exitCode: StartFailure["exitCode"]) => ({
    argv0,
    reason: `exec: "${argv0}": ${reason}`,
    exitCode,
  });
  switch (found.reason) {
    case "is-directory":
      return because("is a directory", CANNOT_EXECUTE);
    case "not-executable":
      return because("permission denied", CANNOT_EXECUTE);
    case "not-found":
      return argv0.includes("/")
        ? because(`stat ${argv0}: no such file or directory`, NOT_FOUND)
        : because("executable file not found in $PATH", NOT_FOUND);
  }
}
