import { Router } from "zeromq";

/** Echoes what it receives: how a front end knows that the kernel's process is alive. */
export class Heartbeat {
  // ROUTER, not REP: a client that goes away between request and answer must not lock the others out.
  readonly #socket = new Router({ linger: 0 });

  async bind(address: string): Promise<void> {
    await this.#socket.bind(address);
  }

  async receive(): Promise<void> {
    for await (const frames of this.#socket) await this.#socket.send(frames);
  }

  close(): void {
    this.#socket.close();
  }
}
