import {
  Bash,
  type CommandContext,
  type ExecResult,
  parse,
  type ScriptNode,
  type StatementNode,
} from "just-bash";
import { FileSystemError } from "../../errors/filesystem.js";
import { BROKEN_PIPE, INTERRUPTED, KILLED, NOT_FOUND } from "../../posix/exit-status.js";
import { absolute } from "../../posix/path.js";
import { signalNumber } from "../../posix/signals.js";
import type { AskedInput } from "../../process/asked-input.js";
import type { Child, Launcher } from "../../process/launcher.js";
import { lookup } from "../../process/lookup.js";
import { ProcessSignals } from "../../process/signals.js";
import { Turns } from "../../process/turns.js";
import { PRIVATE, ShellFileSystem } from "./adapter.js";
import type { BuiltinContext } from "./builtin.js";
import { builtins } from "./builtins.js";
import { captured, stdinOf } from "./bundled.js";
import { bytesOf, latin1, toInput, wordOf } from "./bytes.js";
import { BrokenPipe, Capture } from "./capture.js";
import { Jobs } from "./jobs.js";
import { LIMITS } from "./limits.js";
import { Messages, type Voice } from "./messages.js";
import { setText } from "./read-text.js";
import { DIRECT, DISCARD, EARLY, LAST, REPLACES, STDERR, STDOUT, STREAM } from "./redirections.js";
import { CHECK, DETACH, INPUT, LAST_JOB, Rewriter, RUN, SOURCE, STATUS, TEXT, TRAPS } from "./rewrite.js";
import { source } from "./source.js";
import { literal, simple, statement } from "./syntax.js";
import { syntaxError } from "./syntax-error.js";
import { Traps } from "./traps.js";

export interface HostOptions extends Voice {
  readonly child: Child;
  readonly launcher: Launcher;
}

/** Where a shell's own output goes at the moment, and what stops the shell. */
export interface Turn {
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (chunk: Uint8Array) => void;
  readonly signal: AbortSignal;
  /** The shell's own standard input, if it is asked for. */
  readonly input?: AskedInput | undefined;
  /** False if the output does not go to the shell's terminal. */
  readonly terminal?: false;
}

const encoder = new TextEncoder();
/** What stands for the shell's own input while nobody has read it. */
const OWN_INPUT = `${PRIVATE}input`;

