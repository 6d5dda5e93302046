import { FileSystemError } from "../errors/filesystem.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";
import { type Lookup, lookup } from "./lookup.js";
import { type Executable, identify } from "./program.js";
import type { ExecuteOptions, Program, ProgramContext } from "./programs.js";

/** A process about to run: what execve(2) is given, and where its output goes. */
export interface Child {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly fs: FileSystem;
  readonly hostname: string;
  /** All of standard input. */
  readonly stdin: () => Uint8Array;
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (chunk: Uint8Array) => void;
  readonly signal: AbortSignal;
  readonly tty: boolean;
  /** See {@link ProgramContext.piped}. */
  readonly piped: boolean;
  /** Processes above this one; bounds what starts itself. */
  readonly depth: number;
}

/** A shell is run by name like a program, but starts others itself and so needs the whole child. */
export type Shell = (child: Child, launcher: Launcher) => Promise<number>;

const MAX_DEPTH = 40;
const MAX_INTERPRETERS = 5;
const encoder = new TextEncoder();

/** Turns executable files into running programs. */
export class Launcher {
  readonly #programs: ReadonlyMap<string, Program>;
  readonly #shells: ReadonlyMap<string, Shell>;

  constructor(programs: readonly Program[], shells: Readonly<Record<string, Shell>>) {
    this.#programs = new Map(programs.map((program) => [program.name, program]));
    this.#shells = new Map(Object.entries(shells));
  }

  lookup(child: Pick<Child, "env" | "cwd" | "fs">, argv0: string): Lookup {
    return lookup(argv0, child.env, child.cwd, child.fs);
  }

  /**
   * Runs the file at `path` as execve(2) would: a stand-in's program, a script's interpreter; a text file
   * without `#!` goes to the shell, as shells do on ENOEXEC. `say` words failures (`bash: line 1: `).
   */
  async launch(
    path: string,
    child: Child,
    say: (message: string) => string = (m) => `${m}\n`,
  ): Promise<number> {
    const refuse = (message: string, code: number): number => {
      child.stderr(encoder.encode(say(message)));
      return code;
    };
    if (child.depth > MAX_DEPTH) return refuse("fork: retry: Resource temporarily unavailable", 254);
    const name = child.argv[0] ?? path;
    let file = path;
    // A script is told the name it was called by, or the path a search found.
    const shown = name.includes("/") ? name : path;
    let argv = child.argv;
    for (let step = 0; step < MAX_INTERPRETERS; step++) {
      let data: FileData;
      try {
        data = child.fs.open(file);
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        return refuse(`${name}: ${error.strerror}`, error.code === "ENOENT" ? 127 : 126);
      }
      const kind = identify(data);
      if (kind.kind === "script") {
        const found = lookup(kind.interpreter, child.env, "/", child.fs);
        if (!found.found || !kind.interpreter.startsWith("/")) {
          const why =
            !found.found && found.reason === "not-executable"
              ? "Permission denied"
              : "No such file or directory";
          return refuse(`${name}: ${kind.interpreter}: bad interpreter: ${why}`, 126);
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
        if (isBinary(data)) return refuse(`${name}: cannot execute binary file: Exec format error`, 126);
        return this.#start(
          "sh",
          file,
          { ...child, argv: ["sh", file === path ? shown : file, ...argv.slice(1)] },
          undefined,
          refuse,
        );
      }
      const program = programOf(kind, file);
      return this.#start(program.name, file, { ...child, argv }, program.note, refuse);
    }
    return refuse(`${name}: too many levels of interpreters`, 126);
  }

  async #start(
    program: string,
    path: string,
    child: Child,
    note: string | undefined,
    refuse: (message: string, code: number) => number,
  ): Promise<number> {
    const shell = this.#shells.get(program);
    if (shell) return shell(child, this);
    const applet = child.argv[1];
    // One file that is many programs: by the name it is called by, or else by its first argument.
    if (program === "busybox" && applet !== undefined) {
      if (!this.#shells.has(applet) && !this.#programs.has(applet)) {
        child.stderr(encoder.encode(`${applet}: applet not found\n`));
        return 127;
      }
      return this.#start(applet, path, { ...child, argv: child.argv.slice(1) }, note, refuse);
    }
    const found = this.#programs.get(program);
    if (!found) {
      return refuse(`${child.argv[0] ?? path}: cannot execute binary file: Exec format error`, 126);
    }
    return found.run(this.#context(path, child, note));
  }

  #context(path: string, child: Child, note: string | undefined): ProgramContext {
    const bytes = (chunk: string | Uint8Array) => (typeof chunk === "string" ? encoder.encode(chunk) : chunk);
    return {
      argv: child.argv,
      path,
      ...(note === undefined ? {} : { note }),
      env: child.env,
      cwd: child.cwd,
      fs: child.fs,
      hostname: child.hostname,
      get stdin() {
        return child.stdin();
      },
      stdout: (chunk) => child.stdout(bytes(chunk)),
      stderr: (chunk) => child.stderr(bytes(chunk)),
      signal: child.signal,
      tty: child.tty,
      piped: child.piped,
      execute: (argv, options) => this.#execute(argv, child, options ?? {}),
    };
  }

  #execute(argv: readonly string[], parent: Child, options: ExecuteOptions): Promise<number> {
    const { stdin, ...given } = options;
    const child: Child = {
      ...parent,
      ...defined(given),
      ...(stdin === undefined ? {} : { stdin: () => stdin }),
      argv,
      depth: parent.depth + 1,
    };
    const name = parent.argv[0] ?? "";
    const command = argv[0] ?? "";
    const found = this.lookup(child, command);
    if (!found.found) {
      const missing = found.reason === "not-found";
      const why = missing ? "No such file or directory" : "Permission denied";
      child.stderr(encoder.encode(`${basename(name)}: '${command}': ${why}\n`));
      return Promise.resolve(missing ? 127 : 126);
    }
    return this.launch(found.path, child);
  }
}

function programOf(kind: Executable, file: string): { readonly name: string; readonly note?: string } {
  // A busybox is what it is called by.
  if (kind.kind !== "program" || kind.program === "busybox") return { name: basename(file) };
  return kind.note === undefined ? { name: kind.program } : { name: kind.program, note: kind.note };
}

/** As bash decides: a NUL in the first line means it is not a script. */
function isBinary(data: FileData): boolean {
  const head = data.read(0, 80);
  const end = head.indexOf(10);
  return head.subarray(0, end < 0 ? head.length : end).includes(0);
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function defined(options: Omit<ExecuteOptions, "stdin">): Partial<Child> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
