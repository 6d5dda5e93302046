import type { Json } from "../../../src/display/displayable.js";
import type { CommMessage, Outcome, Output } from "../../cells/task.js";
import type { Sockets } from "../../transport/sockets.js";
import type { JsonObject, Message, MessageFactory } from "../../wire/message.js";
import type { History } from "./history.js";
import { type OpenComms, writeCommMessage } from "./open-comms.js";
import type { CellSink, Session } from "./session.js";
import { StreamBuffer } from "./stream-buffer.js";

interface ExecuteReply extends JsonObject {
  readonly status: "ok" | "error";
}

/** Makes a cell that runs of an `execute_request`, and messages of what the cell shows. */
export class ExecuteHandler {
  readonly #sockets: Sockets;
  readonly #messages: MessageFactory;
  readonly #session: Session;
  readonly #history: History;
  readonly #comms: OpenComms;
  #executionCount = 0;
  #input: ((value: string) => void) | undefined;

  constructor(
    sockets: Sockets,
    messages: MessageFactory,
    session: Session,
    history: History,
    comms: OpenComms,
  ) {
    this.#sockets = sockets;
    this.#messages = messages;
    this.#session = session;
    this.#history = history;
    this.#comms = comms;
  }

  /** Runs the cell to its end. Returns the content of its reply. */
  async run(request: Message): Promise<ExecuteReply> {
    const { content } = request;
    const code = typeof content.code === "string" ? content.code : "";
    const silent = content.silent === true;
    const storeHistory = !silent && content.store_history !== false;
    const allowStdin = content.allow_stdin === true;
    if (storeHistory) {
      this.#executionCount++;
      this.#history.add(this.#executionCount, code);
    }
    const count = this.#executionCount;
    if (!silent) this.#publish("execute_input", { code, execution_count: count }, request);

    const streams = new StreamBuffer((name, text) => this.#publish("stream", { name, text }, request));
    const sink = this.#sink(request, silent, streams);
    const outcome = await this.#session.execute({ text: code, number: count, allowStdin }, sink);
    streams.flush();
    if (outcome.status === "error") {
      const { name, message, traceback } = outcome.failure;
      const error = { ename: name, evalue: message, traceback: [...traceback] };
      if (!silent) this.#publish("error", error, request);
      return { status: "error", execution_count: count, ...error, user_expressions: {}, payload: [] };
    }
    if (outcome.result && storeHistory) this.#history.setOutput(count, outcome.result.data["text/plain"]);
    return {
      status: "ok",
      execution_count: count,
      user_expressions: await this.#evaluate(content.user_expressions),
      payload: outcome.page ? [{ source: "page", data: outcome.page.data, start: 0 }] : [],
    };
  }

  /** Runs the cells' handlers for a message of a comm; what they print belongs to the message. */
  async runComm(request: Message, message: CommMessage): Promise<void> {
    const streams = new StreamBuffer((name, text) => this.#publish("stream", { name, text }, request));
    this.#comms.note(message);
    const outcome = await this.#session.comm(message, this.#sink(request, false, streams));
    streams.flush();
    if (outcome.status === "ok") return;
    const { name, message: evalue, traceback } = outcome.failure;
    this.#publish("error", { ename: name, evalue, traceback: [...traceback] }, request);
  }

  /** An `input_reply` arrived; if nothing waits for it, it is late and is dropped. */
  takeInput(message: Message): void {
    if (message.header.msg_type !== "input_reply") return;
    const { value } = message.content;
    this.#input?.(typeof value === "string" ? value : "");
    this.#input = undefined;
  }

  cancelInput(): void {
    this.#input = undefined;
  }

  async #evaluate(expressions: Json | undefined): Promise<JsonObject> {
    if (typeof expressions !== "object" || expressions === null || Array.isArray(expressions)) return {};
    const values: Record<string, Json> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      values[name] = toExpressionValue(await this.#session.evaluate(String(expression)));
    }
    return values;
  }

  #sink(request: Message, silent: boolean, streams: StreamBuffer): CellSink {
    return {
      output: (output) => {
        if (output.type === "comm") {
          streams.flush();
          this.#comms.note(output.message);
          const { type, content, buffers } = writeCommMessage(output.message);
          this.#publish(type, content, request, { buffers, metadata: output.message.metadata });
          return;
        }
        if (silent) return;
        if (output.type === "stream") {
          streams.push(output.name, output.text);
          return;
        }
        streams.flush();
        const [type, content] = toMessage(output, this.#executionCount);
        this.#publish(type, content, request);
      },
      ask: (prompt, password) => {
        streams.flush();
        const answer = new Promise<string>((resolve) => {
          this.#input = resolve;
        });
        void this.#sockets.stdin.send(this.#messages.create("input_request", { prompt, password }, request));
        return answer;
      },
    };
  }

  #publish(
    type: string,
    content: JsonObject,
    parent: Message,
    more: { readonly buffers?: readonly Uint8Array[]; readonly metadata?: JsonObject } = {},
  ): void {
    const identities = [Buffer.from(`kernel.${type}`)];
    void this.#sockets.iopub.publish(this.#messages.create(type, content, parent, { identities, ...more }));
  }
}

function toMessage(
  output: Exclude<Output, { type: "stream" | "comm" }>,
  count: number,
): [type: string, content: JsonObject] {
  switch (output.type) {
    case "result": {
      const { data, metadata } = output.display;
      return ["execute_result", { execution_count: count, data, metadata }];
    }
    case "clear":
      return ["clear_output", { wait: output.wait }];
    case "display": {
      const { data, metadata } = output.display;
      const transient = output.displayId === undefined ? {} : { display_id: output.displayId };
      return [output.update ? "update_display_data" : "display_data", { data, metadata, transient }];
    }
  }
}

function toExpressionValue(outcome: Outcome): JsonObject {
  if (outcome.status === "error") {
    const { name, message, traceback } = outcome.failure;
    return { status: "error", ename: name, evalue: message, traceback: [...traceback] };
  }
  const { data, metadata } = outcome.result ?? { data: { "text/plain": "undefined" }, metadata: {} };
  return { status: "ok", data, metadata };
}
