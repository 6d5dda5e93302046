import { setTimeout } from "#platform/timers";
import { CANNOT_EXECUTE, KILLED, NOT_FOUND } from "../posix/exit-status.js";
import { AskedInput, inputBlock } from "../process/asked-input.js";
import { type Child, Launcher } from "../process/launcher.js";
import { lookup } from "../process/lookup.js";
import type { ExitStatus, ProcessSpec, Runtime, ShellSession } from "../process/process.js";
import type { Program } from "../process/programs.js";
import { ProcessSignals } from "../process/signals.js";
import { accountPrograms } from "./accounts/index.js";
import { coreutils } from "./coreutils/index.js";
import { helloProgram } from "./hello.js";
import { nodeProgram } from "./node/program.js";
import { runShell } from "./shell/bash.js";
import { bundledPrograms } from "./shell/bundled.js";
import { Session } from "./shell/session.js";
import { takesInput } from "./standard-input.js";

export interface RuntimeOptions {
  /** More programs (for example a package manager); one with an existing name replaces that one. */
  readonly programs?: readonly Program[];
}

/** How long a killed process may take to notice before it is abandoned; its output is ignored from then on. */
const GRACE_MS = 1000;
const EMPTY = new Uint8Array(0);

/**
 * The runtime of containers, in this process and without an operating system: shells by just-bash, Node
 * programs by QuickJS, the rest in TypeScript.
 *
 * @example
 * const runtime = createRuntime();
 * const { exitCode } = await runtime.run({
 *   argv: ["bash", "-c", "echo hello > /greeting; cat /greeting"],
 *   env: { PATH: "/usr/bin:/bin" }, cwd: "/", fs, hostname: "d8c5ca119fcd", tty: false,
 *   stdio: { stdout: (chunk) => out.push(chunk), stderr: (chunk) => err.push(chunk) },
 * });
 */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  const programs = [
    ...bundledPrograms,
    ...coreutils,
    ...accountPrograms,
    nodeProgram,
    helloProgram,
    ...(options.programs ?? []),
  ];
  const shells = {
    bash: (child: Child, inner: Launcher) => runShell(child, inner, "bash"),
    sh: (child: Child, inner: Launcher) => runShell(child, inner, "dash"),
    dash: (child: Child, inner: Launcher) => runShell(child, inner, "dash"),
    ash: (child: Child, inner: Launcher) => runShell(child, inner, "dash"),
  };
  const launcher = new Launcher(programs, shells, takesInput);
  return {
    lookup,
    run: (spec) => run(spec, launcher),
    openShell(spec): ShellSession {
      const child = childOf({ ...spec, stdio: { stdout: () => undefined, stderr: () => undefined } });
      return new Session(child, launcher);
    },
  };
}

async function run(spec: ProcessSpec, launcher: Launcher): Promise<ExitStatus> {
  const { signal } = spec;
  if (signal?.aborted) return { exitCode: KILLED };
  let ended = false;
  const { stdio } = spec;
  const child: Child = {
    ...childOf(spec),
    // The output of a killed process is ignored.
    stdout: (chunk) => (ended || chunk.length === 0 ? undefined : stdio.stdout(chunk)),
    stderr: (chunk) => (ended || chunk.length === 0 ? undefined : stdio.stderr(chunk)),
  };
  const [argv0 = ""] = spec.argv;
  const found = lookup(argv0, spec.env, spec.cwd, spec.fs);
  if (!found.found) {
    const missing = found.reason === "not-found";
    const why = missing ? "executable file not found in $PATH" : "permission denied";
    child.stderr(new TextEncoder().encode(`exec: "${argv0}": ${why}\n`));
    return { exitCode: missing ? NOT_FOUND : CANNOT_EXECUTE };
  }
  const running = launcher.launch(found.path, child);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listener: (() => void) | undefined;
  const killed = new Promise<"killed">((resolve) => {
    listener = () => {
      ended = true;
      timer = setTimeout(() => resolve("killed"), GRACE_MS);
    };
    signal?.addEventListener("abort", listener, { once: true });
  });
  try {
    const outcome = await Promise.race([running, killed]);
    return { exitCode: outcome === "killed" || signal?.aborted ? KILLED : outcome & 0xff };
  } finally {
    ended = true;
    clearTimeout(timer);
    if (listener) signal?.removeEventListener("abort", listener);
  }
}

function childOf(spec: ProcessSpec): Child {
  const { stdin } = spec.stdio;
  const signal = spec.signal ?? new AbortController().signal;
  return {
    argv: spec.argv,
    env: spec.env,
    cwd: spec.cwd,
    fs: spec.fs,
    hostname: spec.hostname,
    stdin: () => inputBlock(stdin) ?? EMPTY,
    input: AskedInput.of(stdin, signal, spec.tty),
    stdout: (chunk) => spec.stdio.stdout(chunk),
    stderr: (chunk) => spec.stdio.stderr(chunk),
    signal,
    tty: spec.tty,
    stderrTty: spec.tty,
    signals: spec.signals ?? new ProcessSignals(),
    ...(spec.init === undefined ? {} : { init: spec.init }),
    ...(spec.network === undefined ? {} : { network: spec.network }),
    piped: false,
    depth: 0,
  };
}
