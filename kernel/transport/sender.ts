import type { MessageLike } from "zeromq";

/**
 * Sends one message after another: a zeromq socket refuses a second `send` while one is under way, and
 * messages must leave in the order they were given.
 */
export class Sender {
  readonly #socket: { send(frames: MessageLike[]): Promise<void> };
  #tail: Promise<void> = Promise.resolve();

  constructor(socket: { send(frames: MessageLike[]): Promise<void> }) {
    this.#socket = socket;
  }

  /** Resolves when the message was handed to zeromq. */
  send(frames: Uint8Array[]): Promise<void> {
    const sent = this.#tail.then(() => this.#socket.send(frames.map((frame) => Buffer.from(frame))));
    // One message that cannot go must not hold up those behind it; its own caller hears of it.
    this.#tail = sent.catch(() => undefined);
    return sent;
  }
}
