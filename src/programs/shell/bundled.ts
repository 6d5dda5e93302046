import { Bash, type CommandName, type ExecResult, type ScriptNode } from "just-bash";
import { BROKEN_PIPE } from "../../posix/exit-status.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { ShellFileSystem } from "./adapter.js";
import { readingStdin, STDIN_FILE } from "./archive-stdin.js";
import { encode, fromInput, latin1, TEXT_LIMIT, toOutput, toTextInput, wordOf } from "./bytes.js";
import { Capture } from "./capture.js";
import { throughGzip } from "./gzip-stdin.js";
import { LIMITS } from "./limits.js";
import { STDERR, STDOUT, STREAM, streams } from "./redirections.js";
import { Rewriter, RUN } from "./rewrite.js";
import { literal, simple, statement } from "./syntax.js";
import { tarArguments } from "./tar-arguments.js";
import { extractTar } from "./tar-extract.js";

/** Commands of just-bash that are used unchanged. */
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
];

/** The bundled commands as programs; `mawk` is the real name of Debian's `awk`. */
export const bundledPrograms: readonly Program[] = [
  ...BUNDLED.map((name) => bundled(name, name)),
  ...(["gzip", "gunzip", "zcat"] as const).map(compressing),
  bundled("mawk", "awk"),
];

/** One more of just-bash's commands, for those who have no base image to follow. */
export function bundledTool(name: CommandName): Program {
  return bundled(name, name);
}

function bundled(name: string, command: CommandName): Program {
  return { name, run: (context) => runBundled(command, context) };
}

/** `gzip`, `gunzip`, `zcat`: by ourselves where they stand in a pipe. */
function compressing(name: CommandName): Program {
  return {
    name,
    run: async (context) => (await throughGzip(name, context)) ?? (await runBundled(name, context)),
  };
}

/**
 * Runs one command of just-bash by itself, on the container's file system. Programs that it starts (`xargs`,
 * `find -exec`, `timeout`) is looked up in the container like everything else.
 */
async function runBundled(command: CommandName, context: ProgramContext): Promise<number> {
  const files = new ShellFileSystem(context.fs, {
    write: (path, bytes) => (path === `${STREAM}stdout` ? context.stdout(bytes) : context.stderr(bytes)),
    wait: () => Promise.resolve(false),
    content: (bytes) => inputFor(command, bytes),
    isRaw: BYTEWISE.has(command),
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
          const exitCode = await context.execute(argv.map(wordOf), {
            cwd: inner.cwd,
            env: inner.exportedEnv ?? {},
            ...(context.input === undefined ? { stdin: stdinOf(inner.stdin) } : {}),
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
  const { stdin } = context;
  const words = context.argv.slice(1);
  const { args: given, said } = command === "tar" ? tarArguments(words) : { args: words, said: "" };
  context.stderr(said);
  const extracted = command === "tar" ? await extractTar(given, context) : undefined;
  if (extracted !== undefined) return extracted;
  const fromFile = command === "tar" && stdin.length > 0 ? readingStdin(given) : undefined;
  if (fromFile !== undefined) await files.writeFile(STDIN_FILE, stdin);
  const path = `/usr/bin/${command}`;
  let first: ScriptNode | undefined = {
    type: "Script",
    statements: [
      statement({
        ...simple(path),
        args: (fromFile ?? separated(command, given)).map(literal),
        // Through the file system, bytes stay as they are; the text of a result may have been decoded.
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
    stdin: fromFile === undefined ? inputFor(command, stdin) : "",
    stdinKind: "bytes",
    signal: context.signal,
  });
  context.stdout(encode(result.stdout, "utf8"));
  context.stderr(encode(result.stderr, "utf8"));
  return result.exitCode;
}

/** Commands that count bytes, or take them one by one. */
const BYTEWISE: ReadonlySet<CommandName> = new Set([
  "base64",
  "file",
  "gunzip",
  "gzip",
  "md5sum",
  "od",
  "sha1sum",
  "sha256sum",
  "split",
  "strings",
  "tail",
  "tar",
  "tee",
  "wc",
  "zcat",
]);

function inputFor(command: CommandName, stdin: Uint8Array): string {
  return BYTEWISE.has(command) ? latin1(stdin) : toTextInput(stdin);
}

/**
 * `paste -sd,` and `od -tx1`: joined options, and paste's standard input; just-bash supports neither. Its grep takes every file
 * for text, and does not know GNU's option that asks for that.
 */
function separated(command: CommandName, args: readonly string[]): readonly string[] {
  if (/^[ef]?grep$/.test(command)) return asText(args);
  if (command === "od") return args.flatMap((arg) => (/^-t./.test(arg) ? ["-t", arg.slice(2)] : [arg]));
  if (command !== "paste") return args;
  const parted = args.flatMap((arg) => {
    const match = /^-(s?)d(.*)$/.exec(arg);
    if (!match) return [arg];
    return [...(match[1] ? ["-s"] : []), "-d", ...(match[2] ? [match[2]] : [])];
  });
  const files = parted.filter((arg, at) => (arg === "-" || !arg.startsWith("-")) && parted[at - 1] !== "-d");
  return files.length > 0 ? parted : [...parted, "-"];
}

/** Options of grep whose value may be the next word. */
const GREP_VALUED = /^-[A-Za-z]*[efmABC]$/;

function asText(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return args.flatMap((arg, at) => {
    if ((end >= 0 && at >= end) || GREP_VALUED.test(args[at - 1] ?? "")) return [arg];
    if (/^--(text|binary-files=text)$/.test(arg)) return [];
    const letters = /^-([a-zA-Z]*?)a([a-zA-Z]*)$/.exec(arg);
    if (letters === null || /[efmABC]/.test(letters[1] ?? "")) return [arg];
    const rest = `${letters[1]}${letters[2]}`;
    return rest === "" ? [] : [`-${rest}`];
  });
}

/** just-bash passes bytes as strings with one character per byte, behind an opaque type. */
export function stdinOf(stdin: unknown): Uint8Array {
  return typeof stdin === "string" ? fromInput(stdin) : new Uint8Array(0);
}

export function captured(stdout: Capture, stderr: Capture, exitCode: number, direct = false): ExecResult {
  const output = toOutput(stdout.bytes(), direct);
  if (output === undefined) {
    const why = `layerlab: a group, a function or a substitution passes on no more than ${TEXT_LIMIT >> 20} MB that are no text\n`;
    return { stdout: "", stderr: why, exitCode: BROKEN_PIPE };
  }
  return {
    stdout: output,
    stdoutKind: "bytes",
    stdoutEncoding: "binary",
    stderr: new TextDecoder().decode(stderr.bytes()),
    exitCode,
  };
}
