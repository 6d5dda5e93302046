import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dealer, Subscriber } from "zeromq";
import { kernelCache } from "./kernel-cache.js";

/**
 * A Jupyter front end as small as can be: starts the built kernel as Jupyter does and talks to it over its
 * sockets. It signs and frames by itself, so that a mistake of the kernel's own wire code cannot hide here.
 */
export interface Received {
  readonly type: string;
  readonly parentId: string | undefined;
  readonly content: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
  /** The iopub topic. */
  readonly topic: string;
  /** When the kernel made it, by its own clock: milliseconds since 1970. */
  readonly date: number;
}

export interface Execution {
  readonly reply: Record<string, unknown>;
  /** Everything on iopub from `busy` to `idle`. */
  readonly messages: readonly Received[];
}

export interface ExecuteOptions {
  readonly silent?: boolean;
  readonly store_history?: boolean;
  readonly allow_stdin?: boolean;
  readonly stop_on_error?: boolean;
  readonly user_expressions?: Record<string, string>;
}

export type Channel = "shell" | "control" | "stdin";

const MAIN = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));
const KEY = "a key for tests";
const DELIMITER = "<IDS|MSG>";
const PORTS = { shell_port: 1, control_port: 2, iopub_port: 3, stdin_port: 4, hb_port: 5 };

export class KernelClient {
  readonly process: ChildProcess;
  /** What the kernel wrote to its own stderr. */
  log = "";
  /** The kernel's working directory, where a notebook would lie. */
  readonly directory: string;
  readonly #identity = randomUUID();
  readonly #dealers: Record<Channel, Dealer>;
  readonly #heartbeat: Dealer;
  readonly #iopub = new Subscriber();
  readonly #replies = new Map<string, (content: Record<string, unknown>) => void>();
  readonly #listeners = new Set<(message: Received) => void>();
  readonly #stdinRequests: ((message: Received) => void)[] = [];
  /** Everything that came on iopub, in order. */
  readonly published: Received[] = [];

  /** Starts a kernel in a directory of its own and waits until it answers. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<KernelClient> {
    const client = new KernelClient(env);
    await client.request("shell", "kernel_info_request", {});
    return client;
  }

  private constructor(env: Readonly<Record<string, string>>) {
    this.directory = mkdtempSync(join(tmpdir(), "layerlab-kernel-"));
    const connectionFile = join(this.directory, "kernel.json");
    // Unix sockets: no port that another process could take between choosing and binding.
    const ip = join(this.directory, "k");
    writeFileSync(
      connectionFile,
      JSON.stringify({ transport: "ipc", ip, ...PORTS, key: KEY, signature_scheme: "hmac-sha256" }),
    );
    this.process = spawn(process.execPath, [MAIN, connectionFile], {
      cwd: this.directory,
      stdio: ["ignore", "inherit", "pipe"],
      env: {
        ...process.env,
        XDG_STATE_HOME: join(this.directory, "state"),
        XDG_CACHE_HOME: kernelCache(join(this.directory, "cache")),
        ...env,
      },
    });
    // Nobody reading it would stop the kernel when the pipe is full.
    this.process.stderr?.on("data", (chunk: Buffer) => {
      this.log += chunk.toString();
    });
    const dealer = (port: number): Dealer => {
      const socket = new Dealer({ routingId: this.#identity, linger: 0 });
      socket.connect(`ipc://${ip}-${port}`);
      return socket;
    };
    this.#dealers = {
      shell: dealer(PORTS.shell_port),
      control: dealer(PORTS.control_port),
      stdin: dealer(PORTS.stdin_port),
    };
    this.#heartbeat = dealer(PORTS.hb_port);
    this.#iopub.connect(`ipc://${ip}-${PORTS.iopub_port}`);
    this.#iopub.subscribe();
    void this.#receive(this.#dealers.shell, (message) => this.#takeReply(message));
    void this.#receive(this.#dealers.control, (message) => this.#takeReply(message));
    void this.#receive(this.#dealers.stdin, (message) => this.#stdinRequests.shift()?.(message));
    void this.#receive(this.#iopub, (message) => {
      this.published.push(message);
      for (const listener of this.#listeners) listener(message);
    });
  }

  /** Sends a request and resolves to the content of its reply. */
  async request(
    channel: Channel,
    type: string,
    content: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    const id = randomUUID();
    const reply = this.replyTo(id);
    await this.send(channel, type, content, { id });
    return reply;
  }

