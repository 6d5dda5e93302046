import { CommandLineSyntaxError } from "../errors/cli.js";
import { type CommandContext, runCommandLine } from "./run-command-line.js";
import { splitCommands } from "./split-command-line.js";

const PROGRAMS: ReadonlySet<string> = new Set(["docker", "layerlab"]);
const NOT_FOUND = 127;
const SYNTAX = 2;

/**
 * Runs a line as people type it into a terminal: `docker history ubuntu`, several joined by `&&` or `;`.
 * Answers the exit code of the last command that ran.
 */
export async function runConsoleLine(line: string, context: CommandContext): Promise<number> {
  const { io } = context;
  let exitCode = 0;
  try {
    for (const { after, argv } of splitCommands(line)) {
      if (after === "and" && exitCode !== 0) continue;
      if (io.signal?.aborted) return 130;
      exitCode = await runProgram(argv, context);
    }
  } catch (error) {
    if (!(error instanceof CommandLineSyntaxError)) throw error;
    io.stderr(`bash: ${error.message}\n`);
    return SYNTAX;
  }
  return exitCode;
}

async function runProgram(argv: readonly string[], context: CommandContext): Promise<number> {
  const words = argv[0] === "sudo" && PROGRAMS.has(argv[1] ?? "") ? argv.slice(1) : argv;
  const [program = "", ...rest] = words;
  if (PROGRAMS.has(program)) return runCommandLine(rest, context);
  context.io.stderr(`bash: ${program}: command not found\n${hintFor(program, context)}`);
  return NOT_FOUND;
}

function hintFor(program: string, { io }: CommandContext): string {
  const inContainer = io.isNotebook
    ? `a cell that begins with %%sh NAME runs its lines in a container, and docker exec NAME ${program} … runs one`
    : `docker exec NAME ${program} … runs it in a container`;
  return `Lines here are docker commands: ${inContainer}.\n`;
}
