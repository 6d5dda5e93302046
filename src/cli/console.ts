import { INTERRUPTED } from "../posix/exit-status.js";
import type { CommandIO } from "./command-io.js";
import { type CommandContext, runCommandLine } from "./run-command-line.js";
import type { TerminalShell } from "./shell/terminal-shell.js";
import { type LineCommand, splitCommands } from "./syntax/split-command-line.js";

const PROGRAMS: ReadonlySet<string> = new Set(["docker", "layerlab"]);

/**
 * A terminal beside the containers, for lines as people type them. What one line leaves (directory, variables, functions, `$?`)
 * the next one finds.
 */
export class Console {
  readonly #context: Omit<CommandContext, "io">;
  #shell: Promise<TerminalShell> | undefined;
  /** Of the last line, for `$?`, before there is a shell that knows it itself. */
  #status = 0;

  constructor(context: Omit<CommandContext, "io">) {
    this.#context = context;
  }

  /**
   * Runs a line: `docker history ubuntu`, or whatever a shell can make of one. Resolves to the exit code of the last command
   * that ran.
   */
  async run(line: string, io: CommandIO): Promise<number> {
    const plain = this.#shell === undefined ? dockerCommands(line) : undefined;
    this.#status = plain === undefined ? await this.#inShell(line, io) : await this.#plain(plain, io);
    return this.#status;
  }

  /** Lines of nothing but docker need no shell, which has to be loaded. */
  async #plain(commands: readonly LineCommand[], io: CommandIO): Promise<number> {
    let exitCode = commands.length === 0 ? this.#status : 0;
    for (const { after, argv } of commands) {
      if (after === "and" && exitCode !== 0) continue;
      if (io.signal?.aborted) return INTERRUPTED;
      exitCode = await runCommandLine(argv, { ...this.#context, io });
    }
    return exitCode;
  }

  async #inShell(line: string, io: CommandIO): Promise<number> {
    const isFirst = this.#shell === undefined;
    this.#shell ??= import("./shell/terminal-shell.js").then(
      ({ TerminalShell }) => new TerminalShell(this.#context, io.files, io),
    );
    const shell = await this.#shell;
    if (isFirst && this.#status !== 0) await shell.run(`(exit ${this.#status})`, io);
    return shell.run(line, io);
  }
}

/** The docker commands of a line, without that word; undefined if there is anything else in it. */
function dockerCommands(line: string): readonly LineCommand[] | undefined {
  const commands = splitCommands(line)?.map(({ after, argv }) => ({
    after,
    argv: argv[0] === "sudo" ? argv.slice(1) : argv,
  }));
  if (!commands?.every(({ argv }) => PROGRAMS.has(argv[0] ?? "") && !argv.some(isTemporary)))
    return undefined;
  return commands.map(({ after, argv }) => ({ after, argv: argv.slice(1) }));
}

/** A place of which the shell has one of its own. */
function isTemporary(word: string): boolean {
  return /(?:^|[:=])\/tmp(?:\/|$)/.test(word);
}
