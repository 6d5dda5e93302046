import type { CreateOptions } from "../../../engine/containers.js";
import type { Engine } from "../../../engine/engine.js";
import { settingsWarnings } from "../../../engine/settings-warnings.js";
import { LayerlabError } from "../../../errors/base.js";
import { UsageError } from "../../../errors/cli.js";
import { NoSuchImageError } from "../../../errors/images.js";
import { meets, parsePlatform, platformText } from "../../../oci/platform.js";
import type { Platform } from "../../../oci/types.js";
import { CANNOT_EXECUTE, NOT_FOUND, TOOL_FAILED } from "../../../posix/exit-status.js";
import { type CommandIO, saysOnStdout } from "../../command-io.js";
import { errorText } from "../../error-text.js";
import { parseReference, type Reference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import type { OptionSpec } from "../../syntax/option-spec.js";
import { pullImage } from "../image/pull.js";
import { checkedPlatform } from "../platform.js";
import { INTERACTIVE, TTY } from "../shared-options.js";
import { MOUNT_OPTIONS, mountOptionsOf } from "./mount-options.js";
import { openIdFile } from "./options/id-file.js";
import { noteWithoutEffect, sayOnce } from "./options/notes.js";
import { refuseWindowsOptions, settingsOf } from "./options/settings.js";
import { CREATE_OPTIONS } from "./options/table.js";

/** The options that `create` and `run` share; `doing` is the one word of help that differs. */
export const createOptions = (doing: "creating" | "running"): readonly OptionSpec[] => [
  ...CREATE_OPTIONS,
  { long: "entrypoint", type: "string", help: "Overwrite the default ENTRYPOINT of the image" },
  { long: "hostname", short: "h", type: "string", help: "Container host name" },
  INTERACTIVE,
  ...MOUNT_OPTIONS,
  { long: "name", type: "string", help: "Assign a name to the container" },
  {
    long: "pull",
    type: "string",
    help: `Pull image before ${doing} ("always", "missing", "never")`,
    default: "missing",
  },
  { long: "platform", type: "string", help: "Set platform if server is multi-platform capable" },
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

export const createCommand: CommandSpec = {
  paths: ["container create", "create"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  summary: "Create a new container",
  options: createOptions("creating"),
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const request = await createRequest(invocation);
  const id = await createContainer(invocation.engine, invocation.io, request);
  invocation.io.stdout(`${id}\n`);
  return 0;
}

export interface CreateRequest {
  readonly reference: Reference | undefined;
  readonly pull: "always" | "missing" | "never";
  readonly quiet: boolean;
  readonly platform?: Platform;
  readonly options: CreateOptions;
}

/**
 * Makes the engine's options from the command line's, and says which of them have no effect here.
 *
 * @throws {UsageError} as the client says it for this command, with its exit code
 */
export async function createRequest(invocation: Invocation): Promise<CreateRequest> {
  refuseWindowsOptions(invocation.options);
  try {
    return await requestOf(invocation);
  } catch (error) {
    if (!(error instanceof LayerlabError)) throw error;
    const { name } = invocation;
    const command = name.split(" ").at(-1) ?? "";
    throw new UsageError(
      `docker: ${error.message}\n\nRun 'docker ${command} --help' for more information`,
      TOOL_FAILED,
    );
  }
}

async function requestOf({ engine, io, options, args }: Invocation): Promise<CreateRequest> {
  const [image = "", ...command] = args;
  const pull = options.text("pull") ?? "missing";
  if (pull !== "always" && pull !== "missing" && pull !== "never") {
    throw new UsageError(
      `invalid pull option: '${pull}': must be one of "always", "missing" or "never"`,
      TOOL_FAILED,
    );
  }
  const settings = await settingsOf(options, io);
  noteWithoutEffect(engine, io, CREATE_OPTIONS, options);
  const text = <Name extends string>(name: Name): Partial<Record<Name, string>> => {
    const value = options.text(name);
    return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
  };
  const name = options.text("name");
  const platform = options.text("platform");
  return {
    ...(platform === undefined || platform === ""
      ? {}
      : { platform: parsePlatform(checkedPlatform(platform, "error parsing specified platform: ")) }),
    // Nothing can be pulled by an id.
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
      ...settings,
      ...mountOptionsOf(options, io),
      ...(name === "" ? {} : text("name")),
      ...text("workdir"),
      ...text("user"),
      ...text("entrypoint"),
      ...text("hostname"),
    },
  };
}

/** A program here is the same on every platform, so another platform's image does as well; what it is for is said. */
async function noteOtherPlatform(
  engine: Engine,
  io: CommandIO,
  image: string,
  wanted: Platform,
): Promise<void> {
  const { Os, Architecture, Variant = "" } = await engine.inspectImage(image);
  const has = { os: Os, architecture: Architecture, ...(Variant === "" ? {} : { variant: Variant }) };
  if (meets(has, wanted)) return;
  const subject = `--platform ${platformText(wanted)}`;
  sayOnce(
    engine,
    io,
    subject,
    `was not to be had of ${image}: its image here is for ${platformText(has)}, and runs all the same`,
  );
}

/** Creates the container. An image that is not here is pulled first, and the client says so. */
export async function createContainer(
  engine: Engine,
  io: CommandIO,
  request: CreateRequest,
): Promise<string> {
  const { reference, pull, quiet, platform, options } = request;
  const idFile = await openIdFile(options.hostConfig?.ContainerIDFile ?? "", io);
  const tell = (text: string): void => (saysOnStdout(io) ? io.stdout(text) : io.stderr(text));
  const fetchImage = async (): Promise<void> => {
    if (reference === undefined) return;
    const write = quiet ? undefined : tell;
    const asked = platform === undefined ? {} : { platform: platformText(platform) };
    await pullImage(engine, reference, io, write, { ...asked, orBuiltIn: true });
  };
  if (pull === "always") await fetchImage();
  const create = async (): Promise<string> => {
    const id = await engine.create(options);
    await idFile(id);
    if (platform !== undefined) await noteOtherPlatform(engine, io, options.image, platform);
    for (const warning of settingsWarnings(options.hostConfig ?? {})) io.stderr(`WARNING: ${warning}\n`);
    return id;
  };
  try {
    return await create();
  } catch (error) {
    if (pull !== "missing" || reference === undefined || !(error instanceof NoSuchImageError)) throw error;
    if (!quiet) tell(`Unable to find image '${reference.familiar}' locally\n`);
    await fetchImage();
    return await create();
  }
}

/**
 * A failure of `run` in the client's words, with the exit code that the client derives from the text: 127 for a program
 * that is not there, 126 for one that cannot be run, 125 for everything else.
 */
export function runFailure(error: unknown): UsageError {
  const text = errorText(error);
  const exitCode = /executable file not found|no such file or directory/.test(text)
    ? NOT_FOUND
    : /permission denied|is a directory/.test(text)
      ? CANNOT_EXECUTE
      : TOOL_FAILED;
  return new UsageError(`docker: ${text}\n\nRun 'docker run --help' for more information`, exitCode);
}