/** One shell process: just-bash's interpreter, with programs, output and stopping of our own. */
export class ShellHost {
  readonly options: HostOptions;
  readonly files: ShellFileSystem;
  readonly rewriter: Rewriter;
  readonly aliases = new Map<string, string>();
  turn: Turn;
  readonly traps: Traps;
  /** By slot: what traps do to no status. */
  readonly #statuses = new Map<string, number>();
  /** Answers the shell while it waits for its next line: see `session.ts`. */
  onWait: (path: string) => Promise<boolean> = () => Promise.resolve(false);
  readonly #messages: Messages;
  readonly #bash: Bash;
  readonly #asks: boolean;
  #tree: ScriptNode | undefined;
  readonly #turns = new Turns();
  /** Ends everything started with `&` when the shell ends. */
  readonly #end = new AbortController();
  readonly jobs = new Jobs(this.#end.signal);

  constructor(options: HostOptions) {
    this.options = options;
    const { child } = options;
    this.traps = new Traps(child.signals);
    child.signal.addEventListener("abort", () => this.#end.abort(), { once: true, signal: this.#end.signal });
    const { stdout, stderr, input } = child;
    this.turn = { stdout, stderr, input, signal: this.#end.signal };
    const isInteractive = options.mode === "interactive";
    this.#asks = isInteractive || input !== undefined;
    this.rewriter = new Rewriter(isInteractive ? this.aliases : new Map(), this.#asks);
    this.files = new ShellFileSystem(child.fs, {
      write: (path, bytes) => this.#stream(path.slice(STREAM.length), bytes),
      wait: (path) => this.onWait(path),
      input: (path) => this.#deviceInput(path),
    });
    this.#messages = new Messages(options, this.files.refusals);
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
        { name: TRAPS, execute: (args) => this.#runTraps(args) },
        {
          name: STATUS,
          execute: async ([number = "", given]) => ({
            stdout: "",
            stderr: "",
            exitCode: given === undefined ? (this.#statuses.get(number) ?? 0) : Number(given),
          }),
        },
        { name: SOURCE, execute: (args, context) => source(args, context, this) },
        {
          name: TEXT,
          execute: (args, context) =>
            setText(args, context, {
              slots: this.rewriter.slots,
              keepStatus: (slot, status) => void this.#statuses.set(slot, status),
            }),
        },
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

  /** Runs a whole script; returns its exit status. */
  async run(text: string, args: readonly string[], stdin?: Uint8Array): Promise<number> {
    const statements = this.parse(text);
    if (!statements) return 2;
    return this.execute(statements, args, stdin);
  }

  /** The script's statements, ready to run; if it has errors, prints them and returns nothing. */
  parse(text: string): StatementNode[] | undefined {
    try {
      const isCommand = this.options.mode === "command";
      return this.rewriter.script(parse(text), STDOUT | STDERR, false, isCommand);
    } catch (error) {
      this.say(syntaxError(error, text, this.options));
      return undefined;
    }
  }

  /** `statements` may grow while they are running. */
  async execute(statements: StatementNode[], args: readonly string[], stdin?: Uint8Array): Promise<number> {
    const { child, zero } = this.options;
    const given = stdin ?? (this.#asks ? encoder.encode(OWN_INPUT) : child.stdin());
    const prelude = [
      statement(simple("unset", "OLDPWD")),
      ...(args.length > 0
        ? [statement({ ...simple("set", "--"), args: [literal("--"), ...args.map(literal)] })]
        : []),
    ];
    statements.unshift(...prelude);
    this.#tree = { type: "Script", statements };
    const result = await this.#interpret({
      rawScript: true,
      env: { 0: zero },
      stdin: toInput(given),
      stdinKind: "bytes",
      signal: child.signal,
    });
    if (child.signal.aborted) {
      this.#end.abort();
      return KILLED;
    }
    this.turn.stdout(bytesOf(result.stdout));
    this.say(result.stderr);
    await this.#atExit(result.env);
    this.#end.abort();
    // just-bash returns 1 where bash has a code of its own.
    const unbound = result.exitCode === 1 && /: unbound variable\n$/.test(result.stderr);
    return unbound ? (this.options.kind === "dash" ? 2 : NOT_FOUND) : result.exitCode;
  }

  /** just-bash takes a disk that refuses what is written by a redirection for a bug of its own; the script ends there, with the shell's words. */
  async #interpret(options: NonNullable<Parameters<Bash["exec"]>[1]>): ReturnType<Bash["exec"]> {
    try {
      return await this.#bash.exec(":", options);
    } catch (error) {
      const reason = error instanceof Error && "code" in error ? REASONS[String(error.code)] : undefined;
      if (reason === undefined) throw error;
      const stderr = this.#messages.of(1, `write error: ${reason}`);
      return { stdout: "", stderr, exitCode: 1, env: options.env ?? {} };
    }
  }

  /** The EXIT trap sees the script's variables, but no longer its functions. */
  async #atExit(env: Readonly<Record<string, string>>): Promise<void> {
    const text = this.traps.exit;
    this.traps.setExit(undefined, false);
    const statements = text === undefined ? undefined : this.parse(text);
    if (!statements) return;
    this.#tree = { type: "Script", statements };
    const { signal } = this.options.child;
    const result = await this.#interpret({
      rawScript: true,
      env: { ...env },
      cwd: env.PWD ?? "/",
      signal,
    });
    this.turn.stdout(bytesOf(result.stdout));
    this.say(result.stderr);
  }

  /** Writes to the shell's standard error. */
  say(text: string): void {
    if (text === "") return;
    const words = this.#messages.worded(text);
    this.turn.stderr(encoder.encode(words));
  }

  /** A message of the shell's own: `bash: line 3: MESSAGE`. */
  message(line: number, text: string): string {
    return this.#messages.of(line, text);
  }

  get stopped(): boolean {
    return this.turn.signal.aborted || this.options.child.signal.aborted;
  }

  get #hasTerminal(): boolean {
    return this.options.child.tty && this.turn.terminal !== false;
  }

  #deviceInput(path: string): Uint8Array | undefined {
    const isOwn = path === "/dev/stdin" || (path === "/dev/tty" && this.#hasTerminal);
    return isOwn && this.turn.input !== undefined ? encoder.encode(OWN_INPUT) : undefined;
  }

  /** Whether a command finds the shell's own input, and where that is asked for; without it, it is at its end. */
  inputOf({ stdin }: CommandContext): { readonly input?: AskedInput } | undefined {
    const given: unknown = stdin;
    if (!this.#asks || given !== OWN_INPUT) return undefined;
    return this.turn.input === undefined ? {} : { input: this.turn.input };
  }

  prompt(text: string): void {
    if (this.#hasTerminal) this.turn.stderr(encoder.encode(text));
  }

  /** 0 when `what` has come, else why it is not waited for any more. */
  async untilStopped(what: Promise<unknown>): Promise<number> {
    const { signal } = this.turn;
    const status = await this.waitFor(
      what.then(() => 0),
      signal,
    );
    return signal.aborted ? INTERRUPTED : status;
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
    const beginning = latin1(bytes.subarray(0, 4096));
    if (kind !== "!" && !beginning.includes("bash: ") && !beginning.includes(PRIVATE)) {
      this.turn.stderr(bytes);
      return;
    }
    let text = this.#messages.worded(new TextDecoder().decode(bytes), Number(line));
    if (kind === "!") {
      // The interpreter's own text for a failed builtin, in the words of this shell.
      const words = /^bash: (?!line )([^\n]*)\n/gm;
      text = text.replace(words, (_, said: string) => this.#messages.of(Number(line), said));
    }
    this.turn.stderr(encoder.encode(text));
  }

  async #run(args: readonly string[], context: CommandContext): Promise<ExecResult> {
    const [live = "0", place = "0", ...words] = args;
    const input = words[0] === INPUT ? wordOf(words[1] ?? "") : undefined;
    const [line = "0", pid] = place.split("&");
    if (this.stopped) return { stdout: "", stderr: "", exitCode: INTERRUPTED };
    await this.#turns.take();
    const bits = Number(live);
    const stdout = new Capture();
    const stderr = new Capture();
    const { turn } = this;
    const job = pid === undefined ? undefined : this.jobs.find(pid);
    const own = this.inputOf(context);
    const child: Child = {
      ...this.options.child,
      argv: (input === undefined ? words : words.slice(2)).map(wordOf),
      env: variablesOf(context.exportedEnv ?? {}),
      cwd: context.cwd,
      fs: this.files.forPrograms(),
      stdin: () => (own === undefined ? stdinOf(context.stdin) : new Uint8Array(0)),
      input: own?.input,
      stdout: bits & STDOUT ? turn.stdout : bits & DISCARD ? () => undefined : stdout.write,
      stderr: bits & STDERR ? turn.stderr : stderr.write,
      signal: job?.stopped ?? turn.signal,
      piped: (bits & (STDOUT | DISCARD)) === 0,
      tty: this.#hasTerminal && (bits & STDOUT) !== 0,
      stderrTty: this.#hasTerminal && (bits & STDERR) !== 0,
      depth: this.options.child.depth + 1,
      signals: job?.signals ?? this.#signalsOf(bits),
    };
    let code: number;
    try {
      const reader =
        input === undefined
          ? child
          : this.#reading(input, child, Number(line), bits & EARLY ? turn.stderr : child.stderr);
      code = reader === undefined ? 1 : await this.#start(reader, context, Number(line));
    } catch (error) {
      if (!(error instanceof BrokenPipe)) throw error;
      code = BROKEN_PIPE;
    }
    return captured(stdout, stderr, code & 0xff, (bits & DIRECT) !== 0);
  }

  /** The program with a file for its standard input; `undefined` if that cannot be opened, which has been said then. */
  #reading(input: string, child: Child, line: number, stderr: Turn["stderr"]): Child | undefined {
    try {
      const bytes = child.fs.readFile(absolute(child.cwd, input));
      return { ...child, stdin: () => bytes, input: undefined };
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      stderr(encoder.encode(this.#messages.of(line, `${input}: ${error.strerror}`)));
      return undefined;
    }
  }

  /** A program has signals of its own, unless it takes the shell's process over. */
  #signalsOf(bits: number): ProcessSignals {
    const { signals } = this.options.child;
    if (bits & REPLACES) signals.replaced();
    else if (!(bits & LAST) || this.traps.any) return new ProcessSignals();
    return signals;
  }

  async #start(child: Child, context: CommandContext, line: number): Promise<number> {
    const { launcher } = this.options;
    const [name = ""] = child.argv;
    const say = (message: string) => this.#messages.of(line, message);
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
    // PATH is searched even if it is not exported.
    const path = context.env.get("PATH");
    const found = lookup(name, path === undefined ? {} : { PATH: path }, child.cwd, child.fs);
    if (found.found) return launcher.launch(found.path, child, say);
    const [text, code] = this.#messages.notRun(name, found.reason);
    child.stderr(encoder.encode(say(`${name}: ${text}`)));
    return code;
  }

  /** `COMMAND &`: runs beside the script, with a copy of its variables. */
  async #detach(args: readonly string[], context: CommandContext): Promise<ExecResult> {
    const [number = ""] = args;
    const env = { ...Object.fromEntries(context.env), PWD: context.cwd };
    const { turn } = this;
    const text = this.rewriter.slots[Number(number)]?.text ?? "";
    const job = this.jobs.start(text, async (signal, pid) => {
      this.#tree = { type: "Script", statements: this.rewriter.job(number, pid) };
      const { stdout, stderr, exitCode } = await this.#bash.exec(":", {
        ...{ rawScript: true, env, cwd: context.cwd, signal },
      });
      if (!this.#end.signal.aborted && !signal.aborted) {
        turn.stdout(bytesOf(stdout));
        turn.stderr(encoder.encode(this.#messages.worded(stderr)));
      }
      return exitCode;
    });
    await context.assignShellVariable?.(LAST_JOB, String(job.pid));
    return { stdout: "", stderr: "", exitCode: 0 };
  }

  /** Until `what` is there, which is the status then, or until the shell stops or a signal with a trap arrives. */
  async waitFor(what: Promise<number>, signal: AbortSignal): Promise<number> {
    const stopped = new Promise<number>((resolve) =>
      signal.addEventListener("abort", () => resolve(0), { once: true }),
    );
    const arrived = this.traps.arrival().then((name) => 128 + signalNumber(name));
    return Promise.race([what, stopped, arrived]);
  }

  /** Puts what traps say into the slot that follows; the status is that of the command before, as traps leave it. */
  async #runTraps([
    number = "",
    live = "",
    inFunction,
    status = "0",
  ]: readonly string[]): Promise<ExecResult> {
    const slot = this.rewriter.slots[Number(number)];
    this.#statuses.set(number, Number(status));
    const body: StatementNode[] = [];
    for (const text of this.traps.take()) {
      try {
        const statements = this.rewriter.script(parse(text), Number(live), inFunction === "1");
        body.push(this.rewriter.restored(number), ...statements);
      } catch (error) {
        this.say(syntaxError(error, text, { ...this.options, source: "trap" }));
      }
    }
    if (slot !== undefined) slot.body = body;
    return { stdout: "", stderr: "", exitCode: 0 };
  }

  async #check(): Promise<ExecResult> {
    await this.#turns.take();
    return { stdout: "", stderr: "", exitCode: this.stopped ? 1 : 0 };
  }
}

function variablesOf(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, wordOf(value)]));
}

/** What a disk can say after a file was opened. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "No space left on device",
  EACCES: "Permission denied",
  EPERM: "Operation not permitted",
};
