import { createInterface } from "node:readline";
import type { Engine } from "../engine/engine.js";
import { diskFiles } from "./disk-files.js";
import type { CommandIO } from "./io.js";
import { runCommandLine } from "./run-command-line.js";

/** The parts of `process` that a command line needs; tests give their own. */
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
  /** Gives the terminal back; call it when the command has ended. */
  close(): void;
}

/**
 * A terminal, or a pipe, as a place for commands: lines are asked for where stdin is a terminal, read whole
 * where it is not, and the first Ctrl-C aborts `signal` (a second one ends the process, as if unhandled).
 */
export function openTerminal(streams: TerminalStreams = process): Terminal {
  const { stdin, stdout, stderr } = streams;
  const abort = new AbortController();
  const onInterrupt = (): void => abort.abort();
  process.once("SIGINT", onInterrupt);
  const isTTY = Boolean(stdin.isTTY) && Boolean(stdout.isTTY);
  return {
    io: {
      stdout: (chunk) => void stdout.write(chunk),
      stderr: (chunk) => void stderr.write(chunk),
      isTTY: Boolean(stdout.isTTY),
      isNotebook: false,
      ...(stdout.columns === undefined ? {} : { columns: stdout.columns }),
      signal: abort.signal,
      files: diskFiles(),
      flushed: () => flushed(stdout),
      ...(stderr.isTTY
        ? { errorTerminal: () => ({ columns: stderr.columns ?? 80, rows: stderr.rows ?? 24 }) }
        : {}),
      ...(stdin.isTTY ? {} : { stdin: () => chunksOf(stdin) }),
      ...(isTTY
        ? { readLine: (prompt: string) => readLine(streams, prompt, abort) }
        : { readAll: () => readAll(stdin) }),
    },
    close: () => {
      process.off("SIGINT", onInterrupt);
      stdin.pause();
    },
  };
}

/** One line, with the terminal's own editing; `undefined` for Ctrl-D; rejects on Ctrl-C. */
function readLine(
  { stdin, stdout }: TerminalStreams,
  prompt: string,
  abort: AbortController,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const reader = createInterface({ input: stdin, output: stdout, terminal: true, historySize: 0 });
    let settled = false;
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      reader.close();
      act();
    };
    reader.on("SIGINT", () =>
      settle(() => {
        abort.abort();
        reject(new DOMException("The prompt was interrupted", "AbortError"));
      }),
    );
    // Ctrl-D closes the reader without a line; the terminal has not moved on by then.
    reader.on("close", () =>
      settle(() => {
        stdout.write("\n");
        resolve(undefined);
      }),
    );
    reader.question(prompt, (line) => settle(() => resolve(line)));
  });
}

async function readAll(stdin: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(stdin)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* chunksOf(stdin: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

/** Waits while the reader of a pipe is slower than we are. */
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
 * @param argv what follows the program's name; a leading `docker` may be said or left out
 */
export async function runInTerminal(
  argv: readonly string[],
  engine: Engine,
  streams: TerminalStreams = process,
): Promise<number> {
  const terminal = openTerminal(streams);
  try {
    return await runCommandLine(argv[0] === "docker" ? argv.slice(1) : argv, { engine, io: terminal.io });
  } finally {
    terminal.close();
  }
}
