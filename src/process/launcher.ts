import { FileSystemError } from "../errors/filesystem.js";
import { CANNOT_EXECUTE, KILLED, NOT_FOUND } from "../posix/exit-status.js";
import { nameBytes } from "../posix/name-bytes.js";
import { base } from "../posix/path.js";
import { type Executable, identify } from "../stand-in/program-file.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";
import type { AskedInput } from "./asked-input.js";
import { type Lookup, lookup } from "./lookup.js";
import type { ProcessNetwork } from "./network.js";
import type { ExecuteOptions, Program, ProgramContext } from "./programs.js";
import { ProcessSignals } from "./signals.js";
import { Turns } from "./turns.js";

/** A process about to run: what execve(2) receives, and where the output goes. */
export interface Child {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly fs: FileSystem;
  readonly hostname: string;
  /** All of standard input; empty if there is {@link input}. */
  readonly stdin: () => Uint8Array;
  /** Standard input that is asked for when it is read. */
  readonly input: AskedInput | undefined;
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (chunk: Uint8Array) => void;
  readonly signal: AbortSignal;
  readonly tty: boolean;
  /** See {@link ProgramContext.stderrTty}. */
  readonly stderrTty: boolean;
  /** See {@link ProgramContext.piped}. */
  readonly piped: boolean;
  /** What it does with the signals it is sent. */
  readonly signals: ProcessSignals;
  /** Those of its container's first process; absent where there is none, in a build. */
  readonly init?: ProcessSignals;
  /** See {@link ProgramContext.network}. */
  readonly network?: ProcessNetwork;
  /** How many processes are above this one; bounds programs that start themselves. */
  readonly depth: number;
}

/** A shell is run by name like a program, but starts others itself, so it needs the whole child. */
export type Shell = (child: Child, launcher: Launcher) => Promise<number>;

/** How a file is run. */
interface PlayedProgram {
  readonly name: string;
  readonly note?: string;
  readonly busybox?: boolean;
  /** The file is machine code. */
  readonly isNative?: boolean;
}

const MAX_DEPTH = 40;
/** Programs that become the one they start (execve(2)). */
const REPLACED: ReadonlySet<string> = new Set(["env", "nice", "nohup"]);
/** What may handle signals itself, or become what does. */
const HANDLING: ReadonlySet<string> = new Set([...REPLACED, "nginx", "node", "python"]);
const MAX_INTERPRETERS = 5;
const encoder = new TextEncoder();

/** Turns executable files into running programs. */
export class Launcher {
  readonly #programs: ReadonlyMap<string, Program>;
  readonly #shells: ReadonlyMap<string, Shell>;
  readonly #turns = new Turns();
  readonly #takesInput: (name: string, args: readonly string[]) => boolean;

  /** @param takesInput whether a program reads all of its standard input, which is asked for before it runs */
  constructor(
    programs: readonly Program[],
    shells: Readonly<Record<string, Shell>>,
    takesInput: (name: string, args: readonly string[]) => boolean,
  ) {
    this.#takesInput = takesInput;
    this.#programs = new Map(programs.map((program) => [program.name, program]));
    this.#shells = new Map(Object.entries(shells));
  }

  lookup(child: Pick<Child, "env" | "cwd" | "fs">, argv0: string): Lookup {
    return lookup(argv0, child.env, child.cwd, child.fs);
  }

