import { Bash, type CommandName, type ExecResult, type ScriptNode } from "just-bash";
import type { Program, ProgramContext } from "../programs.js";
import { fromLatin1, latin1, ShellFileSystem } from "./adapter.js";
import { Capture } from "./capture.js";
import { LIMITS } from "./limits.js";
import { Rewriter, RUN, STDERR, STDOUT, STREAM, streams } from "./rewrite.js";
import { literal, simple, statement } from "./syntax.js";

/** Commands of just-bash used as they are. */
const BUNDLED: readonly CommandName[] = [
  "awk",
  "base64",
  "basename",
  "comm",
  "cut",
  "date",
  "diff",
  "dirname",
  "egrep",
  "expand",
  "expr",
  "fgrep",
  "find",
  "fold",
  "grep",
  "gunzip",
  "gzip",
  "join",
  "md5sum",
  "nl",
  "od",
  "paste",
  "rev",
  "sed",
  "seq",
  "sha1sum",
  "sha256sum",
  "sort",
  "split",
  "tac",
  "tail",
  "tar",
  "tee",
  "timeout",
  "tr",
  "unexpand",
  "wc",
  "zcat",
];

/** The bundled commands as programs; `mawk` is what Debian's `awk` is called. */
export const bundledPrograms: readonly Program[] = [
  ...BUNDLED.map((name) => bundled(name, name)),
  bundled("mawk", "awk"),
];

function bundled(name: string, command: CommandName): Program {
  return { name, run: (context) => runBundled(command, context) };
}

/**
 * Runs one command of just-bash by itself, over the container's file system. What it starts (`xargs`,
 * `find -exec`, `timeout`) is looked up in the container like everything else.
 */
export async function runBundled(command: CommandName, context: ProgramContext): Promise<number> {
  const files = new ShellFileSystem(context.fs, {
    write: (path, bytes) => (path === `${STREAM}stdout` ? context.stdout(bytes) : context.stderr(bytes)),
    wait: () => Promise.resolve(false),
  });
  const bash = new Bash({
    fs: files,
    cwd: context.cwd,
    env: { ...context.env },
    commands: [command],
    customCommands: [
      {
        name: RUN,
        execute: async ([, , ...argv], inner): Promise<ExecResult> => {
          const stdout = new Capture();
          const stderr = new Capture();
          const exitCode = await context.execute(argv, {
            cwd: inner.cwd,
            env: inner.exportedEnv ?? {},
            stdin: stdinOf(inner.stdin),
            stdout: stdout.write,
            stderr: stderr.write,
          });
          return captured(stdout, stderr, exitCode);
        },
      },
    ],
    executionLimits: LIMITS,
    defenseInDepth: false,
  });
  const rewriter = new Rewriter(new Map());
  const path = `/usr/bin/${command}`;
  let first: ScriptNode | undefined = {
    type: "Script",
    statements: [
      statement({
        ...simple(path),
        args: separated(command, context.argv.slice(1)).map(literal),
        // Through the file system the bytes stay as they are; a result's text may have been decoded.
        redirections: streams(STDOUT | STDERR),
      }),
    ],
  };
  bash.registerTransformPlugin({
    name: "container",
    transform: ({ ast }) => {
      const tree = first ?? { ...ast, statements: rewriter.script(ast, 0) };
      first = undefined;
      return { ast: tree };
    },
  });
  files.pretend(path);
  const result = await bash.exec(":", {
    rawScript: true,
    stdin: latin1(context.stdin),
    stdinKind: "bytes",
    signal: context.signal,
  });
  context.stdout(result.stdout);
  context.stderr(result.stderr);
  return result.exitCode;
}

/** `paste -sd,`: options in one word and standard input, neither of which just-bash takes. */
function separated(command: CommandName, args: readonly string[]): readonly string[] {
  if (command !== "paste") return args;
  const parted = args.flatMap((arg) => {
    const match = /^-(s?)d(.*)$/.exec(arg);
    if (!match) return [arg];
    return [...(match[1] ? ["-s"] : []), "-d", ...(match[2] ? [match[2]] : [])];
  });
  const files = parted.filter((arg, at) => (arg === "-" || !arg.startsWith("-")) && parted[at - 1] !== "-d");
  return files.length > 0 ? parted : [...parted, "-"];
}

/** just-bash hands bytes around as strings of one character a byte, behind an opaque type. */
export function stdinOf(stdin: unknown): Uint8Array {
  return typeof stdin === "string" ? fromLatin1(stdin) : new Uint8Array(0);
}

export function captured(stdout: Capture, stderr: Capture, exitCode: number): ExecResult {
  return {
    stdout: latin1(stdout.bytes()),
    stdoutKind: "bytes",
    stdoutEncoding: "binary",
    stderr: new TextDecoder().decode(stderr.bytes()),
    exitCode,
  };
}
