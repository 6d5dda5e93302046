/** What a program printed, in whole lines; only the last of them are kept. */
export class OutputLines {
  readonly #decoder = new TextDecoder();
  readonly #limit: number;
  readonly #lines: string[] = [];
  #rest = "";

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes more output. Answers the lines that it made whole. */
  add(bytes: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split("\n");
    this.#rest = lines.pop() ?? "";
    this.#lines.push(...lines);
    if (this.#lines.length > this.#limit) this.#lines.splice(0, this.#lines.length - this.#limit);
    return lines;
  }

  /** No more output: the last line is whole, even without a newline. */
  end(): readonly string[] {
    return this.#rest === "" ? [] : this.add(new TextEncoder().encode("\n"));
  }

  /** The last lines, the unfinished one among them. */
  tail(count: number): readonly string[] {
    return [...this.#lines, ...(this.#rest === "" ? [] : [this.#rest])].slice(-count);
  }
}
