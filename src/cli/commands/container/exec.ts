import { setTimeout } from "#platform/timers";
import type { ExecOptions } from "../../../engine/processes.js";
import {
  ContainerNotRunningError,
  ExecStartError,
  UnknownGroupError,
  UnknownUserError,
} from "../../../errors/containers.js";
import { CANNOT_EXECUTE, INTERRUPTED, KILLED } from "../../../posix/exit-status.js";
import { isInteractiveShell } from "../../../process/interactive-shell.js";
import { converse, feed, stdioOf, waitingHint } from "../../shell-session.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { typing } from "../../typed-input.js";
import { DETACH_KEYS, ENV, INTERACTIVE, TTY } from "../shared-options.js";
import { keyValueLines } from "./options/key-value-files.js";
import { fromCaller } from "./options/settings.js";
import { variable } from "./options/values.js";
import { checkTerminal } from "./run.js";

export const execCommand: CommandSpec = {
  paths: ["container exec", "exec"],
  usage: "[OPTIONS] CONTAINER COMMAND [ARG...]",
  summary: "Execute a command in a running container",
  options: [
    { long: "detach", short: "d", type: "bool", help: "Detached mode: run command in the background" },
    DETACH_KEYS,
    { ...ENV, check: variable },
    { long: "env-file", type: "list", help: "Read in a file of environment variables" },
    INTERACTIVE,
    { long: "privileged", type: "bool", help: "Give extended privileges to the command" },
    TTY,
    {
      long: "user",
      short: "u",
      type: "string",
      help: 'Username or UID (format: "<name|uid>[:<group|gid>]")',
    },
    { long: "workdir", short: "w", type: "string", help: "Working directory inside the container" },
  ],
  args: { min: 2, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const [container = "", ...command] = invocation.args;
  const interactive = options.flag("interactive");
  const tty = options.flag("tty");
  if (interactive && tty) checkTerminal(io);
  const workdir = options.text("workdir");
  const user = options.text("user");
  const how = {
    env: [
      ...(await keyValueLines(options.list("env-file"), io, io.variable)),
      ...options.list("env").map((line) => fromCaller(line, io)),
    ],
    tty,
    ...(workdir === undefined ? {} : { workdir }),
    ...(user === undefined ? {} : { user }),
  };
  if (options.flag("detach")) return runDetached(invocation, container, { ...how, command });
  const piped = interactive && !tty && io.readLine === undefined ? await io.readAll?.() : undefined;
  if (interactive && isInteractiveShell(command)) {
    const session = await engine.execShell(container, how);
    if (piped !== undefined) return feed(session, new TextDecoder().decode(piped), io);
    if (io.readLine === undefined) {
      io.stdout(waitingHint(container));
      return 0;
    }
    const end = await converse(session, io, io.readLine);
    return end.kind === "exited" ? end.exitCode : 0;
  }
  const typed = interactive && piped === undefined ? typing(io) : undefined;
  try {
    const status = await engine.exec(container, {
      ...how,
      command,
      stdio: typed?.stdio ?? stdioOf(io, piped),
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    });
    return typed?.isInterrupted() && status.exitCode === KILLED ? INTERRUPTED : status.exitCode;
  } catch (error) {
    // The runtime writes its refusal to the container's output: a line of the terminal, without a prefix.
    if (
      !(
        error instanceof ExecStartError ||
        error instanceof UnknownUserError ||
        error instanceof UnknownGroupError
      )
    )
      throw error;
    io.stdout(`${error.message}\r\n`);
    return CANNOT_EXECUTE;
  }
}

/**
 * In a notebook the program goes on beside the next cells. A terminal's command is a process of its own, which stays until
 * the program has ended; what it prints is nobody's in either.
 */
async function runDetached(
  { engine, io }: Invocation,
  container: string,
  how: Omit<ExecOptions, "stdio">,
): Promise<number> {
  const { State, Id } = await engine.inspectContainer(container);
  if (!State.Running) throw new ContainerNotRunningError(Id);
  const ended = engine.exec(container, { ...how, stdio: { stdout: () => {}, stderr: () => {} } });
  const refused = ended.then(
    () => undefined,
    (error: unknown) => error,
  );
  // What cannot be started is refused at once.
  const soon = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), STARTED_MS));
  const error = await (io.isNotebook ? Promise.race([refused, soon]) : refused);
  if (error !== undefined) throw error;
  return 0;
}

const STARTED_MS = 20;
