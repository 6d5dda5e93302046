import type { Engine } from "../engine/engine.js";
import type { ShellSession } from "../runtime/process.js";
import { shellOf } from "./commands/run.js";
import { stdioOf } from "./interactive.js";
import type { CommandIO } from "./io.js";
import { errorText } from "./report.js";

const CONTINUATION = "> ";
const INTERRUPTED = 130;

/**
 * Runs lines in a running container and shows them as its terminal would: prompt and line, then what the line
 * printed. The container's own shell takes them when it has one, so what they leave (directory, variables)
 * stays; else a shell of their own. A failing line stops nothing. Answers the last exit code.
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

/** What to do about a container that is there but does not run. */
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
    ({ exitCode } = await session.execute(block, stdioOf(ends.io), io.signal));
    // A terminal would put the next prompt right behind unfinished output; on a page that reads badly.
    if (!ends.atLineStart()) io.stdout("\n");
    if (session.closed) break;
  }
  return exitCode;
}

/** Lines, with those that belong together (an open quote, `if` … `fi`) as one block. */
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

/** The same output, with a watch on whether the last line was ended. */
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
