import { createInterface } from "node:readline";
import { endWaitsOnSignals } from "../content/disk-wait.js";
import type { Engine } from "../engine/engine.js";
import { endedBy } from "../posix/exit-status.js";
import { nameBytes } from "../posix/name-bytes.js";
import type { CommandIO } from "./command-io.js";
import type { Contexts } from "./contexts.js";
import { machineFiles } from "./disk/machine.js";
import { runCommandLine } from "./run-command-line.js";

/** The signals that ask a command to end. */
const ENDING = ["INT", "TERM", "HUP"] as const;
type Ending = (typeof ENDING)[number];

/** The parts of `process` that a command line needs; tests pass their own. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  };
}

export interface Terminal {
  readonly io: CommandIO;
  /** Whether the reader of our output has gone (`| head -1`). */
  readonly broken: boolean;
  /** The signal that asked the command to end, if one did. */
  readonly ending: Ending | undefined;
  /** Restores the terminal; call it when the command has ended. */
  close(): void;
}

/**
 * A terminal, or a pipe, for a command to talk to. If stdin is a terminal, lines are read one by one; if not, it is read
 * whole.
 *
 * A command that looks at `signal` has it aborted by the first signal (Ctrl-C, SIGTERM, a terminal that is closed); a second
 * one ends the process, as if unhandled. To any other command signals do at once what they do by default, however busy
 * it is: the store is whole whenever its process is killed.
 */
export function openTerminal(streams: TerminalStreams = process): Terminal {
  const { stdin, stdout, stderr } = streams;
  endWaitsOnSignals();
  const abort = new AbortController();
  let ending: Ending | undefined;
  const handlers = ENDING.map((name) => {
    const signal = `SIG${name}` as const;
    return { signal, handler: (): void => interrupted(name) };
  });
  const unhandle = (): void => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
  const interrupted = (name: Ending): void => {
    unhandle();
    ending = name;
    abort.abort();
  };
  let handles = false;
  const handle = (): AbortSignal => {
    if (!handles) for (const { signal, handler } of handlers) process.on(signal, handler);
    handles = true;
    return abort.signal;
  };
  let broken = false;
  // Like SIGPIPE: nobody is reading, so the command ends silently.
  const onError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") throw error;
    broken = true;
    abort.abort();
  };
  for (const stream of [stdout, stderr]) stream.on("error", onError);
  let stopAsking = (): void => {};
  const isTTY = Boolean(stdin.isTTY) && Boolean(stdout.isTTY);
  return {
    get broken() {
      return broken;
    },
    get ending() {
      return ending;
    },
    io: {
      // Names that are no UTF-8 leave as the bytes they are.
      stdout: (chunk) => void (broken || stdout.write(typeof chunk === "string" ? nameBytes(chunk) : chunk)),
      stderr: (chunk) => void (broken || stderr.write(chunk)),
      isTTY: Boolean(stdout.isTTY),
      isNotebook: false,
      ...(stdout.columns === undefined ? {} : { columns: stdout.columns }),
      get signal() {
        return handle();
      },
      files: machineFiles(),
      variable: (name) => process.env[name],
      flushed: () => flushed(stdout),
      ...(stderr.isTTY
        ? { errorTerminal: () => ({ columns: stderr.columns ?? 80, rows: stderr.rows ?? 24 }) }
        : {}),
      ...(stdin.isTTY ? {} : { stdin: () => chunksOf(stdin, abort.signal) }),
      ...(isTTY
        ? {
            readLine: (prompt: string) => {
              const asked = readLine(streams, prompt, abort);
              stopAsking = asked.stop;
              return asked.line;
            },
          }
        : { readAll: () => readAll(stdin, abort.signal) }),
    },
    close: () => {
      unhandle();
      stopAsking();
      stdin.pause();
    },
  };
}

/** One line, with the terminal's own editing; `undefined` for Ctrl-D; rejects on Ctrl-C. `stop` leaves it unanswered. */
function readLine(
  { stdin, stdout }: TerminalStreams,
  prompt: string,
  abort: AbortController,
): { readonly line: Promise<string | undefined>; stop(): void } {
  const reader = createInterface({ input: stdin, output: stdout, terminal: true, historySize: 0 });
  let settled = false;
  const settle = (act: () => void): void => {
    if (settled) return;
    settled = true;
    reader.close();
    act();
  };
  const line = new Promise<string | undefined>((resolve, reject) => {
    reader.on("SIGINT", () =>
      settle(() => {
        abort.abort();
        reject(new DOMException("The prompt was interrupted", "AbortError"));
      }),
    );
    // Ctrl-D closes the reader without a line, and leaves the cursor behind the prompt.
    reader.on("close", () =>
      settle(() => {
        stdout.write("\n");
        resolve(undefined);
      }),
    );
    reader.question(prompt, (typed) => settle(() => resolve(typed)));
  });
  return { line, stop: () => settle(() => {}) };
}

async function readAll(stdin: NodeJS.ReadableStream, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(stdin, signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Aborting ends it, also while it waits for a writer that says nothing. */
async function* chunksOf(stdin: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks = stdin[Symbol.asyncIterator]();
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  aborted.catch(() => undefined);
  try {
    signal.throwIfAborted();
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), aborted]);
      if (done) return;
      yield typeof value === "string" ? Buffer.from(value) : value;
    }
  } finally {
    signal.removeEventListener("abort", stop);
    // Where it still waits, this waits too.
    void chunks.return?.();
  }
}

/** Waits for a slower reader of a pipe. */
async function flushed(
  stdout: NodeJS.WritableStream & { readonly writableNeedDrain?: boolean },
): Promise<void> {
  if (stdout.writableNeedDrain !== true) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stdout.off("drain", done);
      stdout.off("close", done);
      resolve();
    };
    stdout.on("drain", done);
    stdout.on("close", done);
  });
}

/**
 * The `layerlab` program: one docker command, in this terminal.
 *
 * @param argv what follows the program's name, with or without a leading `docker`
 */
export async function runInTerminal(
  argv: readonly string[],
  engine: Engine,
  streams: TerminalStreams = process,
  contexts?: Contexts,
): Promise<number> {
  const terminal = openTerminal(streams);
  try {
    const exitCode = await runCommandLine(argv[0] === "docker" ? argv.slice(1) : argv, {
      engine,
      io: terminal.io,
      ...(contexts === undefined ? {} : { contexts }),
    });
    await flushed(streams.stdout);
    if (terminal.broken) return endedBy("PIPE");
    // Whatever the interrupt did to the command, the shell is told that there was one.
    return terminal.ending === undefined ? exitCode : endedBy(terminal.ending);
  } finally {
    terminal.close();
  }
}
