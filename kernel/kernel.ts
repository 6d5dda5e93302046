import { asError, messageOf } from "../src/errors/thrown.js";
import type { CellCompiler } from "./cells/compile/compiler.js";
import { historyDirectory, labsDirectory } from "./home.js";
import { kernelInfo } from "./language.js";
import { ExecuteHandler } from "./session/parent/execute.js";
import { History } from "./session/parent/history.js";
import { HistoryStore } from "./session/parent/history-store.js";
import { LabHome } from "./session/parent/lab-home.js";
import { OpenComms, readCommMessage } from "./session/parent/open-comms.js";
import { Session } from "./session/parent/session.js";
import { TypeScriptCompiler } from "./session/parent/typescript-compiler.js";
import type { ConnectionInfo } from "./transport/connection.js";
import type { RouterChannel } from "./transport/router.js";
import type { Sockets } from "./transport/sockets.js";
import { type JsonObject, type Message, MessageFactory } from "./wire/message.js";

/** A front end that does not subscribe to iopub within this time gets its kernel_info reply all the same. */
const SUBSCRIBER_PATIENCE_MS = 1000;

const PRUNE_AFTER_MS = 5000;
const LOAD_QUERIES_AFTER_MS = 500;

/** A request that waits for the ones before it, and where its reply goes. */
interface Waiting {
  readonly channel: RouterChannel;
  readonly request: Message;
}

