import { setTimeout } from "#platform/timers";
import type { BuildEvent } from "../../../builder/events.js";
import { explainBuild } from "../../../builder/explanation.js";
import { tagsOf } from "../../../builder/options.js";
import { buildBundle, buildText } from "../../../display/build.js";
import { BuildBoard } from "../../../display/build-progress.js";
import type { MimeBundle } from "../../../display/displayable.js";
import type { BuildResult } from "../../../engine/builds.js";
import {
  BaseImageError,
  BuildDefinitionError,
  DockerfileError,
  ProcessFailedError,
  SourceNotFoundError,
} from "../../../errors/build.js";
import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import type { Digest } from "../../../oci/digest.js";
import { answerCall, readCall } from "../../build/call.js";
import { BUILD_OPTIONS } from "../../build/options.js";
import { pushBuilt } from "../../build/push.js";
import { type BuildCommand, readBuild } from "../../build/request.js";
import { buildMetadata, writeIdFile, writeMetadata } from "../../build/result-files.js";
import { JsonProgress } from "../../build-progress/json.js";
import { PlainProgress, quotedLines } from "../../build-progress/plain.js";
import { TerminalProgress } from "../../build-progress/terminal.js";
import { type CommandIO, saysOnStdout, showsInNotebook } from "../../command-io.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { buildSources } from "./build-sources.js";

export const buildCommand: CommandSpec = {
  paths: ["image build", "build", "buildx build", "builder build"],
  otherNames: { "buildx b": "buildx build" },
  usage: "[OPTIONS] PATH | URL | -",
  summary: "Build an image from a Dockerfile",
  options: BUILD_OPTIONS,
  args: { min: 1, max: 1 },
  run: (invocation) => runBuild(invocation),
};

/**
 * Builds as the options say.
 *
 * @param told gets what `--metadata-file` would say of the build
 */
export async function runBuild(
  { engine, io, options, args: [path = "."] }: Invocation,
  told: (metadata: object) => void = () => {},
): Promise<number> {
  const command = await readBuild(options, io, engine);
  const { context, dockerfile, name, dockerignore } = await buildSources(path, options.text("file"), io);
  const call = readCall(options);
  if (call !== undefined) {
    const asked = { ...command.request, context, dockerfile, dockerfileName: name };
    try {
      return await answerCall(call, asked, { engine, io });
    } catch (error) {
      const reason = failureText(error, name, dockerfile);
      if (reason === undefined) throw error;
      io.stderr(reason);
      return 1;
    }
  }
  const { mode, outputs, request, builder } = command;
  const quiet = mode === "quiet";
  const explain = options.flag("explain");
  const live = quiet || mode === "plain" || mode === "rawjson" ? undefined : io.live?.();
  const board = live === undefined ? undefined : new LiveBoard(live);
  const write = (text: string): void => {
    if (board !== undefined) board.log += text;
    else if (saysOnStdout(io)) io.stdout(text);
    else io.stderr(text);
  };
  const shown = quiet ? undefined : buildProgress({ mode, builder }, io, board === undefined, write);
  let lastVertex = 0;
  const onEvent = (event: BuildEvent): void => {
    if (event.kind === "vertex") lastVertex = event.id;
    shown?.event(event);
    board?.event(event);
  };
  let isBuilt = false;
  try {
    const built = await engine.build({
      ...request,
      ...{ dockerfile, dockerfileName: name, context, dockerignore, onEvent },
    });
    isBuilt = true;
    const { insecure } = outputs;
    const pushed =
      outputs.push && request.platforms === undefined
        ? await pushBuilt(engine, request.tags ?? [], { insecure, onEvent, lastVertex, signal: io.signal })
        : undefined;
    shown?.end();
    told(await writeResult(command, built, pushed, io));
    if (quiet) io.stdout(`${built.id}\n`);
    const explanation = explainBuild(built.steps);
    board?.end(buildBundle(explanation, board.log));
    if (explain && options.flag("json")) io.stdout(`${JSON.stringify(explanation, undefined, 2)}\n`);
    else if (board === undefined && !quiet && showsInNotebook(io)) show(io, buildBundle(explanation));
    else if (board === undefined && explain) io.stdout(`\n${buildText(explanation)}`);
    return 0;
  } catch (error) {
    const reason = isBuilt ? pushFailure(error) : failureText(error, name, dockerfile);
    shown?.end();
    board?.end();
    if (reason === undefined) throw error;
    io.stderr(`${shown?.failure() ?? ""}${reason}`);
    return 1;
  }
}

async function writeResult(
  { iidfile, metadataFile, request, outputs }: BuildCommand,
  built: BuildResult,
  pushed: Digest | undefined,
  io: CommandIO,
): Promise<object> {
  if (iidfile !== undefined) await writeIdFile(io, iidfile, built.id);
  const hasImage = outputs.exports?.some(({ kind }) => kind === "image") ?? true;
  const names = hasImage ? built.references : tagsOf(request);
  const metadata = buildMetadata(built, { names, pushed, hasImage });
  if (metadataFile !== undefined) await writeMetadata(io, metadataFile, metadata);
  return metadata;
}

/** A registry's refusal, as it is. */
function pushFailure(error: unknown): string | undefined {
  return error instanceof DaemonError ? `ERROR: ${error.message}\n` : undefined;
}

/** Redrawn in place in a terminal; plain lines in a pipe, and under a notebook's progress table. */
function buildProgress(
  { mode, builder }: Pick<BuildCommand, "mode" | "builder">,
  io: CommandIO,
  isShown: boolean,
  write: (text: string) => void,
): PlainProgress | TerminalProgress | JsonProgress {
  if (mode === "rawjson") return new JsonProgress(write);
  const terminal = isShown ? io.errorTerminal : undefined;
  if (mode === "plain" || (terminal === undefined && (mode !== "tty" || !isShown || showsInNotebook(io)))) {
    return new PlainProgress(write, undefined, builder);
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
