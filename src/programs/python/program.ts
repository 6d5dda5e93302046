import { FileSystemError } from "../../errors/filesystem.js";
import { exists, type Layout, layoutOf } from "../../packages/pip/python-layout.js";
import { absolute } from "../../posix/path.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { type Invocation, parseCommandLine } from "./command-line.js";
import { startUp } from "./guest/start-up.js";
import type { InterpreterRun } from "./interpreter.js";

/** The bytes that the interpreter may hold; more is a `MemoryError`. */
const MEMORY_LIMIT = 256 << 20;
/** The milliseconds that a program may compute without a sign of life. */
const TIME_LIMIT_MS = 120_000;

/** Files that only the interpreter sees. */
const HIDDEN = "/.layerlab-python";
const SIGNALS = `${HIDDEN}/signals`;
/** Where the interpreter believes its library to be, before its start-up code has run. */
const STARTED_FROM = "lib/python3.13";

const USAGE = (name: string) => `usage: ${name} [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options and arguments (and corresponding environment variables):
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also --help)
-I     : isolate Python from the user's environment (implies -E and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements
-q     : don't print version and copyright messages on interactive startup
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered
-V     : print the Python version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
-X opt : set implementation-specific option
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
`;

/** Modules that wait for connections or start processes, neither of which exists in a container here. */
const SERVERS = new Set(["http.server", "xmlrpc.server", "smtpd", "socketserver"]);

export interface PythonLimits {
  readonly memory?: number;
  readonly milliseconds?: number;
}

/**
 * `python3`: CPython 3.13 compiled to WebAssembly, on the container's files and with the process's credentials. It
 * presents itself as the version its file names (3.10.12 of Ubuntu 22.04). No network, no processes, no threads.
 */
export const pythonProgram: Program = createPython();

export function createPython(limits: PythonLimits = {}): Program {
  return { name: "python", run: (context) => python(context, limits) };
}

async function python(context: ProgramContext, limits: PythonLimits): Promise<number> {
  const layout = layoutOf(context.fs.realpath(context.path), context.note);
  const call = parseCommandLine(context.argv.slice(1));
  const argv0 = context.argv[0] ?? "python3";
  switch (call.mode) {
    case "version":
      context.stdout(`Python ${call.verboseVersion ? describe(layout.version) : layout.version}\n`);
      return 0;
    case "help":
      context.stdout(USAGE(argv0));
      return 0;
    case "bad":
      context.stderr(
        `${call.name}\n${USAGE(argv0).split("\n")[0]}\nTry \`python -h' for more information.\n`,
      );
      return 2;
    case "module": {
      const own = await ownModule(context, layout, call);
      if (own !== undefined) return own;
      break;
    }
    case "stdin":
      if (context.tty && context.stdin.length === 0) {
        context.stderr(
          `${argv0}: there is no interactive prompt here: use ${argv0} -c CODE or ${argv0} FILE\n`,
        );
        return 1;
      }
      break;
    default:
  }
  if (!exists(context.fs, `${layout.library}/os.py`)) return libraryMissing(context, layout, argv0);
  const handling = mentionsSignals(call, context);
  // Others may still handle one, of a module's: only a signal in the first moments is lost to them.
  if (!handling) context.signals.settled();
  const { interpret } = await import("./interpreter.js");
  return interpret({ ...prepare(context, layout, call, limits), handling });
}

const HANDLES = /signal|KeyboardInterrupt/;

