import type { BuildEvent } from "../../build/events.js";
import { explainBuild } from "../../build/explanation.js";
import type { SourceTree } from "../../build/source-tree.js";
import { buildBundle, buildText } from "../../display/build.js";
import { BuildBoard } from "../../display/build-progress.js";
import type { MimeBundle } from "../../display/displayable.js";
import {
  BuildDefinitionError,
  DockerfileError,
  ProcessFailedError,
  SourceNotFoundError,
} from "../../errors/build.js";
import { UsageError } from "../../errors/cli.js";
import { DaemonError } from "../../errors/engine.js";
import { FileSystemError } from "../../errors/filesystem.js";
import { extractArchive } from "../../layout/extract.js";
import { concat, fromBytes, toBytes } from "../../vfs/data.js";
import { createMemoryFileSystem } from "../../vfs/memory.js";
import { JsonProgress } from "../build-json.js";
import { PlainProgress, quotedLines } from "../build-progress.js";
import { TerminalProgress } from "../build-terminal.js";
import type { CommandIO } from "../io.js";
import { show } from "../show.js";
import type { CommandSpec, Invocation } from "../spec.js";

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
  const { context, dockerfile, name } = await sources(path, options.text("file"), io);
  const quiet = options.flag("quiet");
  const explain = options.flag("explain");
  const live = quiet || progress === "plain" || progress === "rawjson" ? undefined : io.live?.();
  const board = live === undefined ? undefined : new LiveBoard(live);
  const write = (text: string): void => {
    if (board !== undefined) board.log += text;
    else if (io.isNotebook) io.stdout(text);
    else io.stderr(text);
  };
  const shown = quiet ? undefined : buildProgress(progress, io, board === undefined, write);
  const target = options.text("target");
  try {
    const built = await engine.build({
      dockerfile,
      dockerfileName: name,
      context,
      tags: options.list("tag"),
      buildArgs: pairs(options.list("build-arg")),
      labels: pairs(options.list("label")),
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
    else if (board === undefined && !quiet && io.isNotebook) show(io, buildBundle(explanation));
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

/** One place that is written anew in a terminal; in pipes, and below a notebook's board, lines. */
function buildProgress(
  mode: string | undefined,
  io: CommandIO,
  isShown: boolean,
  write: (text: string) => void,
): PlainProgress | TerminalProgress | JsonProgress {
  if (mode === "rawjson") return new JsonProgress(write);
  const terminal = isShown ? io.errorTerminal : undefined;
  if (mode === "plain" || (terminal === undefined && (mode !== "tty" || !isShown || io.isNotebook))) {
    return new PlainProgress(write);
  }
  if (terminal === undefined) {
    throw new UsageError("failed to get console: provided file is not a console", 1);
  }
  return new TerminalProgress(write, terminal);
}

const REFRESH_MS = 100;

/** A build's progress in one place of a notebook, written anew a few times a second. */
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

  /** The last thing shown: `bundle`, or the board as it is. */
  end(bundle?: MimeBundle): void {
    clearTimeout(this.#timer);
    this.#show(bundle ?? this.#board.bundle(this.log));
  }
}

/** BuildKit's last words: the failing lines quoted, and `ERROR: failed to solve: …`. */
function failureText(error: unknown, name: string, dockerfile: string): string | undefined {
  const isOurs =
    error instanceof DockerfileError ||
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

interface Sources {
  readonly context: SourceTree;
  readonly dockerfile: string;
  readonly name: string;
}

/** A directory, `-` for a Dockerfile or a context archive on stdin, `-f -` for a Dockerfile on stdin beside a directory. */
async function sources(path: string, file: string | undefined, io: CommandIO): Promise<Sources> {
  if (path === "-") {
    const bytes = (await io.readAll?.()) ?? new Uint8Array();
    const context = createMemoryFileSystem();
    if (!looksLikeArchive(bytes))
      return { context, dockerfile: new TextDecoder().decode(bytes), name: "Dockerfile" };
    extractArchive(fromBytes(bytes), context, "/");
    return { context, ...dockerfileIn(context, file ?? "Dockerfile", file) };
  }
  if (/^(https?|git|ssh):|^git@|^github\.com\//.test(path)) {
    throw new UsageError(
      `unable to prepare context: ${path} is on the network, which is not reached from here: use a directory or -`,
      1,
    );
  }
  const files = io.files;
  if (files === undefined)
    throw new UsageError("unable to prepare context: there are no files to reach here", 1);
  if (files.stat(path)?.kind !== "directory") {
    throw new UsageError(
      files.stat(path) === undefined
        ? `unable to prepare context: path "${path}" not found`
        : `unable to prepare context: ${path} is not a directory`,
      1,
    );
  }
  const context = files.tree(path);
  if (file === "-") {
    return {
      context,
      dockerfile: new TextDecoder().decode((await io.readAll?.()) ?? new Uint8Array()),
      name: "Dockerfile",
    };
  }
  if (file === undefined) return { context, ...dockerfileIn(context, "Dockerfile", undefined) };
  const text = await readText(io, file);
  return { context, dockerfile: text, name: file.slice(file.lastIndexOf("/") + 1) };
}

function dockerfileIn(
  context: SourceTree,
  path: string,
  asked: string | undefined,
): Pick<Sources, "dockerfile" | "name"> {
  try {
    return { dockerfile: new TextDecoder().decode(toBytes(context.open(`/${path}`))), name: path };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    throw new UsageError(
      `ERROR: failed to solve: failed to read dockerfile: open ${asked ?? path}: no such file or directory`,
      1,
    );
  }
}

function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && new TextDecoder("latin1").decode(bytes.subarray(257, 262)) === "ustar";
}

async function readText(io: CommandIO, path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  if (io.files?.stat(path) === undefined) {
    throw new UsageError(
      `ERROR: failed to solve: failed to read dockerfile: open ${path}: no such file or directory`,
      1,
    );
  }
  for await (const chunk of io.files.read(path)) chunks.push(chunk);
  return new TextDecoder().decode(toBytes(concat(...chunks.map(fromBytes))));
}

async function writeText(io: CommandIO, path: string, text: string): Promise<void> {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  await io.files?.write(path, content());
}

/** `NAME=value`; a bare NAME has no value here. */
function pairs(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
    }),
  );
}
