import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Supervisor } from "../src/engine/embedded/supervisor.js";
import type { Engine, ExecOptions } from "../src/engine/engine.js";
import { ContainerBusyError, ExecStartError } from "../src/errors/containers.js";
import { DaemonError } from "../src/errors/engine.js";
import { createLab } from "../src/lab/lab.js";
import type { ExitStatus } from "../src/runtime/process.js";

/** The first argument that makes the `layerlab` program a container's supervisor. */
export const SUPERVISE = "supervise-container";

const BIN = fileURLToPath(new URL("./bin.js", import.meta.url));

/** What goes over the socket, one JSON document a line: a request from the client, then answers until the last. */
interface Request extends Pick<ExecOptions, "command" | "env" | "workdir" | "user" | "tty"> {
  /** Base64. */
  readonly stdin?: string;
}

interface Answer {
  /** Base64. */
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly refused?: { readonly argv0: string; readonly message: string };
}

/** Supervisors as processes of this machine, reached through a socket of their own. */
export function processSupervisor(home: string): Supervisor {
  return {
    start: (container) => {
      spawn(process.execPath, [BIN, SUPERVISE, container], {
        detached: true,
        stdio: "ignore",
        env: { ...process.env, LAYERLAB_HOME: home },
      }).unref();
    },
    exec: async (container, options) => {
      const socket = await connected(socketOf(container));
      return socket === undefined ? undefined : ask(socket, container, options);
    },
  };
}

/** Runs a container's program to its end, and the commands that others send meanwhile. */
export async function superviseContainer(home: string, container: string): Promise<number> {
  const { engine } = await createLab({ home });
  // A program that waits for nothing this process knows of is no reason to end.
  const awake = setInterval(() => {}, 60_000);
  const nowhere = { stdout: () => {}, stderr: () => {} };
  let server: Server | undefined;
  try {
    const run = await engine.start(container, nowhere);
    server = serve(engine, container);
    return (await run.wait()).exitCode;
  } finally {
    server?.close();
    clearInterval(awake);
  }
}

function serve(engine: Engine, container: string): Server {
  const path = socketOf(container);
  if (process.platform !== "win32") rmSync(path, { force: true });
  return createServer((socket) => {
    const abort = new AbortController();
    socket.on("close", () => abort.abort());
    socket.on("error", () => abort.abort());
    const lines = createInterface({ input: socket });
    lines.once("line", (line) => {
      // A request comes from this program and nobody else: the socket is in a directory of its user.
      const request: Request = JSON.parse(line);
      void answer(engine, container, request, abort.signal, (message) =>
        socket.write(`${JSON.stringify(message)}\n`),
      ).finally(() => socket.end());
    });
  }).listen(path);
}

async function answer(
  engine: Engine,
  container: string,
  request: Request,
  signal: AbortSignal,
  say: (answer: Answer) => void,
): Promise<void> {
  const { stdin, ...options } = request;
  try {
    const { exitCode } = await engine.exec(container, {
      ...options,
      signal,
      stdio: {
        stdout: (chunk) => say({ stdout: Buffer.from(chunk).toString("base64") }),
        stderr: (chunk) => say({ stderr: Buffer.from(chunk).toString("base64") }),
        ...(stdin === undefined ? {} : { stdin: Buffer.from(stdin, "base64") }),
      },
    });
    say({ exitCode });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof DaemonError))
      say({ stderr: Buffer.from(`${message}\n`).toString("base64"), exitCode: 1 });
    else say({ refused: { argv0: request.command[0] ?? "", message } });
  }
}

async function ask(socket: Socket, container: string, options: ExecOptions): Promise<ExitStatus> {
  const { command, env, workdir, user, tty, stdio, signal } = options;
  const request: Request = {
    command,
    ...(env === undefined ? {} : { env }),
    ...(workdir === undefined ? {} : { workdir }),
    ...(user === undefined ? {} : { user }),
    ...(tty === undefined ? {} : { tty }),
    ...(stdio.stdin === undefined ? {} : { stdin: Buffer.from(stdio.stdin).toString("base64") }),
  };
  const leave = (): void => void socket.destroy();
  signal?.addEventListener("abort", leave, { once: true });
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    for await (const line of createInterface({ input: socket })) {
      const { stdout, stderr, exitCode, refused }: Answer = JSON.parse(line);
      if (stdout !== undefined) stdio.stdout(Buffer.from(stdout, "base64"));
      if (stderr !== undefined) stdio.stderr(Buffer.from(stderr, "base64"));
      if (refused !== undefined) throw refusal(refused);
      if (exitCode !== undefined) return { exitCode };
    }
  } finally {
    signal?.removeEventListener("abort", leave);
    socket.destroy();
  }
  // The container has ended, and the command with it.
  if (signal?.aborted) return { exitCode: 137 };
  throw new ContainerBusyError(container.slice(0, 12), "its supervisor", "it ended before the command did");
}

/** `OCI runtime exec failed: … process: REASON: unknown` keeps its class; its text is made of the reason. */
function refusal({ argv0, message }: { readonly argv0: string; readonly message: string }): Error {
  const [, reason] = /unable to start container process: (.*): unknown$/s.exec(message) ?? [];
  return reason === undefined ? new Error(message) : new ExecStartError(argv0, reason);
}

function connected(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

function socketOf(container: string): string {
  const name = `layerlab-${container.slice(0, 24)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const directory = join(tmpdir(), `layerlab-${userInfo().uid}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  return join(directory, `${name}.sock`);
}
