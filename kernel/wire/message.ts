import { randomUUID } from "node:crypto";
import type { Json } from "../../src/display/displayable.js";

/** The version of the Jupyter messaging protocol spoken here: https://jupyter-client.readthedocs.io/en/stable/messaging.html */
export const PROTOCOL_VERSION = "5.4";

export type JsonObject = { readonly [key: string]: Json };

/** Who sent what, when. `msg_id` is unique, `session` names the sender's process. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** RFC 3339 */
  readonly date: string;
  readonly version: string;
}

/** One message as both sides see it; `framing.ts` knows how it travels. */
export interface Message {
  /** On ROUTER sockets: who it came from, and so where replies go. On PUB sockets: the topic. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  /** The header of the request this belongs to; empty if no request caused it. */
  readonly parentHeader: Header | Record<string, never>;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

/** Makes messages with one session id. */
export class MessageFactory {
  readonly #session: string;
  readonly #username: string;

  constructor(session: string = randomUUID(), username = "kernel") {
    this.#session = session;
    this.#username = username;
  }

  create(
    type: string,
    content: JsonObject,
    parent?: Message,
    options: {
      readonly identities?: readonly Uint8Array[];
      readonly metadata?: JsonObject;
      readonly buffers?: readonly Uint8Array[];
    } = {},
  ): Message {
    return {
      identities: options.identities ?? parent?.identities ?? [],
      header: {
        msg_id: randomUUID(),
        msg_type: type,
        session: this.#session,
        username: this.#username,
        date: new Date().toISOString(),
        version: PROTOCOL_VERSION,
      },
      parentHeader: parent?.header ?? {},
      metadata: options.metadata ?? {},
      content,
      buffers: options.buffers ?? [],
    };
  }
}
