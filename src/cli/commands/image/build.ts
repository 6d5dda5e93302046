import { setTimeout } from "#platform/timers";
import type { BuildEvent } from "../../../builder/events.js";
import { explainBuild } from "../../../builder/explanation.js";
import { buildBundle, buildText } from "../../../display/build.js";
import { BuildBoard } from "../../../display/build-progress.js";
import type { MimeBundle } from "../../../display/displayable.js";
import {
  BaseImageError,
  BuildDefinitionError,
  DockerfileError,
  ProcessFailedError,
  SourceNotFoundError,
} from "../../../errors/build.js";
import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import { assignments, splitAssignment } from "../../../posix/environment.js";
import { JsonProgress } from "../../build-progress/json.js";
import { PlainProgress, quotedLines } from "../../build-progress/plain.js";
import { TerminalProgress } from "../../build-progress/terminal.js";
import { type CommandIO, saysOnStdout, showsInNotebook } from "../../command-io.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { buildSources } from "./build-sources.js";

export const buildCommand: CommandSpec = {
  paths: ["image build", "build", "buildx build", "builder build"],
  usage: "[OPTIONS] PATH | URL | -",
  summary: "Build an image from a Dockerfile",
  options: [
    { long: "build-arg", type: "list", help: "Set build-time variables" },
    {
      long: "explain",
      type: "bool",
      help: "Say for each step why it was or was not reused (layerlab's own)",
    },
    { long: "file", short: "f", type: "string", help: 'Name of the Dockerfile (default: "PATH/Dockerfile")' },
    { long: "iidfile", type: "string", help: "Write the image ID to a file" },
    { long: "json", type: "bool", help: "With --explain: as JSON" },
    { long: "label", type: "list", help: "Set metadata for an image" },
    { long: "no-cache", type: "bool", help: "Do not use cache when building the image" },
    { long: "no-cache-filter", type: "list", help: "Do not cache specified stages" },
    {
      long: "progress",
      type: "string",
      help: 'Set type of progress output ("auto", "plain", "tty", "rawjson")',
      default: "auto",
    },
    { long: "pull", type: "bool", help: "Always attempt to pull all referenced images" },
    {
      long: "quiet",
      short: "q",
      type: "bool",
      help: "Suppress the build output and print image ID on success",
    },
    { long: "tag", short: "t", type: "list", help: 'Name and optionally a tag (format: "name:tag")' },
    { long: "target", type: "string", help: "Set the target build stage to build" },
  ],
  refused:
    "add-host:list allow:list annotation:list attest:list build-context:list builder:string cache-from:list cache-to:list call:string " +
    "cgroup-parent:string check load metadata-file:string network:string o/output:list platform:list provenance:string " +
    "push sbom:string secret:list shm-size:bytes ssh:list ulimit:ulimit",
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [path = "."] }: Invocation): Promise<number> {
  const progress = options.text("progress");
  if (progress !== undefined && !["auto", "plain", "tty", "rawjson"].includes(progress)) {
    throw new UsageError(`invalid progress mode ${progress}`, 1);
  }
  const { context, dockerfile, name, dockerignore } = await buildSources(path, options.text("file"), io);
  const quiet = options.flag("quiet");
  const explain = options.flag("explain");
  const live = quiet || progress === "plain" || progress === "rawjson" ? undefined : io.live?.();
  const board = live === undefined ? undefined : new LiveBoard(live);
  const write = (text: string): void => {
    if (board !== undefined) board.log += text;
    else if (saysOnStdout(io)) io.stdout(text);
    else io.stderr(text);
  };
  const shown = quiet ? undefined : buildProgress(progress, io, board === undefined, write);
  const target = options.text("target");
  try {
    const built = await engine.build({
      dockerfile,
      dockerfileName: name,
      context,
      dockerignore,
      tags: options.list("tag"),
      buildArgs: buildArguments(options.list("build-arg"), io),
      labels: Object.fromEntries(assignments(options.list("label"))),
      ...(target === undefined ? {} : { target }),
      noCache: options.flag("no-cache"),
      noCacheFilter: options.list("no-cache-filter").flatMap((stage) => stage.split(",")),
      pull: options.flag("pull"),
      onEvent: (event) => {
        shown?.event(event);
        board?.event(event);
      },
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    });
    shown?.end();
    const idFile = options.text("iidfile");
    if (idFile !== undefined) await writeText(io, idFile, built.id);
    if (quiet) io.stdout(`${built.id}\n`);
    const explanation = explainBuild(built.steps);
    board?.end(buildBundle(explanation, board.log));
    if (explain && options.flag("json")) io.stdout(`${JSON.stringify(explanation, undefined, 2)}\n`);
    else if (board === undefined && !quiet && showsInNotebook(io)) show(io, buildBundle(explanation));
    else if (board === undefined && explain) io.stdout(`\n${buildText(explanation)}`);
    return 0;
  } catch (error) {
    const told = failureText(error, name, dockerfile);
    shown?.end();
    board?.end();
    if (told === undefined) throw error;
    io.stderr(`${shown?.failure() ?? ""}${told}`);
    return 1;
  }
}

