/**
 * Marks the end of a task's output on the child's own stdout and stderr, to which programs that the cell starts
 * may write too. `token` is random and known only to the kernel and the child.
 */
export function endMark(token: string, task: number): string {
  return `\u0000${token}:${task}\u0000`;
}

/**
 * Takes the end marks out of what comes through a pipe of the child, however it is split into chunks: text goes
 * to `onText`, a mark's task to `onMark`, in order.
 */
export class EndMarkReader {
  readonly #opening: string;
  readonly #onText: (text: string) => void;
  readonly #onMark: (task: number) => void;
  readonly #decoder = new TextDecoder();
  #pending = "";

  constructor(token: string, onText: (text: string) => void, onMark: (task: number) => void) {
    this.#opening = `\u0000${token}:`;
    this.#onText = onText;
    this.#onMark = onMark;
  }

  push(chunk: Uint8Array): void {
    this.#pending += this.#decoder.decode(chunk, { stream: true });
    for (;;) {
      const start = this.#pending.indexOf(this.#opening);
      const end = start < 0 ? -1 : this.#pending.indexOf("\u0000", start + this.#opening.length);
      if (end < 0) {
        this.#emit(start < 0 ? this.#pending.length - this.#beginning() : start);
        return;
      }
      this.#emit(start);
      const mark = this.#pending.slice(this.#opening.length, end - start);
      this.#pending = this.#pending.slice(end - start + 1);
      this.#onMark(Number(mark));
    }
  }

  /** How many characters at the end may be the beginning of a mark. */
  #beginning(): number {
    for (let length = Math.min(this.#opening.length - 1, this.#pending.length); length > 0; length--) {
      if (this.#pending.endsWith(this.#opening.slice(0, length))) return length;
    }
    return 0;
  }

  #emit(length: number): void {
    if (length > 0) this.#onText(this.#pending.slice(0, length));
    this.#pending = this.#pending.slice(length);
  }
}
