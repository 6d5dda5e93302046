type StreamName = "stdout" | "stderr";

/** How long text may wait for more of its kind: readers do not notice, and it is enough to join a flood of lines. */
const WAIT_MS = 50;

/**
 * Joins what comes through one stream in quick succession: 20,000 lines of log must not become 20,000 messages, nor
 * a progress display a hundred outputs in a saved notebook. The order between the streams is kept.
 */
export class StreamBuffer {
  readonly #publish: (name: StreamName, text: string) => void;
  #pending: { readonly name: StreamName; text: string } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (name: StreamName, text: string) => void) {
    this.#publish = publish;
  }

  push(name: StreamName, text: string): void {
    if (this.#pending?.name !== name) this.flush();
    if (this.#pending) this.#pending.text += text;
    else this.#pending = { name, text };
    this.#timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  /** To be called before anything that must come after the text so far. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) this.#publish(pending.name, pending.text);
  }
}
