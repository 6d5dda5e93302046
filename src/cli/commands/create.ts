import type { CreateOptions, Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors/cli.js";
import { NoSuchImageError } from "../../errors/images.js";
import type { CommandIO } from "../io.js";
import type { OptionSpec } from "../option-spec.js";
import { parseReference, type Reference } from "../reference.js";
import { errorText } from "../report.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { ENV, INTERACTIVE, TTY } from "./options.js";
import { pullImage } from "./pull.js";

/** What `create` and `run` have in common; `doing` is the one word of help that differs. */
export const createOptions = (doing: "creating" | "running"): readonly OptionSpec[] => [
  { long: "entrypoint", type: "string", help: "Overwrite the default ENTRYPOINT of the image" },
  ENV,
  { long: "hostname", short: "h", type: "string", help: "Container host name" },
  INTERACTIVE,
  { long: "label", short: "l", type: "list", help: "Set meta data on a container" },
  { long: "name", type: "string", help: "Assign a name to the container" },
  { long: "network", type: "network", help: "Connect a container to a network" },
  {
    long: "pull",
    type: "string",
    help: `Pull image before ${doing} ("always", "missing", "never")`,
    default: "missing",
  },
  { long: "quiet", short: "q", type: "bool", help: "Suppress the pull output" },
  {
    long: "rm",
    type: "bool",
    help: "Automatically remove the container and its associated anonymous volumes when it exits",
  },
  TTY,
  { long: "user", short: "u", type: "string", help: "Username or UID (format: <name|uid>[:<group|gid>])" },
  { long: "workdir", short: "w", type: "string", help: "Working directory inside the container" },
];

export const CREATE_REFUSED =
  "add-host:list annotation:map a/attach:list blkio-weight:uint16 blkio-weight-device:list cap-add:list cap-drop:list " +
  "cgroup-parent:string cgroupns:string cidfile:string cpu-count:int cpu-percent:int cpu-period:int cpu-quota:int cpu-rt-period:int " +
  "cpu-rt-runtime:int c/cpu-shares:int cpus:decimal cpuset-cpus:string cpuset-mems:string device:list " +
  "device-cgroup-rule:list device-read-bps:list device-read-iops:list device-write-bps:list device-write-iops:list " +
  "disable-content-trust dns:list dns-option:list dns-search:list domainname:string env-file:list expose:list " +
  "gpus:gpu-request group-add:list health-cmd:string health-interval:duration health-retries:int " +
  "health-start-interval:duration health-start-period:duration health-timeout:duration init io-maxbandwidth:bytes io-maxiops:uint ip:string ip6:string " +
  "ipc:string isolation:string kernel-memory:bytes label-file:list link:list link-local-ip:list log-driver:string " +
  "log-opt:list mac-address:string m/memory:bytes memory-reservation:bytes memory-swap:bytes memory-swappiness:int " +
  "mount:mount network-alias:list no-healthcheck oom-kill-disable oom-score-adj:int pid:string pids-limit:int " +
  "platform:string privileged p/publish:list P/publish-all read-only restart:string runtime:string " +
  "security-opt:list shm-size:bytes stop-signal:string stop-timeout:int storage-opt:list sysctl:map tmpfs:list " +
  "ulimit:ulimit use-api-socket userns:string uts:string v/volume:list volume-driver:string volumes-from:list";

export const createCommand: CommandSpec = {
  paths: ["container create", "create"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  summary: "Create a new container",
  options: createOptions("creating"),
  refused: CREATE_REFUSED,
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const request = createRequest(invocation);
  const id = await createContainer(invocation.engine, invocation.io, request);
  invocation.io.stdout(`${id}\n`);
  return 0;
}

export interface CreateRequest {
  readonly reference: Reference | undefined;
  readonly pull: "always" | "missing" | "never";
  readonly quiet: boolean;
  readonly options: CreateOptions;
}

/**
 * Reads the options into what the engine wants.
 *
 * @throws {UsageError}
 */
export function createRequest({ options, args: [image = "", ...command] }: Invocation): CreateRequest {
  const pull = options.text("pull") ?? "missing";
  if (pull !== "always" && pull !== "missing" && pull !== "never") {
    throw new UsageError(
      `invalid pull option: '${pull}': must be one of "always", "missing" or "never"`,
      125,
    );
  }
  checkNetwork(options.text("network"));
  const name = options.text("name");
  const workdir = options.text("workdir");
  const user = options.text("user");
  const entrypoint = options.text("entrypoint");
  const hostname = options.text("hostname");
  return {
    // An id is no name: there is nothing to pull by it.
    reference: /^(sha256:)?[0-9a-f]{12,64}$/.test(image) ? undefined : parseReference(image),
    pull,
    quiet: options.flag("quiet"),
    options: {
      image,
      command,
      interactive: options.flag("interactive"),
      tty: options.flag("tty"),
      detach: options.flag("detach"),
      autoRemove: options.flag("rm"),
      env: options.list("env"),
      labels: labelsOf(options.list("label")),
      ...(name === undefined || name === "" ? {} : { name }),
      ...(workdir === undefined ? {} : { workdir }),
      ...(user === undefined ? {} : { user }),
      ...(entrypoint === undefined ? {} : { entrypoint }),
      ...(hostname === undefined ? {} : { hostname }),
    },
  };
}

/** `--network none` says what is so already; anything else would promise a network. */
function checkNetwork(network: string | undefined): void {
  if (network === undefined || network === "none") return;
  throw new UsageError(
    `containers here have no network, so they cannot join "${network}": leave --network out, or say --network none`,
    125,
  );
}

function labelsOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((label) => {
      const at = label.indexOf("=");
      return at < 0 ? [label, ""] : [label.slice(0, at), label.slice(at + 1)];
    }),
  );
}

/** Creates the container; an image that is not here is pulled first, with the client's words about it. */
export async function createContainer(
  engine: Engine,
  io: CommandIO,
  request: CreateRequest,
): Promise<string> {
  const { reference, pull, quiet, options } = request;
  const fetchImage = async (): Promise<void> => {
    if (reference !== undefined) {
      await pullImage(engine, reference, io, quiet ? undefined : (text) => io.stderr(text));
    }
  };
  if (pull === "always") await fetchImage();
  try {
    return await engine.create(options);
  } catch (error) {
    if (pull !== "missing" || reference === undefined || !(error instanceof NoSuchImageError)) throw error;
    if (!quiet) io.stderr(`Unable to find image '${reference.familiar}' locally\n`);
    await fetchImage();
    return await engine.create(options);
  }
}

/**
 * A failure of `run` as the client puts it, and the exit code it takes from the words: 127 for a program that
 * is not there, 126 for one that cannot be run, 125 for everything else.
 */
export function runFailure(error: unknown): UsageError {
  const text = errorText(error);
  const exitCode = /executable file not found|no such file or directory/.test(text)
    ? 127
    : /permission denied|is a directory/.test(text)
      ? 126
      : 125;
  return new UsageError(`docker: ${text}\n\nRun 'docker run --help' for more information`, exitCode);
}
