import type { Engine } from "../engine/engine.js";
import { INTERRUPTED } from "../posix/exit-status.js";
import type { ShellSession } from "../process/process.js";
import type { CommandIO } from "./command-io.js";
import { shellOf } from "./commands/container/run.js";
import { errorText } from "./error-text.js";
import { typing } from "./typed-input.js";

const CONTINUATION = "> ";

/**
 * Runs lines in a running container and shows them as its terminal would: prompt and line, then what the line
 * printed. If the container's main process is a shell, the lines run there, so the working directory and variables last;
 * otherwise in a new shell. A failing line does not stop the rest. Returns the last exit code.
 */
export async function runShellLines(
  engine: Engine,
  container: string,
  script: string,
  io: CommandIO,
): Promise<number> {
  let session: ShellSession;
  try {
    session = await openSession(engine, container);
  } catch (error) {
    io.stderr(`${errorText(error)}\n${await startHint(engine, container)}`);
    return 1;
  }
  return transcript(session, script, io);
}

async function openSession(engine: Engine, container: string): Promise<ShellSession> {
  return (await shellOf(engine, container)) ?? (await engine.execShell(container, { tty: true }));
}

/** What to do about a container that exists but is not running. */
async function startHint(engine: Engine, container: string): Promise<string> {
  const found = (await engine.containers({ all: true })).find(
    ({ name, id, status }) => status !== "running" && (name === container || id.startsWith(container)),
  );
  return found === undefined ? "" : `Start it first: docker start ${found.name}\n`;
}

async function transcript(session: ShellSession, script: string, io: CommandIO): Promise<number> {
  let exitCode = 0;
  for (const block of blocksOf(session, script)) {
    if (io.signal?.aborted) return INTERRUPTED;
    const [first = "", ...more] = block.split("\n");
    io.stdout(`${session.prompt()}${first}\n${more.map((line) => `${CONTINUATION}${line}\n`).join("")}`);
    if (block.trim() === "") continue;
    const ends = endOfLine(io);
    ({ exitCode } = await session.execute(block, typing(ends.io).stdio, io.signal));
    // A terminal would put the next prompt right after output that has no newline; on a page that reads badly.
    if (!ends.atLineStart()) io.stdout("\n");
    if (session.closed) break;
  }
  return exitCode;
}

/** The script's lines; those that belong together (an open quote, `if` … `fi`) are one block. */
function blocksOf(session: ShellSession, script: string): readonly string[] {
  const blocks: string[] = [];
  let open: string | undefined;
  for (const line of script.replace(/^\n+|\s+$/g, "").split("\n")) {
    const text: string = open === undefined ? line : `${open}\n${line}`;
    open = session.isIncomplete(text) ? text : undefined;
    if (open === undefined) blocks.push(text);
  }
  if (open !== undefined) blocks.push(open);
  return blocks.filter((block, at) => block !== "" || at > 0);
}

/** The same output, remembering whether it ended with a newline. */
function endOfLine(io: CommandIO): { readonly io: CommandIO; readonly atLineStart: () => boolean } {
  let ended = true;
  const seen = (chunk: string | Uint8Array): void => {
    if (chunk.length > 0) ended = chunk.at(-1) === (typeof chunk === "string" ? "\n" : 10);
  };
  return {
    atLineStart: () => ended,
    io: {
      ...io,
      stdout: (chunk) => {
        seen(chunk);
        io.stdout(chunk);
      },
      stderr: (chunk) => {
        seen(chunk);
        io.stderr(chunk);
      },
    },
  };
}
