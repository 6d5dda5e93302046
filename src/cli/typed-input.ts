import type { Stdio } from "../process/process.js";
import type { CommandIO } from "./command-io.js";

/** What a program in the foreground talks to: output goes on, and lines are asked for when it reads them. */
export interface Typing {
  /** Without input where nobody can type. */
  readonly stdio: Stdio;
  /** Whether the person gave up while a line was asked for. */
  isInterrupted(): boolean;
}

/** The most of an unfinished line that is shown as the prompt. */
const MAX_PROMPT = 1024;
const END = new Uint8Array(0);

/**
 * Nobody is asked before the program reads, and what it has written by then is the prompt. A notebook shows that already; where
 * there is none it says how to end the input, for which it has no key.
 */
export function typing(io: CommandIO): Typing {
  const { readLine } = io;
  const stdio: Stdio = { stdout: (chunk) => io.stdout(chunk), stderr: (chunk) => io.stderr(chunk) };
  if (readLine === undefined) return { stdio, isInterrupted: () => false };
  const decoder = new TextDecoder();
  let unfinished = "";
  let interrupted = false;
  const seen = (chunk: Uint8Array): void => {
    const text = unfinished + decoder.decode(chunk.subarray(-MAX_PROMPT), { stream: true });
    unfinished = text.slice(Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1).slice(-MAX_PROMPT);
  };
  const line = async (): Promise<Uint8Array> => {
    const prompt = unfinished;
    unfinished = "";
    try {
      const typed = await readLine(io.isNotebook ? (prompt === "" ? "^D ends the input: " : "") : prompt);
      return typed === undefined ? END : new TextEncoder().encode(`${typed}\n`);
    } catch (error) {
      if (!io.signal?.aborted && !isInterrupt(error)) throw error;
      interrupted = true;
      // The program is about to be ended, and must not take this for the end of its input.
      return new Promise(() => {});
    }
  };
  return {
    stdio: {
      stdout: (chunk) => {
        seen(chunk);
        io.stdout(chunk);
      },
      stderr: (chunk) => {
        seen(chunk);
        io.stderr(chunk);
      },
      stdin: { line },
    },
    isInterrupted: () => interrupted,
  };
}

/** An interrupt, under the names that Node, browsers and Jupyter front ends give it. */
export function isInterrupt(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "InterruptError");
}
