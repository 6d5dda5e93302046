import type { Json } from "../../../src/display/displayable.js";
import type { CommMessage } from "../../cells/task.js";
import type { JsonObject, Message } from "../../wire/message.js";

/** The open comms, whoever opened them: the answer to `comm_info_request`. */
export class OpenComms {
  readonly #targets = new Map<string, string>();

  note({ event, id, target }: CommMessage): void {
    if (event === "open") this.#targets.set(id, target ?? "");
    if (event === "close") this.#targets.delete(id);
  }

  info(target: Json | undefined): JsonObject {
    const entries = [...this.#targets].filter(([, name]) => typeof target !== "string" || name === target);
    return Object.fromEntries(entries.map(([id, name]) => [id, { target_name: name }]));
  }

  /** The process that held them has ended: they are closed, and the front end must be told. */
  closeAll(): string[] {
    const ids = [...this.#targets.keys()];
    this.#targets.clear();
    return ids;
  }
}

/** A front end's `comm_open`, `comm_msg` or `comm_close`. */
export function readCommMessage({ header, content, metadata, buffers }: Message): CommMessage | undefined {
  const event = /^comm_(open|msg|close)$/.exec(header.msg_type)?.[1];
  if (event !== "open" && event !== "msg" && event !== "close") return undefined;
  if (typeof content.comm_id !== "string") return undefined;
  return {
    event,
    id: content.comm_id,
    ...(typeof content.target_name === "string" ? { target: content.target_name } : {}),
    data: isObject(content.data) ? content.data : {},
    metadata,
    buffers: buffers.map((bytes) => Buffer.from(bytes).toString("base64")),
  };
}

/** The protocol's message for one of ours. */
export function writeCommMessage(message: CommMessage): {
  readonly type: string;
  readonly content: JsonObject;
  readonly buffers: Uint8Array[];
} {
  const target = message.event === "open" ? { target_name: message.target ?? "" } : {};
  return {
    type: `comm_${message.event}`,
    content: { comm_id: message.id, ...target, data: message.data },
    buffers: message.buffers.map((text) => Buffer.from(text, "base64")),
  };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
