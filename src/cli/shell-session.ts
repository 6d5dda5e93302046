import type { ShellSession, Stdio } from "../process/process.js";
import type { CommandIO } from "./command-io.js";
import { isInterrupt, typing } from "./typed-input.js";

/** How a session with a shell ended: the shell exited, or the person left it running. */
export type SessionEnd = { readonly kind: "exited"; readonly exitCode: number } | { readonly kind: "left" };

const CONTINUATION = "> ";

/**
 * Reads lines and runs them until `exit`, the end of input, or an interrupt. An unfinished command (an open
 * quote, `if` without `fi`) is continued with the prompt `> `, as in bash.
 */
export async function converse(
  session: ShellSession,
  io: CommandIO,
  readLine: (prompt: string) => Promise<string | undefined>,
): Promise<SessionEnd> {
  let exitCode = 0;
  let pending: string | undefined;
  while (!session.closed) {
    if (io.signal?.aborted) return { kind: "left" };
    let line: string | undefined;
    try {
      line = await readLine(pending === undefined ? session.prompt() : CONTINUATION);
    } catch (error) {
      // An interrupt makes the prompt reject; without one, the failure is real.
      if (io.signal?.aborted || isInterrupt(error)) return { kind: "left" };
      throw error;
    }
    if (io.signal?.aborted) return { kind: "left" };
    if (line === undefined) {
      exitCode = (await session.execute("exit", stdioOf(io), io.signal)).exitCode;
      break;
    }
    const text: string = pending === undefined ? line : `${pending}\n${line}`;
    if (session.isIncomplete(text)) {
      pending = text;
      continue;
    }
    pending = undefined;
    exitCode = (await session.execute(text, typing(io).stdio, io.signal)).exitCode;
  }
  return { kind: "exited", exitCode };
}

/** Runs a whole script in a shell and ends the shell, as at the end of piped input. */
export async function feed(session: ShellSession, script: string, io: CommandIO): Promise<number> {
  const { exitCode } = await session.execute(script, stdioOf(io), io.signal);
  return session.closed ? exitCode : (await session.execute(`exit ${exitCode}`, stdioOf(io))).exitCode;
}

export function stdioOf(io: CommandIO, stdin?: Uint8Array): Stdio {
  return {
    stdout: (chunk) => io.stdout(chunk),
    stderr: (chunk) => io.stderr(chunk),
    ...(stdin === undefined ? {} : { stdin }),
  };
}

/** Printed where a shell runs but no line can be read. */
export function waitingHint(name: string): string {
  return [
    `${name} is running, and its shell waits for lines; no input can be asked for here.`,
    "Go on in a cell of its own:",
    `  %%sh ${name}`,
    "  ls /",
    "",
  ].join("\n");
}

/** Printed when a person leaves a shell without ending it. */
export function leftHint(name: string, io: CommandIO): string {
  const ways = io.isNotebook
    ? [`  %%sh ${name}    (a cell of lines for this shell)`, `  $ docker attach ${name}`]
    : [`  docker attach ${name}`];
  const stop = io.isNotebook ? `  $ docker stop ${name}` : `  docker stop ${name}`;
  return `\n${name} is still running. Come back with\n${ways.join("\n")}\nor end it with\n${stop}\n`;
}
