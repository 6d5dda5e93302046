import type { Engine } from "../../../engine/engine.js";
import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import { INTERRUPTED, KILLED } from "../../../posix/exit-status.js";
import { isInteractiveShell } from "../../../process/interactive-shell.js";
import type { ShellSession } from "../../../process/process.js";
import type { CommandIO } from "../../command-io.js";
import { converse, feed, leftHint, stdioOf, waitingHint } from "../../shell-session.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { typing } from "../../typed-input.js";
import { DETACH_KEYS } from "../shared-options.js";
import { createContainer, createOptions, createRequest, runFailure } from "./create.js";

export const runCommand: CommandSpec = {
  paths: ["container run", "run"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  summary: "Create and run a new container from an image",
  options: [
    { long: "detach", short: "d", type: "bool", help: "Run container in background and print container ID" },
    DETACH_KEYS,
    { long: "sig-proxy", type: "bool", help: "Proxy received signals to the process", default: "true" },
    ...createOptions("running"),
  ],
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const detach = options.flag("detach");
  if (detach && options.given("attach"))
    throw new UsageError("conflicting options: cannot specify both --attach and --detach", 1);
  if (options.flag("interactive") && options.flag("tty") && !detach) checkTerminal(io);
  const request = await createRequest(invocation);
  const { interactive = false, tty = false } = request.options;
  // Read before there is a container, so that whoever gives up writing leaves none.
  const piped = detach ? undefined : await pipedInput(io, { interactive, tty });
  try {
    const id = await createContainer(engine, io, request);
    if (detach) {
      await engine.start(id);
      io.stdout(`${id}\n`);
      return 0;
    }
    const { AttachStdout = true, AttachStderr = true } = request.options.config ?? {};
    if (!AttachStdout && !AttachStderr) io.stdout(`${id}\n`);
    const attached: CommandIO = {
      ...io,
      ...(AttachStdout ? {} : { stdout: () => {} }),
      ...(AttachStderr || tty ? {} : { stderr: () => {} }),
    };
    return await runAttached({ engine, io: attached, container: id, interactive, tty, piped });
  } catch (error) {
    throw runFailure(error);
  }
}

/** Docker refuses `-it` where input does not come from a terminal; a notebook has cells for the shell's lines. */
export function checkTerminal(io: CommandIO): void {
  if (io.readLine === undefined && !io.isNotebook) throw new UsageError("the input device is not a TTY", 1);
}

export interface Attached {
  readonly engine: Engine;
  readonly io: CommandIO;
  readonly container: string;
  readonly interactive: boolean;
  readonly tty: boolean;
  /** Input that was read already. */
  readonly piped?: Uint8Array | undefined;
}

/** Starts a container in the foreground: its output comes here, and its shell gets our lines. */
export async function runAttached(attached: Attached): Promise<number> {
  const { engine, io, container, interactive, tty } = attached;
  const { signal } = io;
  const piped = attached.piped ?? (await pipedInput(io, { interactive, tty }));
  const asks = interactive && piped === undefined && !(await isShell(engine, container));
  const typed = asks ? typing(io) : undefined;
  const started = await engine.start(container, typed?.stdio ?? stdioOf(io, piped));
  const ended = started.wait();
  const stop = (): void => {
    // The interrupt reaches the main process; wait() then resolves, and we return its exit code.
    void engine.stop(container, { signal: "INT" }).catch((error: unknown) => {
      if (!(error instanceof DaemonError)) throw error;
    });
  };
  const session = interactive ? await shellOf(engine, container) : undefined;
  if (session === undefined) {
    signal?.addEventListener("abort", stop, { once: true });
    // It may have come while the container was started.
    if (signal?.aborted) stop();
    try {
      const { exitCode } = await ended;
      return typed?.isInterrupted() && exitCode === KILLED ? INTERRUPTED : exitCode;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }
  if (piped !== undefined) {
    await feed(session, new TextDecoder().decode(piped), io);
    return (await ended).exitCode;
  }
  return talk({ engine, io, container, session, ended: async () => (await ended).exitCode });
}

/** Whether its main process is a shell that asks for its lines one by one. */
async function isShell(engine: Engine, container: string): Promise<boolean> {
  const { Path, Args } = await engine.inspectContainer(container);
  return isInteractiveShell([Path, ...Args]);
}

/** All of standard input, where a program gets it from a pipe. */
function pipedInput(
  io: CommandIO,
  { interactive, tty }: { readonly interactive: boolean; readonly tty: boolean },
): Promise<Uint8Array> | undefined {
  return interactive && !tty && io.readLine === undefined ? io.readAll?.() : undefined;
}

/** A container's main process, if it is a shell that is still running. */
export async function shellOf(engine: Engine, container: string): Promise<ShellSession | undefined> {
  try {
    return await engine.attach(container);
  } catch (error) {
    if (error instanceof DaemonError) return undefined;
    throw error;
  }
}

interface Talk {
  readonly engine: Engine;
  readonly io: CommandIO;
  readonly container: string;
  readonly session: ShellSession;
  /** Resolves with the exit code of the main process; where it is absent, the shell's own exit code is used. */
  readonly ended?: () => Promise<number>;
}

/** Feeds a shell with lines until there are no more; where none can be read, says how to go on. */
export async function talk({ engine, io, container, session, ended }: Talk): Promise<number> {
  const name = (await engine.inspectContainer(container)).Name.replace(/^\//, "");
  if (io.readLine === undefined) {
    io.stdout(waitingHint(name));
    return 0;
  }
  const end = await converse(session, io, io.readLine);
  if (end.kind === "exited") return ended?.() ?? end.exitCode;
  io.stdout(leftHint(name, io));
  return 0;
}
