import type { MessageLike } from "zeromq";

/**
 * Sends one message after another: a zeromq socket refuses a second `send` while one is in progress, and
 * messages must leave in the order they were given.
 */
export class Sender {
  readonly #socket: { send(frames: MessageLike[]): Promise<void> };
  #tail: Promise<void> = Promise.resolve();

  constructor(socket: { send(frames: MessageLike[]): Promise<void> }) {
    this.#socket = socket;
  }

  /** Resolves when the message has been passed to zeromq. */
  send(frames: Uint8Array[]): Promise<void> {
    const sent = this.#tail.then(() => this.#socket.send(frames.map((frame) => Buffer.from(frame))));
    // A message that cannot be sent must not hold up the ones behind it; its own caller gets the error.
    this.#tail = sent.catch(() => undefined);
    return sent;
  }
}
