import type { StatementNode } from "just-bash";
import { INTERRUPTED } from "../../posix/exit-status.js";
import { AskedInput, inputBlock } from "../../process/asked-input.js";
import type { Child, Launcher } from "../../process/launcher.js";
import type { ExitStatus, ShellSession, Stdio } from "../../process/process.js";
import { PRIVATE } from "./adapter.js";
import { ShellHost } from "./host.js";
import { STDERR, STDOUT, streams } from "./redirections.js";
import { group, literal, quoted, simple, statement, variable } from "./syntax.js";
import { isIncomplete } from "./syntax-error.js";

const encoder = new TextEncoder();

/**
 * A shell that stays: one run of just-bash, whose script grows with each line that is typed.
 *
 * Between lines the script waits at `test -e WAIT`, which our file system answers only when the next line has
 * been appended. So all state stays in the interpreter itself (variables, functions, arrays,
 * options, directory), and an idle session holds no timer.
 */
export class Session implements ShellSession {
  readonly #child: Child;
  readonly #host: ShellHost;
  readonly #script: StatementNode[] = [];
  #resume: ((more: boolean) => void) | undefined;
  #idle: (status: number) => void = () => undefined;
  #running: Promise<number> | undefined;
  #cwd: string;
  #status = 0;
  #closed = false;

  constructor(child: Child, launcher: Launcher) {
    this.#child = child;
    this.#cwd = child.cwd;
    const zero = child.argv[0] ?? "bash";
    this.#host = new ShellHost({
      child,
      launcher,
      zero: zero.replace(/^.*\//, ""),
      kind: /(^|\/)(da|a)?sh$/.test(zero) ? "dash" : "bash",
      mode: "interactive",
    });
    this.#host.onWait = (path) => {
      const [, status = "0", cwd = "/"] = /wait:(\d+):(.*)$/s.exec(path) ?? [];
      this.#cwd = cwd;
      this.#idle(Number(status));
      return new Promise((resolve) => {
        this.#resume = resolve;
      });
    };
  }

  get closed(): boolean {
    return this.#closed;
  }

  get cwd(): string {
    return this.#cwd;
  }

  prompt(): string {
    const { env, fs, hostname } = this.#child;
    const { uid } = fs.credentials;
    const mark = uid === 0 ? "#" : "$";
    if (this.#host.options.kind === "dash") return `${mark} `;
    const home = env.HOME;
    let at = this.#cwd;
    if (home && home !== "/" && (at === home || at.startsWith(`${home}/`))) at = `~${at.slice(home.length)}`;
    return `${userName(fs, uid) ?? "I have no name!"}@${hostname}:${at}${mark} `;
  }

  isIncomplete(text: string): boolean {
    return isIncomplete(text);
  }

  async execute(line: string, stdio: Stdio, signal?: AbortSignal): Promise<ExitStatus> {
    if (this.#closed) return { exitCode: this.#status };
    const stop = new AbortController();
    const abort = () => stop.abort(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort, { once: true });
    this.#host.turn = {
      stdout: (chunk) => stdio.stdout(chunk),
      stderr: (chunk) => stdio.stderr(chunk),
      signal: stop.signal,
      input: AskedInput.of(stdio.stdin, stop.signal, this.#child.tty),
      ...(stdio.terminal === undefined ? {} : { terminal: stdio.terminal }),
    };
    try {
      this.#status = await this.#turn(line, stdio);
      if (signal?.aborted) this.#status = INTERRUPTED;
      return { exitCode: this.#status };
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  async #turn(line: string, stdio: Stdio): Promise<number> {
    const statements = this.#host.parse(line);
    if (!statements) return 2;
    const ready = new Promise<number>((resolve) => {
      this.#idle = resolve;
    });
    // `$?` is the status of the previous line; with `set -e` a failure would have ended the shell.
    const script = [
      ...(this.#status > 0 ? [restore(this.#status)] : []),
      statement(group(statements, streams(STDOUT | STDERR))),
      wait(),
    ];
    this.#script.push(...script);
    if (!this.#running) {
      this.#running = this.#host.execute(this.#script, [], inputBlock(stdio.stdin));
      void this.#running.then(
        () => {
          this.#closed = true;
        },
        () => {
          this.#closed = true;
        },
      );
    } else {
      this.#resume?.(true);
    }
    const ended = this.#running;
    const status = await Promise.race([ready, ended]);
    // If both are due, the end of the shell settles first.
    await Promise.resolve();
    const echoes = this.#child.tty && stdio.terminal !== false;
    if (this.#closed && echoes && /\bexit\b/.test(line)) stdio.stderr(encoder.encode("exit\n"));
    return status;
  }
}

/** `( exit N )`, but not where it would end the shell. */
function restore(status: number): StatementNode {
  const leave: StatementNode = statement({
    type: "Subshell",
    body: [statement(simple("exit", String(status)))],
    redirections: [],
  });
  return statement({
    type: "Case",
    word: quoted(variable("-")),
    items: [
      { type: "CaseItem", patterns: [glob("*e*")], body: [], terminator: ";;" },
      { type: "CaseItem", patterns: [glob("*")], body: [leave], terminator: ";;" },
    ],
    redirections: [],
  });
}

function glob(pattern: string) {
  return { ...literal(""), parts: [{ type: "Glob" as const, pattern }] };
}

function wait(): StatementNode {
  return statement(
    simple("test", "-e", quoted({ type: "Literal", value: `${PRIVATE}wait:` }, variable("?"))),
  );
}

function userName(fs: Child["fs"], uid: number): string | undefined {
  if (!fs.lstatIfExists("/etc/passwd")) return undefined;
  const text = new TextDecoder().decode(fs.readFile("/etc/passwd"));
  return text
    .split("\n")
    .map((entry) => entry.split(":"))
    .find((fields) => fields[2] === String(uid))?.[0];
}
