import type { Engine } from "../engine/engine.js";
import { UsageError } from "../errors/cli.js";
import { INTERRUPTED } from "../posix/exit-status.js";
import type { CommandIO } from "./command-io.js";
import { COMMANDS, findCommand, GROUPS, whyElsewhere } from "./commands/table.js";
import { completions } from "./completion/completions.js";
import { type Contexts, ONLY_CONTEXT } from "./contexts.js";
import { errorText } from "./error-text.js";
import { globalOptions } from "./global-options.js";
import { groupHelpText, helpText } from "./help/command-help.js";
import { guideText } from "./help/guide.js";
import { checkArguments } from "./syntax/check-arguments.js";
import { parseOptions } from "./syntax/parse-options.js";
import { VERSION } from "./version.js";

export interface CommandContext {
  readonly engine: Engine;
  readonly io: CommandIO;
  /** The clock that "5 minutes ago" is counted from. */
  readonly now?: () => Date;
  /** The labs that `docker context` manages; one by default. */
  readonly contexts?: Contexts;
}

/** What a shell's completion script calls; not listed. */
const COMPLETE = "__complete";

/**
 * Runs one docker command: `argv` is what follows the word `docker`. Output and errors go to `io`; returns the exit
 * code. An error that nobody expected is one sentence there, too.
 *
 * @example
 * await runCommandLine(["history", "ubuntu"], { engine, io });
 */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<number> {
  const { io } = context;
  try {
    return await dispatch(argv, context);
  } catch (error) {
    if (io.signal?.aborted && !(error instanceof UsageError)) return INTERRUPTED;
    io.stderr(`${errorText(error)}\n`);
    return error instanceof UsageError ? error.exitCode : 1;
  }
}

async function dispatch(argv: readonly string[], context: CommandContext): Promise<number> {
  const { engine, io, now = () => new Date(), contexts = ONLY_CONTEXT } = context;
  const [first = "", second] = argv;
  if (argv.length === 0 || first === "--help" || first === "-h" || first === "help")
    return guide(argv, context);
  if (first === "--version" || first === "-v") {
    io.stdout(`layerlab version ${VERSION}, docker commands on its own engine\n`);
    return 0;
  }
  if (first === COMPLETE) {
    for (const found of await completions(argv.slice(1), engine)) io.stdout(`${found}\n`);
    return 0;
  }
  if (first.startsWith("-")) {
    const { help, options, args } = globalOptions(argv, { engine, io, contexts });
    return dispatch(help ? ["--help"] : options.flag("version") ? ["--version"] : args, context);
  }
  if (Object.hasOwn(GROUPS, first) && (second === undefined || second === "--help" || second === "-h")) {
    const text = groupHelpText(first, GROUPS[first] ?? "", COMMANDS);
    if (second === undefined) io.stderr(text);
    else io.stdout(text);
    return 0;
  }
  const found = findCommand(argv);
  if (found === undefined) throw unknownCommand(argv);
  const name = `docker ${found.path}`;
  const { help, options, args } = parseOptions(found.spec, name, found.rest);
  if (help) {
    io.stdout(helpText(found.spec, name));
    return 0;
  }
  checkArguments(found.spec, name, args.length);
  return found.spec.run({ engine, io, now, contexts, name, spec: found.spec, options, args });
}

/** `docker`, `docker --help`, `docker help run`. */
async function guide(argv: readonly string[], context: CommandContext): Promise<number> {
  if (argv[0] === "help" && argv.length > 1) return dispatch([...argv.slice(1), "--help"], context);
  context.io.stdout(guideText());
  return 0;
}

function unknownCommand(argv: readonly string[]): UsageError {
  const [first = "", second = ""] = argv;
  const inGroup = Object.hasOwn(GROUPS, first);
  const name = inGroup ? `docker ${first} ${second}` : `docker ${first}`;
  const reason = whyElsewhere(argv);
  if (reason !== undefined) {
    return new UsageError(
      `docker: '${name}' is a command of Docker's that layerlab does not have: ${reason}\n\nRun 'docker --help' for those it has`,
      1,
    );
  }
  const usage = inGroup ? `Usage:  docker ${first}\n\n` : "";
  const where = inGroup ? `docker ${first} --help` : "docker --help";
  return new UsageError(`docker: unknown command: ${name}\n\n${usage}Run '${where}' for more information`, 1);
}
