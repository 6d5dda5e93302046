import type { Json } from "../../../src/display/displayable.js";
import { LayerlabError } from "../../../src/errors/base.js";
import type { CommMessage } from "../task.js";
import { currentContext } from "./task-context.js";

type Data = { readonly [key: string]: Json };

/** A message of a comm; `buffers` is binary data that JSON cannot hold. */
export interface CommData {
  readonly data: Data;
  readonly metadata: Data;
  readonly buffers: readonly Uint8Array[];
}

export interface CommOptions {
  readonly metadata?: Data;
  readonly buffers?: readonly Uint8Array[];
}

type Listener = (received: CommData) => unknown;

/** A message for a comm that has been closed. */
class CommClosedError extends LayerlabError<"ECOMMCLOSED", { id: string }> {
  constructor(id: string) {
    super("ECOMMCLOSED", `The comm ${id} is closed; open another one with comm.open(target, data).`, { id });
  }
}

/** A conversation between a cell and code in the front end: what widgets are made of. */
export class Comm {
  readonly id: string;
  readonly target: string;
  readonly #comms: Comms;
  readonly #listeners: { msg: Listener[]; close: Listener[] } = { msg: [], close: [] };
  #closed = false;

  constructor(comms: Comms, id: string, target: string) {
    this.#comms = comms;
    this.id = id;
    this.target = target;
  }

  /** @throws {CommClosedError} */
  send(data: Data, options: CommOptions = {}): void {
    if (this.#closed) throw new CommClosedError(this.id);
    emit("msg", this, data, options);
  }

  /** Calls `listener` for every message of the front end. */
  onMessage(listener: Listener): void {
    this.#listeners.msg.push(listener);
  }

  onClose(listener: Listener): void {
    this.#listeners.close.push(listener);
  }

  /** Closes it on both sides; nothing happens if it is closed already. */
  close(data: Data = {}): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#comms.forget(this);
    emit("close", this, data, {});
  }

  /** @internal The front end's side of it. */
  async receive(event: "msg" | "close", received: CommData): Promise<void> {
    if (event === "close") {
      this.#closed = true;
      this.#comms.forget(this);
    }
    for (const listener of this.#listeners[event]) await listener(received);
  }
}

/** All comms of the process; the cells' global `comm`. */
export class Comms {
  readonly #open = new Map<string, Comm>();
  readonly #targets = new Map<string, (comm: Comm, opened: CommData) => unknown>();

  /** Opens a comm to the front end's `target`. */
  open(target: string, data: Data = {}, options: CommOptions & { readonly id?: string } = {}): Comm {
    const comm = new Comm(this, options.id ?? crypto.randomUUID(), target);
    this.#open.set(comm.id, comm);
    emit("open", comm, data, options);
    return comm;
  }

  /** Lets the front end open comms to `target`; `accept` gets each. */
  registerTarget(target: string, accept: (comm: Comm, opened: CommData) => unknown): void {
    this.#targets.set(target, accept);
  }

  /** @internal */
  forget(comm: Comm): void {
    this.#open.delete(comm.id);
  }

  /** @internal Passes a message of the front end to its comm. */
  async deliver(message: CommMessage): Promise<void> {
    const received: CommData = {
      data: message.data,
      metadata: message.metadata,
      buffers: message.buffers.map((text) => Buffer.from(text, "base64")),
    };
    if (message.event === "open") {
      const comm = new Comm(this, message.id, message.target ?? "");
      const accept = this.#targets.get(comm.target);
      // The protocol requires that a comm nobody accepts is closed at once.
      if (!accept) return comm.close();
      this.#open.set(comm.id, comm);
      await accept(comm, received);
    } else {
      await this.#open.get(message.id)?.receive(message.event, received);
    }
  }
}

function emit(event: CommMessage["event"], comm: Comm, data: Data, options: CommOptions): void {
  const context = currentContext();
  if (!context) throw new Error("a comm needs a cell that speaks");
  context.output({
    type: "comm",
    message: {
      event,
      id: comm.id,
      ...(event === "open" ? { target: comm.target } : {}),
      data,
      metadata: options.metadata ?? {},
      buffers: (options.buffers ?? []).map((bytes) => Buffer.from(bytes).toString("base64")),
    },
  });
}
