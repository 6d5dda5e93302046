import { ExecStartError, UnknownGroupError, UnknownUserError } from "../../errors/containers.js";
import { converse, feed, stdioOf, waitingHint } from "../interactive.js";
import { isInteractiveShell } from "../shell-command.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { ENV, INTERACTIVE, TTY } from "./options.js";
import { checkTerminal } from "./run.js";

export const execCommand: CommandSpec = {
  paths: ["container exec", "exec"],
  usage: "[OPTIONS] CONTAINER COMMAND [ARG...]",
  summary: "Execute a command in a running container",
  options: [
    ENV,
    INTERACTIVE,
    TTY,
    {
      long: "user",
      short: "u",
      type: "string",
      help: 'Username or UID (format: "<name|uid>[:<group|gid>]")',
    },
    { long: "workdir", short: "w", type: "string", help: "Working directory inside the container" },
  ],
  refused: "d/detach detach-keys:string env-file:list privileged",
  args: { min: 2, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

const CANNOT_EXECUTE = 126;

async function run({ engine, io, options, args: [container = "", ...command] }: Invocation): Promise<number> {
  const interactive = options.flag("interactive");
  const tty = options.flag("tty");
  if (interactive && tty) checkTerminal(io);
  const workdir = options.text("workdir");
  const user = options.text("user");
  const how = {
    env: options.list("env"),
    tty,
    ...(workdir === undefined ? {} : { workdir }),
    ...(user === undefined ? {} : { user }),
  };
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
  try {
    const status = await engine.exec(container, {
      ...how,
      command,
      stdio: stdioOf(io, piped),
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    });
    return status.exitCode;
  } catch (error) {
    // The runtime's own refusal comes over the container's output: as a line of a terminal, without a prefix.
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