  /** Resolves to the content of the reply to the message of that id. */
  replyTo(id: string): Promise<Record<string, unknown>> {
    return new Promise((resolve) => this.#replies.set(id, resolve));
  }

  /** Sends a message and waits for nothing. */
  async send(
    channel: Channel,
    type: string,
    content: Record<string, unknown>,
    options: { readonly id?: string; readonly key?: string } = {},
  ): Promise<void> {
    const header = {
      msg_id: options.id ?? randomUUID(),
      msg_type: type,
      session: "tests",
      username: "tests",
      date: new Date().toISOString(),
      version: "5.4",
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    await this.sendFrames(channel, frame(parts, options.key));
  }

  /** Sends what may not be a message at all. */
  async sendFrames(channel: Channel, frames: readonly (string | Uint8Array)[]): Promise<void> {
    await this.#dealers[channel].send(frames.map((each) => Buffer.from(each)));
  }

  /** Runs a cell; resolves when both its reply and its `idle` are there. */
  async execute(code: string, options: ExecuteOptions = {}): Promise<Execution> {
    const id = randomUUID();
    const messages: Received[] = [];
    const idle = new Promise<void>((resolve) => {
      const listener = (message: Received): void => {
        if (message.parentId !== id) return;
        messages.push(message);
        if (message.content.execution_state !== "idle") return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
    const reply = this.replyTo(id);
    await this.send(
      "shell",
      "execute_request",
      { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: true, ...options },
      { id },
    );
    const [content] = await Promise.all([reply, idle]);
    return { reply: content, messages };
  }

  /** Resolves with the next message on iopub that `matches`. */
  next(matches: (message: Received) => boolean): Promise<Received> {
    return new Promise((resolve) => {
      const listener = (message: Received): void => {
        if (!matches(message)) return;
        this.#listeners.delete(listener);
        resolve(message);
      };
      this.#listeners.add(listener);
    });
  }

  /** Resolves with the next `input_request`. */
  nextInputRequest(): Promise<Received> {
    return new Promise((resolve) => this.#stdinRequests.push(resolve));
  }

  async heartbeat(payload: string): Promise<string> {
    await this.#heartbeat.send(payload);
    const [answer] = await this.#heartbeat.receive();
    return String(answer);
  }

  /** Resolves with the exit code. */
  exited(): Promise<number | null> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return Promise.resolve(exitCode);
    return new Promise((resolve) => this.process.once("exit", (code) => resolve(code)));
  }

  async close(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exited();
    for (const socket of [...Object.values(this.#dealers), this.#heartbeat, this.#iopub]) socket.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #receive(socket: AsyncIterable<Buffer[]>, take: (message: Received) => void): Promise<void> {
    for await (const frames of socket) take(read(frames));
  }

  #takeReply(message: Received): void {
    if (message.parentId === undefined) return;
    this.#replies.get(message.parentId)?.(message.content);
    this.#replies.delete(message.parentId);
  }
}

/** The frames of a message whose parts (header, parent header, metadata, content) are these, signed. */
export function frame(parts: readonly (string | Uint8Array)[], key = KEY): (string | Uint8Array)[] {
  return [DELIMITER, sign(key, parts), ...parts];
}

function sign(key: string, parts: readonly (string | Uint8Array)[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function read(frames: Buffer[]): Received {
  const at = frames.findIndex((frame) => frame.toString() === DELIMITER);
  const [signature, ...rest] = frames.slice(at + 1);
  const parts = rest.slice(0, 4);
  if (signature?.toString() !== sign(KEY, parts)) throw new Error("the kernel signed a message wrongly");
  const [header, parent, , content] = parts.map((part) => JSON.parse(part.toString()));
  return {
    buffers: rest.slice(4),
    type: header.msg_type,
    parentId: parent.msg_id,
    content,
    topic: frames.slice(0, at).join(""),
    date: Date.parse(header.date),
  };
}

/** The text of a stream, its messages joined. */
export function textOf({ messages }: Execution, name: "stdout" | "stderr"): string {
  return messages
    .filter(({ type, content }) => type === "stream" && content.name === name)
    .map(({ content }) => String(content.text))
    .join("");
}

/** The `data` of the first message of a type. */
export function dataOf({ messages }: Execution, type: string): unknown {
  return messages.find((message) => message.type === type)?.content.data;
}

/** Text without ANSI colours. */
export function plain(text: unknown): string {
  const lines = Array.isArray(text) ? text.join("\n") : String(text);
  return lines.replaceAll(/\u001b\[[0-9;]*m/g, "");
}
