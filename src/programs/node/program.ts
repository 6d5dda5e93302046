import { FileSystemError } from "../../errors/filesystem.js";
import { splitAssignment } from "../../posix/environment.js";
import { absolute } from "../../posix/path.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import type { NodeProgram } from "./thread/start.js";

const MEMORY_LIMIT = 256 * 1024 * 1024;
/** Milliseconds that a program may compute without a sign of life. */
const TIME_LIMIT_MS = 120_000;

/** What `node --version` says if a stand-in does not name a version: the Node.js of Ubuntu 22.04's archive. */
const VERSION = "v12.22.9";

const HELP = `Usage: node [options] [ script.js ] [arguments]
       node [options] -e code [arguments]

Options:
  -                        script read from stdin (default if no file name is provided)
  --                       indicate the end of node options
  -c, --check              syntax check script without executing
  -e, --eval=...           evaluate script
  -h, --help               print node command line options
  --input-type=...         set module type for string input
  -p, --print [...]        evaluate script and print result
  -r, --require=...        CommonJS module to preload
  -v, --version            print Node.js version
`;

interface Invocation {
  readonly mode: "script" | "eval" | "stdin" | "version" | "help" | "bad";
  readonly text: string;
  readonly print: boolean;
  readonly module: boolean;
  readonly check: boolean;
  readonly args: readonly string[];
}

/**
 * `node`: JavaScript in QuickJS with the parts of Node that programs in lessons use (CommonJS and ES modules,
 * `fs`, `path`, timers, `process`, `console` …), over the container's files. No network, no child processes.
 *
 * It runs in a thread of its own where there are threads, so a signal reaches it whatever it is doing. A program that only computes
 * is ended after {@link TIME_LIMIT_MS}, one that wants more than 256 MB gets an error.
 */
export const nodeProgram: Program = createNode();

export function createNode(
  limits: { readonly memory?: number; readonly milliseconds?: number } = {},
): Program {
  return {
    name: "node",
    async run(given) {
      const version = versionOf(given);
      const call = parse(given.argv.slice(1));
      if (call.mode === "version") {
        given.stdout(`${version}\n`);
        return 0;
      }
      if (call.mode === "help") {
        given.stdout(HELP);
        return 0;
      }
      if (call.mode === "bad") {
        given.stderr(`${given.argv[0] ?? "node"}: ${call.text}\n`);
        return 9;
      }
      if (call.mode === "stdin" && given.tty && given.stdin.length === 0) {
        given.stderr("node: there is no interactive prompt here: use node -e CODE or node FILE\n");
        return 1;
      }
      const isAsked = call.mode === "stdin" && given.input !== undefined;
      const context = isAsked ? { ...given, stdin: (await given.input?.all()) ?? given.stdin } : given;
      // Others may still handle one, of a module's: only a signal in the first moments is lost to them.
      if (!mentionsSignals(call, context)) context.signals.settled();
      const { credentials } = context.fs;
      const { interpret } = await import("./interpreter.js");
      return interpret(
        {
          program: programOf(call, context),
          argv: [context.path, ...call.args],
          execPath: context.path,
          version,
          env: context.env,
          cwd: context.cwd,
          stdin: call.mode === "stdin" ? new Uint8Array(0) : context.stdin,
          tty: context.tty,
          hostname: context.hostname,
          uid: credentials.uid,
          gid: credentials.gid,
          umask: credentials.umask,
          memoryLimit: limits.memory ?? MEMORY_LIMIT,
          timeLimit: limits.milliseconds ?? TIME_LIMIT_MS,
        },
        context,
      );
    },
  };
}

function programOf(call: Invocation, context: ProgramContext): NodeProgram {
  const { text, check: checkOnly, module, print } = call;
  if (call.mode === "script") return { kind: "file", file: text, checkOnly };
  const code = call.mode === "stdin" ? new TextDecoder().decode(context.stdin) : text;
  return { kind: "text", name: call.mode === "stdin" ? "[stdin]" : "[eval]", code, module, print };
}

function mentionsSignals({ mode, text }: Invocation, { fs, cwd, stdin }: ProgramContext): boolean {
  if (mode === "eval") return text.includes("SIG");
  if (mode === "stdin") return new TextDecoder().decode(stdin).includes("SIG");
  try {
    return new TextDecoder().decode(fs.readFile(absolute(cwd, text))).includes("SIG");
  } catch (error) {
    // The program says what is wrong with its file.
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}

function versionOf(context: ProgramContext): string {
  const note = context.note?.trim();
  if (!note) return VERSION;
  // A Debian version (`12.22.9~dfsg-1ubuntu3`) or Node's own.
  const found = /(\d+\.\d+\.\d+)/.exec(note)?.[1];
  return found ? `v${found}` : VERSION;
}

function parse(argv: readonly string[]): Invocation {
  const rest = [...argv];
  const result = { mode: "stdin" as Invocation["mode"], text: "", print: false, module: false, check: false };
  while (rest[0]?.startsWith("-") && rest[0] !== "-") {
    const option = rest.shift() ?? "";
    const [name, value] = splitAssignment(option);
    if (option === "--") break;
    if (name === "-v" || name === "--version") return { ...result, mode: "version", args: rest };
    if (name === "-h" || name === "--help") return { ...result, mode: "help", args: rest };
    if (name === "-e" || name === "--eval" || name === "-p" || name === "--print" || name === "-pe") {
      const code = value ?? rest.shift();
      if (code === undefined)
        return { ...result, mode: "bad", text: `${name} requires an argument`, args: rest };
      result.mode = "eval";
      result.text = code;
      result.print ||= name !== "-e" && name !== "--eval";
    } else if (name === "--input-type") result.module = (value ?? rest.shift()) === "module";
    else if (name === "-c" || name === "--check") result.check = true;
    else if (name === "-r" || name === "--require") rest.shift();
    else if (
      !/^--(no-|trace-|experimental-|max-old-space-size|harmony|enable-|disable-|unhandled-rejections|preserve|stack)/.test(
        name,
      )
    ) {
      return { ...result, mode: "bad", text: `bad option: ${option}`, args: rest };
    }
  }
  if (result.mode === "eval") return { ...result, args: rest };
  const file = rest[0];
  if (file === undefined || file === "-") return { ...result, args: file === undefined ? [] : rest };
  return { ...result, mode: "script", text: file, args: rest.slice(1) };
}
