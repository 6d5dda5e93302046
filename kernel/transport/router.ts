import { Router } from "zeromq";
import { decode, encode } from "../wire/framing.js";
import type { Message } from "../wire/message.js";
import type { SeenSignatures } from "../wire/seen-signatures.js";
import type { Signer } from "../wire/signing.js";
import { Sender } from "./sender.js";

/** A ROUTER socket of messages: shell, control and stdin. */
export class RouterChannel {
  readonly #socket = new Router({ linger: 1000, sendHighWaterMark: 0 });
  readonly #sender = new Sender(this.#socket);
  readonly #signer: Signer;
  readonly #seen: SeenSignatures;

  /** @param seen shared by all channels: a message for one of them must not be replayed to another */
  constructor(signer: Signer, seen: SeenSignatures) {
    this.#signer = signer;
    this.#seen = seen;
  }

  async bind(address: string): Promise<void> {
    await this.#socket.bind(address);
  }

  /** Passes on every message that arrives; malformed ones go to `onMalformed` and are dropped. */
  async receive(onMessage: (message: Message) => void, onMalformed: (error: unknown) => void): Promise<void> {
    for await (const frames of this.#socket) {
      let message: Message;
      try {
        message = decode(frames, this.#signer, this.#seen);
      } catch (error) {
        onMalformed(error);
        continue;
      }
      onMessage(message);
    }
  }

  send(message: Message): Promise<void> {
    return this.#sender.send(encode(message, this.#signer));
  }

  close(): void {
    this.#socket.close();
  }
}