/** Reads requests, has them answered in order, and frames each with `busy` and `idle`. */
export class Kernel {
  readonly #messages: MessageFactory;
  readonly #compiler: CellCompiler;
  readonly #comms = new OpenComms();
  readonly #home: LabHome | undefined;
  readonly #session: Session;
  readonly #history = new History(new HistoryStore(historyDirectory()), (error) =>
    console.error("History is not kept after this kernel:", messageOf(error)),
  );
  readonly #sockets: Sockets;
  readonly #execute: ExecuteHandler;
  readonly #queue: Waiting[] = [];
  readonly #onShutdown: () => void;
  #draining = false;
  #closing: Promise<void> | undefined;

  private constructor(cells: Cells, sockets: Sockets, messages: MessageFactory, onShutdown: () => void) {
    this.#compiler = cells.compiler;
    this.#home = cells.home;
    this.#session = cells.session;
    cells.onLost = () => this.#closeComms();
    this.#sockets = sockets;
    this.#messages = messages;
    this.#onShutdown = onShutdown;
    this.#execute = new ExecuteHandler(sockets, messages, this.#session, this.#history, this.#comms);
  }

  /** Binds the sockets of `info` and serves them until it is shut down; then calls `onShutdown`. */
  static async start(info: ConnectionInfo, onShutdown: () => void): Promise<Kernel> {
    const messages = new MessageFactory();
    // The process of the cells starts while the sockets' library is loaded.
    const cells = startCells();
    const { bindSockets } = await import("./transport/sockets.js");
    const kernel = new Kernel(cells, await bindSockets(info, messages), messages, onShutdown);
    kernel.#serve();
    return kernel;
  }

  /** Ends the cell process, and closes the sockets once everything has been sent. */
  close(): Promise<void> {
    this.#closing ??= this.#session.close().then(() => {
      // The next kernel begins with a fresh lab all the same. This one may have been culled while it was idle, which nobody asked
      // for, or started again by somebody who did not know what that takes away.
      this.#home?.close();
      this.#sockets.close();
      this.#onShutdown();
    });
    return this.#closing;
  }

  interrupt(): void {
    this.#execute.cancelInput();
    this.#session.interrupt();
  }

  #serve(): void {
    const { shell, control, stdin } = this.#sockets;
    const dropped = (error: unknown): void => {
      console.error(messageOf(error));
    };
    this.#publish("status", { execution_state: "starting" });
    const queue = (channel: RouterChannel, request: Message): void => {
      this.#queue.push({ channel, request });
      void this.#drain();
    };
    void shell.receive((message) => queue(shell, message), dropped);
    void control.receive((message) => {
      // Not queued behind the cells: an interrupt must not wait for the cell it interrupts. But one cell runs at a time.
      if (isExecute(message) || readCommMessage(message)) queue(control, message);
      else void this.#handle(control, message);
    }, dropped);
    void stdin.receive((message) => this.#execute.takeInput(message), dropped);
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      await this.#handle(next.channel, next.request);
    }
    this.#draining = false;
  }

  /** Never rejects. */
  async #handle(channel: RouterChannel, request: Message): Promise<void> {
    let aborted: readonly Waiting[] = [];
    this.#publish("status", { execution_state: "busy" }, request);
    try {
      const comm = readCommMessage(request);
      if (comm) {
        await this.#execute.runComm(request, comm);
      } else if (isExecute(request)) {
        aborted = await this.#handleExecute(channel, request);
      } else {
        await this.#reply(channel, request, await this.#answer(request));
      }
    } catch (error) {
      await this.#reply(channel, request, failed(error));
    } finally {
      this.#publish("status", { execution_state: "idle" }, request);
    }
    await this.#abort(aborted);
    if (request.header.msg_type === "shutdown_request") await this.close();
  }

  /** Returns the requests behind it that an error keeps from running. */
  async #handleExecute(channel: RouterChannel, request: Message): Promise<readonly Waiting[]> {
    const reply = await this.#execute.run(request);
    // Taken before anybody can know of the error: requests sent after that were sent in spite of it, and must run.
    const aborted =
      reply.status === "error" && request.content.stop_on_error !== false ? this.#takeExecuteRequests() : [];
    await this.#reply(channel, request, reply);
    return aborted;
  }

  /** In order of arrival, each by itself: a front end shows a cell as waiting until its turn is over. */
  async #abort(requests: readonly Waiting[]): Promise<void> {
    for (const { channel, request } of requests) {
      this.#publish("status", { execution_state: "busy" }, request);
      await this.#reply(channel, request, { status: "aborted" });
      this.#publish("status", { execution_state: "idle" }, request);
    }
  }

  #takeExecuteRequests(): Waiting[] {
    const taken = this.#queue.filter(({ request }) => isExecute(request));
    const kept = this.#queue.filter(({ request }) => !isExecute(request));
    this.#queue.splice(0, this.#queue.length, ...kept);
    return taken;
  }

  /** The content of the reply to `request`; undefined if there is none. */
  async #answer(request: Message): Promise<JsonObject | undefined> {
    const { content } = request;
    switch (request.header.msg_type) {
      case "kernel_info_request":
        await this.#subscriber();
        return kernelInfo();
      case "complete_request":
        return (await loadQueries()).answerComplete(this.#compiler, this.#session, content);
      case "inspect_request":
        return (await loadQueries()).answerInspect(this.#compiler, content);
      case "is_complete_request":
        return (await loadQueries()).answerIsComplete(this.#compiler, content);
      case "history_request":
        return { status: "ok", history: this.#history.query(content) };
      case "comm_info_request":
        return { status: "ok", comms: this.#comms.info(content.target_name) };
      case "debug_request":
        return refuseDebugging(content);
      case "interrupt_request":
        this.interrupt();
        return { status: "ok" };
      case "shutdown_request": {
        const reply = { status: "ok", restart: content.restart === true };
        this.#publish("shutdown_reply", reply, request);
        return reply;
      }
      default:
        // An unknown request must be answered, or its sender waits for ever; other messages need no answer.
        return request.header.msg_type.endsWith("_request")
          ? failed(new Error(`This kernel does not know ${request.header.msg_type}.`))
          : undefined;
    }
  }

  #closeComms(): void {
    for (const id of this.#comms.closeAll()) this.#publish("comm_close", { comm_id: id, data: {} });
  }

  /** Resolves when somebody has subscribed to iopub: otherwise the first outputs would be lost. */
  #subscriber(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SUBSCRIBER_PATIENCE_MS);
      void this.#sockets.iopub.subscribed.then(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #reply(channel: RouterChannel, request: Message, content: JsonObject | undefined): Promise<void> {
    if (!content) return;
    const type = request.header.msg_type.replace(/_request$/, "_reply");
    await channel.send(this.#messages.create(type, content, request));
  }

  #publish(type: string, content: JsonObject, parent?: Message): void {
    const topic = Buffer.from(`kernel.${type}`);
    void this.#sockets.iopub.publish(this.#messages.create(type, content, parent, { identities: [topic] }));
  }
}

function isExecute({ header }: Message): boolean {
  return header.msg_type === "execute_request";
}

/** What runs the cells; it starts before there are sockets. */
interface Cells {
  readonly compiler: CellCompiler;
  readonly home: LabHome | undefined;
  readonly session: Session;
  onLost: () => void;
}

function startCells(): Cells {
  const compiler = new TypeScriptCompiler();
  const home = openHome();
  const session = new Session(compiler, home, () => cells.onLost());
  const cells: Cells = { compiler, home, session, onLost: () => undefined };
  setTimeout(() => void loadQueries(), LOAD_QUERIES_AFTER_MS).unref();
  return cells;
}

/** An editor's questions need docker's whole command line, which no cell needs before one of them uses it. */
function loadQueries(): Promise<typeof import("./editor/queries.js")> {
  return import("./editor/queries.js");
}

/** Without a writable disk there is still a lab, in memory. */
function openHome(): LabHome | undefined {
  try {
    const home = new LabHome(labsDirectory(), process.env.JPY_SESSION_NAME || undefined);
    // Kept out of the way of the first cell.
    setTimeout(() => home.prune(), PRUNE_AFTER_MS).unref();
    return home;
  } catch (error) {
    console.error("The lab is kept in memory only:", messageOf(error));
    return undefined;
  }
}

/** An answer in the Debug Adapter Protocol's own form, like the request's content. */
function refuseDebugging({ seq, command }: JsonObject): JsonObject {
  return {
    type: "response",
    seq: 0,
    request_seq: typeof seq === "number" ? seq : 0,
    success: false,
    command: typeof command === "string" ? command : "",
    message:
      "This kernel has no debugger. console.log() shows values where they are, and an error's traceback has the cell's own lines.",
  };
}

function failed(error: unknown): JsonObject {
  const { name, message } = asError(error);
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
