import {
  Bash,
  type CommandContext,
  type ExecResult,
  parse,
  type ScriptNode,
  type StatementNode,
} from "just-bash";
import { FileSystemError } from "../../errors/filesystem.js";
import type { Child, Launcher } from "../launcher.js";
import { absolute, lookup } from "../lookup.js";
import { latin1, PRIVATE, ShellFileSystem } from "./adapter.js";
import { type BuiltinContext, builtins } from "./builtins.js";
import { captured, stdinOf } from "./bundled.js";
import { BrokenPipe, Capture } from "./capture.js";
import { LIMITS } from "./limits.js";
import { CHECK, DETACH, DISCARD, Rewriter, RUN, SOURCE, STDERR, STDOUT, STREAM } from "./rewrite.js";
import { literal, simple, statement } from "./syntax.js";
import { syntaxError } from "./syntax-error.js";

export interface HostOptions {
  readonly child: Child;
  readonly launcher: Launcher;
  /** `$0`. */
  readonly zero: string;
  /** `dash` words its messages its own way. */
  readonly kind: "bash" | "dash";
  readonly mode: "interactive" | "command" | "file";
}

/** Where a shell's own output goes at the moment, and what stops what it is doing. */
export interface Turn {
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (chunk: Uint8Array) => void;
  readonly signal: AbortSignal;
  /** False: not to the terminal that the shell has. */
  readonly terminal?: false;
}

const encoder = new TextEncoder();
const SLICE_MS = 10;

/** One shell process: just-bash's interpreter, with programs, output and stopping ours. */
export class ShellHost {
  readonly options: HostOptions;
  readonly files: ShellFileSystem;
  readonly rewriter: Rewriter;
  readonly aliases = new Map<string, string>();
  turn: Turn;
  /** What `trap TEXT EXIT` asked for. */
  exitTrap: string | undefined;
  /** Answers the shell when it waits for its next line: see `session.ts`. */
  onWait: (path: string) => Promise<boolean> = () => Promise.resolve(false);
  readonly #bash: Bash;
  #tree: ScriptNode | undefined;
  #yielded = performance.now();
  /** Ends what was started with `&` when the shell ends. */
  readonly #end = new AbortController();
  readonly #jobs = new Set<Promise<void>>();

