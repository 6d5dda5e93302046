import { XPublisher } from "zeromq";
import { encode } from "../wire/framing.js";
import type { Message, MessageFactory } from "../wire/message.js";
import type { Signer } from "../wire/signing.js";
import { Sender } from "./sender.js";

/** If nobody subscribes within this time, the kernel sends all the same. */
const SUBSCRIBER_PATIENCE_MS = 1000;

/**
 * The broadcast channel. It is XPUB rather than PUB to see the subscriptions: each is answered with
 * `iopub_welcome` (https://jupyter.org/enhancement-proposals/65-jupyter-xpub/jupyter-xpub.html), and the
 * kernel can wait for one. Otherwise a fast kernel would lose its first outputs.
 */
export class IopubChannel {
  // No limit on what waits to be sent: at its high water mark a publisher drops messages silently.
  readonly #socket = new XPublisher({ linger: 1000, sendHighWaterMark: 0, verbosity: "allSubs" });
  readonly #sender = new Sender(this.#socket);
  readonly #signer: Signer;
  readonly #messages: MessageFactory;
  readonly subscribed: Promise<void>;
  #resolveSubscribed: () => void = () => undefined;
  /** What waits for the first subscriber, who must get the welcome before anything else. */
  #held: Message[] | undefined = [];

  constructor(signer: Signer, messages: MessageFactory) {
    this.#signer = signer;
    this.#messages = messages;
    this.subscribed = new Promise((resolve) => {
      this.#resolveSubscribed = resolve;
    });
  }

  async bind(address: string): Promise<void> {
    await this.#socket.bind(address);
    setTimeout(() => this.#release(), SUBSCRIBER_PATIENCE_MS).unref();
  }

  /** Answers subscriptions until the socket is closed. */
  async receive(): Promise<void> {
    for await (const [frame] of this.#socket) {
      if (frame?.[0] !== 1) continue;
      const topic = frame.subarray(1);
      const content = { subscription: topic.toString("utf8") };
      void this.#send(this.#messages.create("iopub_welcome", content, undefined, { identities: [topic] }));
      this.#release();
      this.#resolveSubscribed();
    }
  }

  publish(message: Message): Promise<void> {
    if (!this.#held) return this.#send(message);
    this.#held.push(message);
    return this.subscribed;
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) void this.#send(message);
  }

  #send(message: Message): Promise<void> {
    return this.#sender.send(encode(message, this.#signer));
  }

  close(): void {
    this.#socket.close();
  }
}
