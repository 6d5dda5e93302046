/** A command wrote more than a pipe or a substitution can hold here; it is stopped as if by SIGPIPE. */
export class BrokenPipe extends Error {
  constructor() {
    super(`output above ${LIMIT} bytes`);
  }
}

/** The bytes that one command can pass to the next: pipes here hold everything, since commands run one after another. */
const LIMIT = 256 * 1024 * 1024;

/** Collects a command's output. */
export class Capture {
  #chunks: Uint8Array[] = [];
  #size = 0;

  readonly write = (chunk: Uint8Array): void => {
    this.#size += chunk.length;
    if (this.#size > LIMIT) throw new BrokenPipe();
    // The writer may reuse its buffer.
    if (chunk.length > 0) this.#chunks.push(chunk.slice());
  };

  bytes(): Uint8Array {
    const [only] = this.#chunks;
    if (only && this.#chunks.length === 1) return only;
    const all = new Uint8Array(this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [all];
    return all;
  }
}