  /**
   * Runs the file at `path` as execve(2) would: a stand-in's program or a script's interpreter. A text file
   * without `#!` goes to the shell, as shells do on ENOEXEC. `say` words failures (`bash: line 1: `).
   */
  async launch(
    path: string,
    child: Child,
    say: (message: string) => string = (m) => `${m}\n`,
  ): Promise<number> {
    // Programs that start others in a loop (`xargs`, `find -exec`) wait for nothing else.
    await this.#turns.take();
    if (child.signal.aborted) return KILLED;
    const refuse = (message: string, code: number): number => {
      child.stderr(encoder.encode(say(message)));
      return code;
    };
    if (child.depth > MAX_DEPTH) return refuse("fork: retry: Resource temporarily unavailable", 254);
    const name = child.argv[0] ?? path;
    let file = path;
    // A script sees the name it was called by, or the path that a search found.
    const shown = name.includes("/") ? name : path;
    let argv = child.argv;
    for (let step = 0; step < MAX_INTERPRETERS; step++) {
      let data: FileData;
      try {
        data = child.fs.open(file);
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        return refuse(`${name}: ${error.strerror}`, error.code === "ENOENT" ? NOT_FOUND : CANNOT_EXECUTE);
      }
      const kind = identify(data);
      if (kind.kind === "script") {
        const found = lookup(kind.interpreter, child.env, "/", child.fs);
        if (!found.found || !kind.interpreter.startsWith("/")) {
          const why =
            !found.found && found.reason === "not-executable"
              ? "Permission denied"
              : "No such file or directory";
          return refuse(`${name}: ${kind.interpreter}: bad interpreter: ${why}`, CANNOT_EXECUTE);
        }
        argv = [
          kind.interpreter,
          ...(kind.argument === undefined ? [] : [kind.argument]),
          file === path ? shown : file,
          ...argv.slice(1),
        ];
        file = found.path;
        continue;
      }
      if (kind.kind === "text") {
        if (isBinary(data))
          return refuse(`${name}: cannot execute binary file: Exec format error`, CANNOT_EXECUTE);
        return this.#start(
          { name: "sh" },
          file,
          { ...child, argv: ["sh", file === path ? shown : file, ...argv.slice(1)] },
          refuse,
        );
      }
      const program = programOf(kind, file, child.fs);
      return this.#start(program, file, { ...child, argv }, refuse);
    }
    return refuse(`${name}: too many levels of interpreters`, CANNOT_EXECUTE);
  }

  async #start(
    program: PlayedProgram,
    path: string,
    child: Child,
    refuse: (message: string, code: number) => number,
  ): Promise<number> {
    const shell = this.#shells.get(program.name);
    if (shell) return shell(child, this);
    const applet = child.argv[1];
    // One file with many programs: chosen by the name it is called by, or else by its first argument.
    if (program.name === "busybox" && applet !== undefined) {
      if (!this.#shells.has(applet) && !this.#programs.has(applet)) {
        child.stderr(encoder.encode(`${applet}: applet not found\n`));
        return NOT_FOUND;
      }
      return this.#start({ ...program, name: applet }, path, { ...child, argv: child.argv.slice(1) }, refuse);
    }
    const found = this.#programs.get(program.name);
    if (!found) {
      const code = refuse(
        `${child.argv[0] ?? path}: cannot execute binary file: Exec format error`,
        CANNOT_EXECUTE,
      );
      const why = program.isNative
        ? "is machine code, which layerlab does not run, and it has no program of that name"
        : "stands in for a program that layerlab does not have";
      child.stderr(encoder.encode(`layerlab: ${path} ${why}.\n`));
      return code;
    }
    if (!HANDLING.has(program.name)) child.signals.settled();
    return found.run(this.#context(program, path, await this.#fed(program.name, child)));
  }

  /** With all of its input, if it takes that. */
  async #fed(name: string, child: Child): Promise<Child> {
    if (child.input === undefined || !this.#takesInput(name, child.argv.slice(1))) return child;
    const all = await child.input.all();
    return { ...child, stdin: () => all, input: undefined };
  }

  #context({ note, busybox }: PlayedProgram, path: string, child: Child): ProgramContext {
    const { init } = child;
    const bytes = (chunk: string | Uint8Array) => (typeof chunk === "string" ? nameBytes(chunk) : chunk);
    return {
      argv: child.argv,
      path,
      ...(note === undefined ? {} : { note }),
      busybox: busybox ?? false,
      env: child.env,
      cwd: child.cwd,
      fs: child.fs,
      hostname: child.hostname,
      get stdin() {
        return child.stdin();
      },
      ...(child.input === undefined ? {} : { input: child.input }),
      stdout: (chunk) => child.stdout(bytes(chunk)),
      stderr: (chunk) => child.stderr(bytes(chunk)),
      signal: child.signal,
      signals: child.signals,
      ...(child.network === undefined ? {} : { network: child.network }),
      ...(init === undefined ? {} : { signalInit: (signal) => init.send(signal) }),
      tty: child.tty,
      stderrTty: child.stderrTty,
      piped: child.piped,
      execute: (argv, options) => this.#execute(argv, child, options ?? {}),
    };
  }

  #execute(argv: readonly string[], parent: Child, options: ExecuteOptions): Promise<number> {
    const { stdin, ...given } = options;
    const child: Child = {
      ...parent,
      ...defined(given),
      ...(stdin === undefined ? {} : { stdin: () => stdin, input: undefined }),
      argv,
      depth: parent.depth + 1,
      signals: REPLACED.has(base(parent.argv[0] ?? "")) ? parent.signals : new ProcessSignals(),
    };
    const name = parent.argv[0] ?? "";
    const command = argv[0] ?? "";
    const found = this.lookup(child, command);
    if (!found.found) {
      const missing = found.reason === "not-found";
      const why = missing ? "No such file or directory" : "Permission denied";
      child.stderr(encoder.encode(`${base(name)}: '${command}': ${why}\n`));
      return Promise.resolve(missing ? NOT_FOUND : CANNOT_EXECUTE);
    }
    return this.launch(found.path, child);
  }
}

function programOf(kind: Executable, file: string, fs: FileSystem): PlayedProgram {
  // A busybox is what it is called by; so is a program of another system, which ours of that name stands in for.
  if (kind.kind !== "program")
    return { name: base(file), busybox: base(fs.realpath(file)) === "busybox", isNative: true };
  if (kind.program === "busybox") return { name: base(file), busybox: true };
  return kind.note === undefined ? { name: kind.program } : { name: kind.program, note: kind.note };
}

/** Bash's rule: a NUL in the first line means that it is not a script. */
function isBinary(data: FileData): boolean {
  const head = data.read(0, 80);
  const end = head.indexOf(10);
  return head.subarray(0, end < 0 ? head.length : end).includes(0);
}

function defined(options: Omit<ExecuteOptions, "stdin">): Partial<Child> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
