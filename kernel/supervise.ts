import { spawn } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { machineFiles } from "../src/cli/disk/machine.js";
import {
  type RefusalDocument,
  refusalDocument,
  refusalError,
} from "../src/engine/embedded/processes/refusal.js";
import type { Supervisor } from "../src/engine/embedded/processes/supervisor.js";
import type { Engine } from "../src/engine/engine.js";
import type { ExecOptions } from "../src/engine/processes.js";
import { ContainerBusyError } from "../src/errors/containers.js";
import { DaemonError } from "../src/errors/engine.js";
import { StoreAccessError } from "../src/errors/store.js";
import { messageOf } from "../src/errors/thrown.js";
import { createLab } from "../src/lab/lab.js";
import { KILLED } from "../src/posix/exit-status.js";
import { inputBlock } from "../src/process/asked-input.js";
import type { ExitStatus } from "../src/process/process.js";

/** The first argument that makes the `layerlab` program a container's supervisor. */
export const SUPERVISE = "supervise-container";

const BIN = fileURLToPath(new URL("./bin.js", import.meta.url));

/** The messages on the socket, one JSON document per line: a request from the client, then answers until the last. */
interface Request extends Pick<ExecOptions, "command" | "env" | "workdir" | "user" | "tty"> {
  /** Base64. */
  readonly stdin?: string;
  /** Input can be asked for: each {@link Answer.asks} is answered by a line in base64, empty at the end. */
  readonly asks?: true;
}

interface Answer {
  /** Base64. */
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly asks?: true;
  readonly refused?: RefusalDocument;
}

/** Supervisors as processes of this machine, each with a socket of its own. */
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

/** Runs a container's program to its end, and the commands that others send in the meantime. */
export async function superviseContainer(home: string, container: string): Promise<number> {
  const { engine } = await createLab({ home, binds: machineFiles().binds() });
  // This process must not end just because the program waits for something it does not know of.
  const awake = setInterval(() => {}, 60_000);
  const nowhere = { stdout: () => {}, stderr: () => {} };
  let server: Server | undefined;
  try {
    const run = await engine.start(container, nowhere);
    server = serve(engine, container);
    return (await run.finished()).exitCode;
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
      // Requests come only from this program: the socket is in a directory of its user.
      const request: Request = JSON.parse(line);
      const say = (message: Answer): void => void socket.write(`${JSON.stringify(message)}\n`);
      const typed = (): Promise<Uint8Array> => {
        say({ asks: true });
        return new Promise((resolve) => lines.once("line", (text) => resolve(Buffer.from(text, "base64"))));
      };
      void answer(engine, container, request, abort.signal, say, typed).finally(() => socket.end());
    });
  }).listen(path);
}

async function answer(
  engine: Engine,
  container: string,
  request: Request,
  signal: AbortSignal,
  say: (answer: Answer) => void,
  line: () => Promise<Uint8Array>,
): Promise<void> {
  const { stdin, asks = false, ...options } = request;
  try {
    const { exitCode } = await engine.exec(container, {
      ...options,
      signal,
      stdio: {
        stdout: (chunk) => say({ stdout: Buffer.from(chunk).toString("base64") }),
        stderr: (chunk) => say({ stderr: Buffer.from(chunk).toString("base64") }),
        ...(stdin === undefined ? {} : { stdin: Buffer.from(stdin, "base64") }),
        ...(asks ? { stdin: { line } } : {}),
      },
    });
    say({ exitCode });
  } catch (error) {
    if (error instanceof DaemonError) return say({ refused: refusalDocument(error) });
    const message = messageOf(error);
    say({ stderr: Buffer.from(`${message}\n`).toString("base64"), exitCode: 1 });
  }
}

async function ask(socket: Socket, container: string, options: ExecOptions): Promise<ExitStatus> {
  const { command, env, workdir, user, tty, stdio, signal } = options;
  const { stdin } = stdio;
  const block = inputBlock(stdin);
  const source = stdin !== undefined && "line" in stdin ? stdin : undefined;
  const request: Request = {
    command,
    ...(env === undefined ? {} : { env }),
    ...(workdir === undefined ? {} : { workdir }),
    ...(user === undefined ? {} : { user }),
    ...(tty === undefined ? {} : { tty }),
    ...(block === undefined ? {} : { stdin: Buffer.from(block).toString("base64") }),
    ...(source === undefined ? {} : { asks: true as const }),
  };
  const lines = createInterface({ input: socket });
  // A socket that is destroyed does not end its lines.
  const leave = (): void => lines.close();
  signal?.addEventListener("abort", leave, { once: true });
  try {
    signal?.throwIfAborted();
    socket.write(`${JSON.stringify(request)}\n`);
    for await (const line of lines) {
      const { stdout, stderr, exitCode, refused, asks }: Answer = JSON.parse(line);
      if (stdout !== undefined) stdio.stdout(Buffer.from(stdout, "base64"));
      if (stderr !== undefined) stdio.stderr(Buffer.from(stderr, "base64"));
      // The command may end while it waits.
      if (asks)
        void source?.line().then(
          (typed) => socket.write(`${Buffer.from(typed).toString("base64")}\n`),
          (error: Error) => socket.destroy(error),
        );
      if (refused !== undefined) throw refusalError(refused);
      if (exitCode !== undefined) return { exitCode };
    }
  } finally {
    signal?.removeEventListener("abort", leave);
    socket.destroy();
  }
  // The container has ended, and the command with it.
  if (signal?.aborted) return { exitCode: KILLED };
  throw new ContainerBusyError(container.slice(0, 12), "its supervisor", "it ended before the command did");
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
  // The name can be foreseen, and everybody may write beside it.
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== userInfo().uid)
    throw new StoreAccessError(
      directory,
      "use",
      new Error("it belongs to somebody else; remove it, or set TMPDIR"),
    );
  chmodSync(directory, 0o700);
  return join(directory, `${name}.sock`);
}
