/**
 * Standard input that is asked for when a program reads it, as a terminal gives it: nobody is asked for what nothing reads.
 *
 * @example
 * const lines = ["Ada\n"];
 * const source: InputSource = { line: async () => new TextEncoder().encode(lines.shift() ?? "") };
 */
export interface InputSource {
  /**
   * The next line, with its newline; empty at the end of input. One that is interrupted may stay unanswered: its readers
   * stop waiting when their process ends.
   */
  line(): Promise<Uint8Array>;
}

const NOTHING = new Uint8Array(0);
const NEWLINE = 10;
/** The most bytes that are kept for one reader: who types gives fewer, and a source that never ends must not fill the memory. */
const MAX_BYTES = 64 << 20;

/** One process's view of an {@link InputSource}: those that it starts share it, so what one has read the next does not see. */
export class AskedInput implements InputSource {
  readonly #source: InputSource;
  readonly #signal: AbortSignal;
  readonly #isTerminal: boolean;
  #rest = NOTHING;
  #ended = false;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param signal ends all waiting; what is read from then on is at its end
   * @param isTerminal whether input goes on behind an end (^D), as that of a terminal does
   */
  constructor(source: InputSource, signal: AbortSignal, isTerminal: boolean) {
    this.#source = source;
    this.#signal = signal;
    this.#isTerminal = isTerminal;
  }

  /** What a process finds at its standard input, if that is asked for. */
  static of(
    stdin: Uint8Array | InputSource | undefined,
    signal: AbortSignal,
    isTerminal: boolean,
  ): AskedInput | undefined {
    if (stdin === undefined || !("line" in stdin)) return undefined;
    return stdin instanceof AskedInput ? stdin : new AskedInput(stdin, signal, isTerminal);
  }

  /** The next line, with its newline; empty at the end of input. */
  line(): Promise<Uint8Array> {
    return this.#next(() => this.#line());
  }

  /** Everything up to the end of input. */
  all(): Promise<Uint8Array> {
    return this.#next(async () => {
      const lines: Uint8Array[] = [];
      let size = 0;
      while (size < MAX_BYTES) {
        const line = await this.#line();
        if (line.length === 0) break;
        lines.push(line);
        size += line.length;
      }
      return joined(...lines);
    });
  }

  /** Gives back what was read too much. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#rest = joined(bytes, this.#rest);
  }

  /** Readers at the same time (`a & b`) get one line each, in order. */
  #next<T>(read: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(read);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #line(): Promise<Uint8Array> {
    const rest = this.#rest;
    if (rest.length > 0) {
      const end = rest.indexOf(NEWLINE) + 1 || rest.length;
      this.#rest = rest.subarray(end);
      return rest.subarray(0, end);
    }
    if (this.#ended || this.#signal.aborted) return NOTHING;
    const line = await untilAborted(this.#source.line(), this.#signal);
    if (line.length === 0 && !this.#isTerminal) this.#ended = true;
    return line;
  }
}

async function untilAborted(line: Promise<Uint8Array>, signal: AbortSignal): Promise<Uint8Array> {
  let stop = (): void => {};
  const aborted = new Promise<Uint8Array>((resolve) => {
    stop = () => resolve(NOTHING);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([line, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What is there at once. */
export function inputBlock(stdin: Uint8Array | InputSource | undefined): Uint8Array | undefined {
  return stdin === undefined || "line" in stdin ? undefined : stdin;
}