  constructor(options: HostOptions) {
    this.options = options;
    const { child } = options;
    child.signal.addEventListener("abort", () => this.#end.abort(), { once: true, signal: this.#end.signal });
    this.turn = { stdout: child.stdout, stderr: child.stderr, signal: this.#end.signal };
    this.rewriter = new Rewriter(options.mode === "interactive" ? this.aliases : new Map());
    this.files = new ShellFileSystem(child.fs, {
      write: (path, bytes) => this.#stream(path.slice(STREAM.length), bytes),
      wait: (path) => this.onWait(path),
    });
    const level = Number(child.env.SHLVL ?? 0);
    this.#bash = new Bash({
      fs: this.files,
      cwd: child.cwd,
      env: { ...child.env, PWD: child.cwd, SHLVL: String(Number.isInteger(level) ? level + 1 : 1) },
      commands: [],
      customCommands: [
        { name: RUN, execute: (args, context) => this.#run(args, context) },
        { name: DETACH, execute: (args, context) => this.#detach(args, context) },
        { name: CHECK, execute: () => this.#check() },
        { name: SOURCE, execute: (args, context) => this.#source(args, context) },
      ],
      executionLimits: LIMITS,
      defenseInDepth: false,
      processInfo: { pid: 1, ppid: 0, uid: child.fs.credentials.uid, gid: child.fs.credentials.gid },
    });
    this.#bash.registerTransformPlugin({
      name: "container",
      transform: ({ ast }) => ({ ast: this.#tree ?? ast }),
    });
  }

  /** Runs a whole script; answers its exit status. */
  async run(text: string, args: readonly string[], stdin?: Uint8Array): Promise<number> {
    const statements = this.parse(text);
    if (!statements) return 2;
    return this.execute(statements, args, stdin);
  }

  /** The script's statements, ready to run; says what is wrong with it and answers nothing when it has errors. */
  parse(text: string): StatementNode[] | undefined {
    try {
      return this.rewriter.script(parse(text));
    } catch (error) {
      this.say(syntaxError(error, text, this.options));
      return undefined;
    }
  }

  /** `statements` may grow while they run. */
  async execute(
    statements: StatementNode[],
    args: readonly string[],
    stdin: Uint8Array = this.options.child.stdin(),
  ): Promise<number> {
    const { child, zero } = this.options;
    const prelude = [
      statement(simple("unset", "OLDPWD")),
      ...(args.length > 0
        ? [statement({ ...simple("set", "--"), args: [literal("--"), ...args.map(literal)] })]
        : []),
    ];
    statements.unshift(...prelude);
    this.#tree = { type: "Script", statements };
    const result = await this.#bash.exec(":", {
      rawScript: true,
      env: { 0: zero },
      stdin: latin1(stdin),
      stdinKind: "bytes",
      signal: child.signal,
    });
    if (child.signal.aborted) {
      this.#end.abort();
      return 137;
    }
    this.turn.stdout(encoder.encode(result.stdout));
    this.say(result.stderr);
    await this.#atExit(result.env);
    this.#end.abort();
    // just-bash ends with 1 where bash has a code of its own.
    const unbound = result.exitCode === 1 && /: unbound variable\n$/.test(result.stderr);
    return unbound ? (this.options.kind === "dash" ? 2 : 127) : result.exitCode;
  }

  /** The EXIT trap sees the variables the script left; its functions are gone. */
  async #atExit(env: Readonly<Record<string, string>>): Promise<void> {
    const text = this.exitTrap;
    this.exitTrap = undefined;
    const statements = text === undefined ? undefined : this.parse(text);
    if (!statements) return;
    this.#tree = { type: "Script", statements };
    const { signal } = this.options.child;
    const result = await this.#bash.exec(":", {
      rawScript: true,
      env: { ...env },
      cwd: env.PWD ?? "/",
      signal,
    });
    this.turn.stdout(encoder.encode(result.stdout));
    this.say(result.stderr);
  }

  /** Writes to the shell's standard error. */
  say(text: string): void {
    if (text === "") return;
    const words = this.#worded(this.#refusal(text, 1));
    this.turn.stderr(encoder.encode(words));
  }

  /** A message of the shell's own as this shell words it: `bash: line 3: MESSAGE`. */
  message(line: number, text: string): string {
    const { zero, kind, mode } = this.options;
    if (kind === "dash") return `${zero}: ${line}: ${text}\n`;
    return mode === "interactive" ? `${zero}: ${text}\n` : `${zero}: line ${line}: ${text}\n`;
  }

  get stopped(): boolean {
    return this.turn.signal.aborted || this.options.child.signal.aborted;
  }

  #stream(target: string, bytes: Uint8Array): void {
    if (target === "stdout") {
      this.turn.stdout(bytes);
      return;
    }
    const [, kind, line = "0"] = /^stderr([!?])(\d+)$/.exec(target) ?? [];
    if (bytes.length === 0) return;
    if (kind === undefined) {
      this.say(new TextDecoder().decode(bytes));
      return;
    }
    if (kind !== "!" && !latin1(bytes.subarray(0, 4096)).includes("bash: ")) {
      this.turn.stderr(bytes);
      return;
    }
    let text = this.#worded(this.#refusal(new TextDecoder().decode(bytes), Number(line)));
    if (kind === "!") {
      // The interpreter's own words for a builtin's failure: put as this shell would.
      const words = /^bash: (?!line )([^\n]*)\n/gm;
      text = text.replace(words, (_, said: string) => this.message(Number(line), said));
    }
    this.turn.stderr(encoder.encode(text));
  }

  /** What is left of the interpreter's own wording, in bash's. */
  #worded(text: string): string {
    return text
      .replace(
        /^(?:bash: )?([A-Za-z_]\w*: (?:unbound variable|parameter null or not set))$/gm,
        (_, said: string) => this.message(1, said).trimEnd(),
      )
      .replace(
        /^bash: (\w+): maximum recursion depth \((\d+)\) exceeded.*$/gm,
        (_, name: string, depth: string) =>
          this.message(1, `${name}: maximum function nesting level exceeded (${depth})`).trimEnd(),
      )
      .replace(/, increase executionLimits\.\w+/g, "");
  }

  /** just-bash's message about a file it could not open, with the mark taken off and the true reason. */
  #refusal(text: string, line: number): string {
    if (!text.includes(PRIVATE)) return text;
    return text.replace(
      /^bash: ([^\n\u0001]*)\u0001: (cannot open redirect target|Is a directory|cannot overwrite existing file)$/gm,
      (_, name: string, said: string) => {
        const reason = [...this.files.refusals].find(([path]) =>
          path.endsWith(name.replace(/^(\.\/)+/, "")),
        )?.[1];
        return this.message(
          line,
          `${name}: ${/^cannot open/.test(said) ? (reason ?? "Permission denied") : said}`,
        ).trimEnd();
      },
    );
  }

  async #run(args: readonly string[], context: CommandContext): Promise<ExecResult> {
    const [live = "0", line = "0", name = "", ...rest] = args;
    if (this.stopped) return { stdout: "", stderr: "", exitCode: 130 };
    await this.#breathe();
    const bits = Number(live);
    const stdout = new Capture();
    const stderr = new Capture();
    const { turn } = this;
    const child: Child = {
      ...this.options.child,
      argv: [name, ...rest],
      env: context.exportedEnv ?? {},
      cwd: context.cwd,
      fs: this.files.forPrograms(),
      stdin: () => stdinOf(context.stdin),
      stdout: bits & STDOUT ? turn.stdout : bits & DISCARD ? () => undefined : stdout.write,
      stderr: bits & STDERR ? turn.stderr : stderr.write,
      signal: turn.signal,
      piped: (bits & (STDOUT | DISCARD)) === 0,
      tty: this.options.child.tty && turn.terminal !== false && (bits & STDOUT) !== 0,
      depth: this.options.child.depth + 1,
    };
    let code: number;
    try {
      code = await this.#start(child, context, Number(line));
    } catch (error) {
      if (!(error instanceof BrokenPipe)) throw error;
      code = 141;
    }
    return captured(stdout, stderr, code & 0xff);
  }

  async #start(child: Child, context: CommandContext, line: number): Promise<number> {
    const { launcher } = this.options;
    const [name = ""] = child.argv;
    const say = (message: string) => this.message(line, message);
    const builtin = builtins.get(name);
    if (builtin) {
      const inner: BuiltinContext = {
        child,
        host: this,
        launcher,
        say: (message) => child.stderr(encoder.encode(say(message))),
        assign: async (variable, value) => context.assignShellVariable?.(variable, value),
      };
      return builtin(inner);
    }
    // PATH need not be exported to be searched.
    const path = context.env.get("PATH");
    const found = lookup(name, path === undefined ? {} : { PATH: path }, child.cwd, child.fs);
    if (found.found) return launcher.launch(found.path, child, say);
    const dash = this.options.kind === "dash";
    const slash = name.includes("/");
    const [text, code] =
      found.reason === "not-found"
        ? [slash || dash ? (dash ? "not found" : "No such file or directory") : "command not found", 127]
        : [found.reason === "is-directory" && !dash ? "Is a directory" : "Permission denied", 126];
    child.stderr(encoder.encode(say(`${name}: ${text}`)));
    return Number(code);
  }

  /** `COMMAND &`: runs beside the script with the variables of now; its functions are not there. */
  async #detach(args: readonly string[], context: CommandContext): Promise<ExecResult> {
    const slot = this.rewriter.slots[Number(args[0] ?? "")];
    this.#tree = { type: "Script", statements: slot?.body ?? [] };
    const env = { ...Object.fromEntries(context.env), PWD: context.cwd };
    const { turn } = this;
    const running = this.#bash.exec(":", {
      rawScript: true,
      env,
      cwd: context.cwd,
      signal: this.#end.signal,
    });
    const job = running.then((result) => {
      if (this.#end.signal.aborted) return;
      turn.stdout(encoder.encode(result.stdout));
      turn.stderr(encoder.encode(this.#worded(this.#refusal(result.stderr, 1))));
    });
    this.#jobs.add(job);
    void job.catch(() => undefined).then(() => this.#jobs.delete(job));
    return { stdout: "", stderr: "", exitCode: 0 };
  }

  /** `wait`: until nothing started with `&` runs any more. */
  async wait(signal: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true }),
    );
    await Promise.race([Promise.all(this.#jobs), stopped]);
  }

  async #check(): Promise<ExecResult> {
    await this.#breathe();
    return { stdout: "", stderr: "", exitCode: this.stopped ? 1 : 0 };
  }

  /** Lets timers and signals through now and then: the interpreter alone would never give way to them. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#yielded < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#yielded = performance.now();
  }

  async #source(args: readonly string[], context: CommandContext): Promise<ExecResult> {
    const [number = "", mode, live = "0", inFunction, ...rest] = args;
    const slot = this.rewriter.slots[Number(number)];
    const fail = (text: string, code: number): ExecResult => ({ stdout: "", stderr: text, exitCode: code });
    if (!slot) return fail("", 1);
    slot.body = [];
    if (mode === "words") {
      slot.body = this.rewriter.words(rest, slot, Number(live), inFunction === "1");
      return fail("", 0);
    }
    let text = rest.join(" ");
    if (mode === "file") {
      const [file] = rest[0] === "--" ? rest.slice(1) : rest;
      if (file === undefined) return fail("bash: source: filename argument required\n", 2);
      try {
        text = new TextDecoder().decode(this.files.target.readFile(this.#sourceFile(file, context)));
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        return fail(this.message(1, `${file}: ${error.strerror}`), 1);
      }
    }
    try {
      slot.body = this.rewriter.script(parse(text), Number(live), inFunction === "1");
    } catch (error) {
      return fail(
        syntaxError(error, text, { ...this.options, source: mode === "eval" ? "eval" : rest[0] }),
        2,
      );
    }
    return fail("", 0);
  }

  #sourceFile(file: string, context: CommandContext): string {
    if (file.includes("/")) return absolute(context.cwd, file);
    for (const directory of (context.env.get("PATH") ?? "").split(":")) {
      const path = absolute(context.cwd, `${directory}/${file}`);
      if (directory && this.files.target.lstatIfExists(path)) return path;
    }
    return absolute(context.cwd, file);
  }
}
