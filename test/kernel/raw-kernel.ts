import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Kernel, KernelMessage, ServerConnection } from "@jupyterlab/services";
import { KernelConnection } from "@jupyterlab/services/lib/kernel/default.js";
import { kernelCache } from "./kernel-cache.js";
import { descendantsOf } from "./processes.js";
import { type Connection, RawSocket, SERIALIZER } from "./raw-socket.js";

/** What is used of a `kernel.json`. */
export interface RawKernelSpec {
  readonly argv: readonly string[];
  readonly interrupt_mode?: string;
}

/**
 * How the Jupyter extension of VS Code runs a kernel without a Jupyter server: it reads the kernelspec, writes a
 * connection file with TCP ports of its own, starts `argv`, and gives JupyterLab's own `KernelConnection` a socket
 * that looks like a WebSocket and is the kernel's zeromq sockets. What is particular to it and matters to a kernel:
 *
 * - it does not wait for the kernel to be up: messages wait in zeromq until it is;
 * - it listens to no heartbeat, and sets no `JPY_PARENT_PID`;
 * - every message is validated, on all channels;
 * - ending a kernel is no `shutdown_request`: the children of its process are ended first, then it is.
 */
export class RawKernel {
  readonly process: ChildProcess;
  readonly connection: Kernel.IKernelConnection;
  readonly #spec: RawKernelSpec;
  readonly #connectionFile: string;
  readonly #socket: RawSocket;
  #log = "";

  /** Starts what `spec` says in `directory`, the notebook's, and waits as the extension does. */
  static async launch(spec: RawKernelSpec, directory: string): Promise<RawKernel> {
    const [hb_port = 0, control_port = 0, shell_port = 0, stdin_port = 0, iopub_port = 0] =
      await freePorts(5);
    const kernel = new RawKernel(spec, directory, {
      ...{ key: randomUUID(), signature_scheme: "hmac-sha256", transport: "tcp", ip: "127.0.0.1" },
      ...{ hb_port, control_port, shell_port, stdin_port, iopub_port, kernel_name: "layerlab" },
    });
    await kernel.#ready();
    return kernel;
  }

  private constructor(spec: RawKernelSpec, directory: string, connection: Connection) {
    this.#spec = spec;
    // With a blank, as Jupyter's runtime directory has one on macOS.
    this.#connectionFile = join(directory, `kernel v3${randomUUID()}.json`);
    writeFileSync(this.#connectionFile, JSON.stringify(connection));
    const [program = "", ...args] = spec.argv.map((part) =>
      part.replace("{connection_file}", this.#connectionFile),
    );
    const { JPY_PARENT_PID: _, ...env } = process.env;
    this.process = spawn(program, args, {
      cwd: directory,
      env: {
        ...env,
        XDG_STATE_HOME: join(directory, "state"),
        XDG_CACHE_HOME: kernelCache(join(directory, "cache")),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.#log += chunk.toString();
      });
    const socket = new RawSocket(connection);
    this.#socket = socket;
    const serverSettings = ServerConnection.makeSettings({ wsUrl: "RAW", serializer: SERIALIZER });
    // Called with `new` where it connects; there is one connection, and it is there already.
    Object.assign(serverSettings, { WebSocket: new Proxy(RawSocket, { construct: () => socket }) });
    this.connection = new KernelConnection({
      serverSettings,
      clientId: randomUUID(),
      username: randomUUID(),
      handleComms: true,
      model: { name: "layerlab", id: randomUUID() },
    });
    socket.onopen?.({ target: socket });
  }

  /** Messages that JupyterLab's validation did not take. */
  get complaints(): readonly string[] {
    return this.#socket.complaints;
  }

  /**
   * Sends `kernel_info_request` on control and on shell, again each half second, until one is answered and
   * something came on iopub.
   */
  async #ready(): Promise<void> {
    let again: NodeJS.Timeout | undefined;
    const ready = new Promise<void>((resolve, reject) => {
      const missing = new Set(["a message on iopub", "a reply"]);
      const got = (what: string): void => {
        missing.delete(what);
        if (missing.size === 0) resolve();
      };
      this.connection.iopubMessage.connect(() => got("a message on iopub"));
      this.process.once("exit", (code) =>
        reject(new Error(`the kernel ended with ${code}, without ${[...missing].join()}:\n${this.#log}`)),
      );
      const ask = (): void => {
        for (const asked of [this.control("kernel_info_request"), this.connection.requestKernelInfo()])
          asked.then(
            () => got("a reply"),
            // The connection is closed: the exit tells.
            () => undefined,
          );
      };
      ask();
      again = setInterval(ask, 500);
    });
    await ready.finally(() => clearInterval(again));
  }

  /** Sends a request on control that `KernelConnection` has no method for. Answers its reply's content. */
  async control(type: string, content: object = {}): Promise<object> {
    const message = KernelMessage.createMessage<KernelMessage.IDebugRequestMsg>({
      msgType: "debug_request",
      channel: "control",
      username: this.connection.username,
      session: this.connection.clientId,
      content: { seq: 0, type: "request", command: "" },
    });
    // The package has a type for this one request on control only.
    Object.assign(message.header, { msg_type: type });
    Object.assign(message, { content });
    return (await this.connection.sendControlMessage(message, true, true).done).content;
  }

  /** As the kernelspec's `interrupt_mode` has it. */
  async interrupt(): Promise<void> {
    if (this.#spec.interrupt_mode === "message") {
      await this.control("interrupt_request");
      return;
    }
    for (const pid of await this.descendants()) signal(pid, "SIGINT");
    this.process.kill("SIGINT");
  }

  /** Ends the kernel as closing its notebook does, and restarting it. Resolves when its process is gone. */
  async dispose(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) resolve();
      else this.process.once("exit", () => resolve());
    });
    for (const pid of await this.descendants()) signal(pid, "SIGTERM");
    this.process.kill();
    await gone;
    this.connection.dispose();
    this.#socket.close();
    rmSync(this.#connectionFile, { force: true });
  }

  /** The processes that its process has started, and they. */
  descendants(): Promise<number[]> {
    return descendantsOf(this.process.pid);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function freePorts(count: number): Promise<number[]> {
  // All at once, so that they differ.
  const servers = Array.from({ length: count }, () => createServer());
  const listening = servers.map(
    (server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)),
  );
  await Promise.all(listening);
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port of its own");
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
