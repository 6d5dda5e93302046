/** A program's output in whole lines, of which the last are kept. */
export class OutputLines {
  readonly #decoder = new TextDecoder();
  readonly #limit: number;
  readonly #lines: string[] = [];
  #rest = "";

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes more output and returns the lines that it completed. */
  add(bytes: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split("\n");
    this.#rest = lines.pop() ?? "";
    this.#lines.push(...lines);
    if (this.#lines.length > this.#limit) this.#lines.splice(0, this.#lines.length - this.#limit);
    return lines;
  }

  /** Ends the output: the last line is complete, even without a newline. */
  end(): readonly string[] {
    return this.#rest === "" ? [] : this.add(new TextEncoder().encode("\n"));
  }

  /** The last lines, including an unfinished one. */
  tail(count: number): readonly string[] {
    return [...this.#lines, ...(this.#rest === "" ? [] : [this.#rest])].slice(-count);
  }
}