/** Redrawn in place in a terminal; plain lines in a pipe, and under a notebook's progress table. */
function buildProgress(
  mode: string | undefined,
  io: CommandIO,
  isShown: boolean,
  write: (text: string) => void,
): PlainProgress | TerminalProgress | JsonProgress {
  if (mode === "rawjson") return new JsonProgress(write);
  const terminal = isShown ? io.errorTerminal : undefined;
  if (mode === "plain" || (terminal === undefined && (mode !== "tty" || !isShown || showsInNotebook(io)))) {
    return new PlainProgress(write);
  }
  if (terminal === undefined) {
    throw new UsageError("failed to get console: provided file is not a console", 1);
  }
  return new TerminalProgress(write, terminal);
}

const REFRESH_MS = 100;

/** A build's progress in a notebook: one output, updated a few times a second. */
class LiveBoard {
  log = "";
  readonly #show: (bundle: MimeBundle) => void;
  readonly #board = new BuildBoard();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (bundle: MimeBundle) => void) {
    this.#show = show;
  }

  event(event: BuildEvent): void {
    this.#board.add(event);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show(this.#board.bundle(this.log));
    }, REFRESH_MS);
  }

  /** Shows `bundle`, or the last progress, and stops updating. */
  end(bundle?: MimeBundle): void {
    clearTimeout(this.#timer);
    this.#show(bundle ?? this.#board.bundle(this.log));
  }
}

/** BuildKit's last words: the failing lines quoted, and `ERROR: failed to solve: …`. */
function failureText(error: unknown, name: string, dockerfile: string): string | undefined {
  const isOurs =
    error instanceof DockerfileError ||
    error instanceof BaseImageError ||
    error instanceof BuildDefinitionError ||
    error instanceof ProcessFailedError ||
    error instanceof SourceNotFoundError ||
    error instanceof DaemonError;
  if (!isOurs) return undefined;
  const { line, endLine } = { line: undefined, endLine: undefined, ...locationOf(error.data) };
  const quote = line === undefined ? "" : quotedLines(name, dockerfile.split(/\r?\n/), line, endLine ?? line);
  return `${quote}ERROR: failed to solve: ${error.message}\n`;
}

function locationOf(data: object): { readonly line?: number; readonly endLine?: number } {
  const line = "line" in data && typeof data.line === "number" && data.line > 0 ? data.line : undefined;
  const endLine = "endLine" in data && typeof data.endLine === "number" ? data.endLine : undefined;
  return { ...(line === undefined ? {} : { line }), ...(endLine === undefined ? {} : { endLine }) };
}

async function writeText(io: CommandIO, path: string, text: string): Promise<void> {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  await io.files?.write(path, content());
}

/** `NAME=value`; a bare NAME takes the caller's value, and is left out where there is none. */
function buildArguments(given: readonly string[], { variable }: CommandIO): Readonly<Record<string, string>> {
  const set = given.flatMap((text) => {
    const [name, value = variable?.(name)] = splitAssignment(text);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}
