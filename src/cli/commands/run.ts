import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors/cli.js";
import { DaemonError } from "../../errors/engine.js";
import type { ShellSession } from "../../runtime/process.js";
import { converse, feed, leftHint, stdioOf, waitingHint } from "../interactive.js";
import type { CommandIO } from "../io.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { CREATE_REFUSED, createContainer, createOptions, createRequest, runFailure } from "./create.js";

export const runCommand: CommandSpec = {
  paths: ["container run", "run"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  summary: "Create and run a new container from an image",
  options: [
    { long: "detach", short: "d", type: "bool", help: "Run container in background and print container ID" },
    ...createOptions("running"),
  ],
  refused: `${CREATE_REFUSED} detach-keys:string sig-proxy`,
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const detach = options.flag("detach");
  if (options.flag("interactive") && options.flag("tty") && !detach) checkTerminal(io);
  try {
    const request = createRequest(invocation);
    const id = await createContainer(engine, io, request);
    if (detach) {
      await engine.start(id);
      io.stdout(`${id}\n`);
      return 0;
    }
    const { interactive = false, tty = false } = request.options;
    return await runAttached({ engine, io, container: id, interactive, tty });
  } catch (error) {
    throw runFailure(error);
  }
}

/** Docker refuses `-it` where input does not come from a terminal; a notebook has its own way to go on. */
export function checkTerminal(io: CommandIO): void {
  if (io.readLine === undefined && !io.isNotebook) throw new UsageError("the input device is not a TTY", 1);
}

export interface Attached {
  readonly engine: Engine;
  readonly io: CommandIO;
  readonly container: string;
  readonly interactive: boolean;
  readonly tty: boolean;
}

/** Starts a container and stays with it: its output comes here, its shell gets our lines. */
export async function runAttached({ engine, io, container, interactive, tty }: Attached): Promise<number> {
  const piped = interactive && !tty && io.readLine === undefined ? await io.readAll?.() : undefined;
  const started = await engine.start(container, stdioOf(io, piped));
  const ended = started.wait();
  const stop = (): void => {
    // The interrupt reaches the main process; wait() then resolves, and its code is what we answer.
    void engine.stop(container, { timeoutSeconds: 0 }).catch((error: unknown) => {
      if (!(error instanceof DaemonError)) throw error;
    });
  };
  const session = interactive ? await shellOf(engine, container) : undefined;
  if (session === undefined) {
    io.signal?.addEventListener("abort", stop, { once: true });
    try {
      return (await ended).exitCode;
    } finally {
      io.signal?.removeEventListener("abort", stop);
    }
  }
  if (piped !== undefined) {
    await feed(session, new TextDecoder().decode(piped), io);
    return (await ended).exitCode;
  }
  return talk({ engine, io, container, session, ended: async () => (await ended).exitCode });
}

/** The shell that is a container's main process, when it is one and still runs. */
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
  /** Resolves when the main process has ended; the shell's own end tells the code where this is absent. */
  readonly ended?: () => Promise<number>;
}

/** Lines for a shell as long as there are any; where none can be had, how to go on. */
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
