import { BROKEN_PIPE, INTERRUPTED } from "../../posix/exit-status.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { BrokenPipe } from "../../programs/shell/capture.js";
import { ROOT } from "../../vfs/filesystem.js";
import type { CommandIO } from "../command-io.js";
import type { HostFiles } from "../disk/host-files.js";
import { type CommandContext, runCommandLine } from "../run-command-line.js";
import { withShellFiles } from "./shell-files.js";

/** What `docker` finds when the terminal's shell starts it. */
export interface DockerPlace extends Omit<CommandContext, "io"> {
  /** The line that is running, as the terminal shows it. */
  readonly io: () => CommandIO;
  readonly files: HostFiles;
}

/**
 * `docker` as a command of the terminal's shell. By itself it shows what it shows in a cell; what goes through a pipe or to a
 * file is what Docker prints there.
 */
export function dockerProgram(name: string, place: DockerPlace): Program {
  return {
    name,
    async run(context) {
      // What no pipe can hold ends the command, as a reader that goes away does.
      const broken = new AbortController();
      const write = (to: (chunk: string | Uint8Array) => void) => (chunk: string | Uint8Array) => {
        if (broken.signal.aborted) return;
        try {
          to(chunk);
        } catch (error) {
          if (!(error instanceof BrokenPipe)) throw error;
          broken.abort();
        }
      };
      const exitCode = await runCommandLine(context.argv.slice(1), {
        ...place,
        io: {
          ...ioOf(context, place.io(), place.files),
          stdout: write(context.stdout),
          stderr: write(context.stderr),
          signal: AbortSignal.any([context.signal, broken.signal]),
        },
      });
      if (context.signal.aborted) return INTERRUPTED;
      return broken.signal.aborted ? BROKEN_PIPE : exitCode;
    },
  };
}

function ioOf(
  context: ProgramContext,
  outer: CommandIO,
  files: HostFiles,
): Omit<CommandIO, "stdout" | "stderr"> {
  // It is converted each time that it is asked for.
  const { stdin } = context;
  const { display, live, readLine, readAll, stdin: input, columns } = outer;
  // What the line itself was given, such as a %%dockerfile cell's text, where nothing is piped or redirected.
  const given = {
    ...(readLine === undefined ? {} : { readLine }),
    ...(readAll === undefined ? {} : { readAll }),
    ...(input === undefined ? {} : { stdin: input }),
  };
  return {
    ...(context.tty && display !== undefined ? { display } : {}),
    ...(context.tty && context.stderrTty && live !== undefined ? { live } : {}),
    ...(stdin.length > 0 ? { readAll: () => Promise.resolve(stdin), stdin: () => once(stdin) } : given),
    ...(context.tty && columns !== undefined ? { columns } : {}),
    files: withShellFiles(files.from(context.cwd), { fs: context.fs, stdin }),
    variable: (name) => context.env[name],
    isTTY: context.tty && outer.isTTY,
    isPiped: !context.tty,
    isErrorPiped: !context.stderrTty,
    isNotebook: outer.isNotebook,
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** `sudo`: whoever is at the terminal may do anything in it anyway. */
export const sudo: Program = {
  name: "sudo",
  async run(context) {
    const [...words] = context.argv.slice(1);
    while (words[0]?.startsWith("-")) {
      const option = words.shift() ?? "";
      if (/^-[ugph]$/.test(option)) words.shift();
      if (option === "--") break;
    }
    const env: Record<string, string> = { ...context.env };
    while (/^\w+=/.test(words[0] ?? "")) {
      const [name = "", ...value] = (words.shift() ?? "").split("=");
      env[name] = value.join("=");
    }
    if (words.length === 0) {
      context.stderr("usage: sudo [-u user] [VAR=value] command\n");
      return 1;
    }
    return context.execute(words, { env, fs: context.fs.as(ROOT) });
  },
};