function mentionsSignals({ mode, name }: Invocation, { fs, cwd, stdin }: ProgramContext): boolean {
  if (mode === "code") return HANDLES.test(name);
  if (mode === "module") return false;
  if (mode === "stdin") return HANDLES.test(new TextDecoder().decode(stdin));
  try {
    return HANDLES.test(new TextDecoder().decode(fs.readFile(absolute(cwd, name))));
  } catch (error) {
    // The program says what is wrong with its file.
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}

/** `sys.version`: exact for Ubuntu 22.04's, for others without the time of the build. */
function describe(version: string): string {
  return `${version} (main${version === "3.10.12" ? ", Nov 20 2023, 15:14:05" : ""}) \n[GCC 11.4.0]`;
}

/** Modules that a program of ours stands in for; `undefined`: CPython runs the module. */
async function ownModule(
  context: ProgramContext,
  layout: Layout,
  { name, args }: Invocation,
): Promise<number | undefined> {
  if (SERVERS.has(name)) {
    context.stderr(
      `${context.path}: layerlab: ${name} cannot serve here: containers of this engine have no network\n`,
    );
    return 1;
  }
  if (name === "pip") {
    const { pipModule } = await import("../../packages/pip/program.js");
    return pipModule(context, layout, args);
  }
  if (name === "venv" || name === "ensurepip") {
    context.stderr(`${context.path}: layerlab: ${name} is not built in: install packages with pip3\n`);
    return 1;
  }
  return undefined;
}

/** Where pip installs for a user who may not write to the usual place. */
function userPackages({ env }: ProgramContext, { series }: Layout): string {
  return `${env.HOME ?? ""}/.local/lib/python${series}/site-packages`;
}

/** How CPython dies without its standard library. */
function libraryMissing(context: ProgramContext, layout: Layout, argv0: string): number {
  context.stderr(`Could not find platform independent libraries <prefix>
Consider setting $PYTHONHOME to <prefix>[:<exec_prefix>]
Python path configuration:
  PYTHONHOME = (not set)
  PYTHONPATH = (not set)
  program name = '${argv0}'
  sys.executable = '${context.path}'
  sys.prefix = '${layout.prefix}'
Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding
Python runtime state: core initialized
ModuleNotFoundError: No module named 'encodings'
`);
  return 1;
}

function prepare(
  context: ProgramContext,
  layout: Layout,
  call: Invocation,
  limits: PythonLimits,
): Omit<InterpreterRun, "handling"> {
  const { credentials } = context.fs;
  const given = call.isolated
    ? Object.fromEntries(Object.entries(context.env).filter(([name]) => !name.startsWith("PYTHON")))
    : context.env;
  const startedFrom = `${layout.prefix}/${STARTED_FROM}`;
  const search = given.PYTHONPATH ? `${HIDDEN}:${given.PYTHONPATH}` : HIDDEN;
  const old = Number(layout.series.split(".")[1]) < 11;
  const own: Record<string, string> = {
    PYTHONHOME: layout.prefix,
    PYTHONPATH: search,
    // Compiled modules would be for another version of Python than the one shown.
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHON_COLORS: "0",
    // Marks under the failing part of a line are new in 3.11.
    ...(old ? { PYTHONNODEBUGRANGES: "1" } : {}),
  };
  const identity = startUp({
    version: layout.version,
    described: describe(layout.version).replace("\n", ""),
    executable: context.path,
    prefix: layout.prefix,
    path: [
      `${layout.prefix}/lib/python${layout.series.replace(".", "")}.zip`,
      layout.library,
      `${layout.library}/lib-dynload`,
      ...[userPackages(context, layout), ...layout.packages].filter((path) => exists(context.fs, path)),
    ],
    startedFrom,
    home: layout.library,
    hidden: HIDDEN,
    signals: SIGNALS,
    uid: credentials.uid,
    gid: credentials.gid,
    groups: credentials.groups,
    umask: credentials.umask,
    hostname: context.hostname,
    own: Object.keys(own),
    variables: Object.fromEntries(
      Object.keys(own).flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
    ),
  });
  return {
    argv: [context.argv[0] ?? "python3", ...commandLine(call)],
    env: { ...given, ...own },
    cwd: context.cwd,
    umask: credentials.umask,
    stdin: context.stdin,
    input: context.input,
    tty: context.tty,
    fs: context.fs,
    signal: context.signal,
    stdout: (chunk) => context.stdout(chunk),
    stderr: (chunk) => context.stderr(chunk),
    hidden: { [`${HIDDEN}/sitecustomize.py`]: new TextEncoder().encode(identity) },
    signalFile: SIGNALS,
    signals: context.signals,
    libraryHome: layout.library,
    libraryPaths: [layout.library, startedFrom],
    memoryLimit: limits.memory ?? MEMORY_LIMIT,
    timeLimit: limits.milliseconds ?? TIME_LIMIT_MS,
  };
}

function commandLine(call: Invocation): string[] {
  const { options, name, args } = call;
  if (call.mode === "code") return [...options, "-c", name, ...args];
  if (call.mode === "module") return [...options, "-m", name, ...args];
  if (call.mode === "script") return [...options, name, ...args];
  return [...options, ...(name === "" ? [] : [name]), ...args];
}
