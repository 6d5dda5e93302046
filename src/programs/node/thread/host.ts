import type { GuestMachine } from "../../../platform/guest.js";
import { absolute } from "../../../posix/path.js";
import { joined } from "../../../process/asked-input.js";
import type { Answer, Argument } from "../system-calls.js";

/** Output is passed on in pieces of at least this size, … */
const FLUSH_BYTES = 32 * 1024;
/** … or when it is as old as this, since somebody may be watching it. */
const FLUSH_MS = 10;

/** How often a program that handles signals looks for them while it waits. */
const SIGNAL_MS = 30;

/** What the guest's calls to the host do and change: the process around the machine. */
export class Host {
  cwd: string;
  /** Set once the program has asked to end. */
  exit: number | undefined;
  /** When it last got an answer from the host, or waited. */
  lifeSign = performance.now();
  /** The texts of loaded scripts, by file. */
  readonly sources = new Map<string, string>();
  readonly #machine: GuestMachine<Answer>;
  readonly #memory: () => number;
  #stdin: Uint8Array;
  readonly #asks: boolean;
  #output: [stream: 1 | 2, chunk: string | Uint8Array][] = [];
  #held = 0;
  #handlesSignals = false;
  #heldSince = 0;

  /** `memory`: bytes the machine uses. */
  constructor(
    machine: GuestMachine<Answer>,
    process: { readonly cwd: string; readonly stdin: Uint8Array; readonly asks: boolean },
    memory: () => number,
  ) {
    this.#machine = machine;
    this.#memory = memory;
    this.cwd = process.cwd;
    this.#stdin = process.stdin;
    this.#asks = process.asks;
  }

  /** What a call returns: see `guest/globals.d.ts` and `system-calls.ts`. */
  answer(name: string, args: readonly Argument[]): string | number | Uint8Array | undefined {
    const [first = "", second = ""] = args;
    switch (name) {
      case "write":
        this.write(first === 2 ? 2 : 1, typeof second === "number" ? String(second) : second);
        return undefined;
      case "exit":
        this.exit = Number(first) & 0xff;
        return undefined;
      case "cwd":
        return this.cwd;
      case "chdir": {
        const path = absolute(this.cwd, String(first));
        const answer = this.#ask("stat", [path]);
        if (typeof answer === "string" && answer.startsWith("=")) this.cwd = path;
        return answer;
      }
      case "stdin":
        return this.#input();
      case "line":
        return this.#line();
      case "decode":
        return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
          typeof first === "object" ? first : new Uint8Array(0),
        );
      case "memory":
        return this.#memory();
      case "random":
        return crypto.getRandomValues(new Uint8Array(Math.min(65_536, Number(first))));
      case "kind": {
        const answer = this.#ask("stat", [first]);
        return typeof answer === "string" && answer.startsWith("=")
          ? String(JSON.parse(answer.slice(1)).kind)
          : "";
      }
      case "sourceLine":
        return this.sourceLine(String(first), Number(second));
      case "hash":
        return `!${JSON.stringify({ code: "ERR_CRYPTO_NOT_AVAILABLE", message: "crypto.createHash is not part of this small node" })}`;
      case "handle":
        this.#handlesSignals = true;
        return this.#ask(name, args);
      default:
        return this.#ask(name, args);
    }
  }

  /** What a file holds, or the error that reading it gives. */
  read(file: string): Uint8Array {
    const answer = this.#ask("readFile", [file]);
    if (typeof answer === "string") throw new Error(JSON.parse(answer.slice(1)).message);
    return answer;
  }

  write(stream: 1 | 2, chunk: string | Uint8Array): void {
    const last = this.#output.at(-1);
    if (typeof chunk === "string" && last?.[0] === stream && typeof last[1] === "string") last[1] += chunk;
    else this.#output.push([stream, chunk]);
    if (this.#held === 0) this.#heldSince = performance.now();
    this.#held += chunk.length;
    if (this.#held >= FLUSH_BYTES) this.flush();
    else this.flushOld();
  }

  /** Passes on what was written a moment ago. */
  flushOld(): void {
    if (this.#held > 0 && performance.now() - this.#heldSince >= FLUSH_MS) this.flush();
  }

  flush(): void {
    const output = this.#output;
    if (output.length === 0) return;
    this.#output = [];
    this.#held = 0;
    for (const [stream, chunk] of output) {
      this.#machine.ask("output", [stream, chunk]);
      this.lifeSign = performance.now();
    }
  }

  /** Lets others have their turn. */
  async pause(milliseconds: number): Promise<void> {
    this.flush();
    await this.#machine.pause(milliseconds);
    this.lifeSign = performance.now();
  }

  /** Waits, but not longer than until a signal arrives that the program handles: those that have, as JSON. */
  async rest(milliseconds: number): Promise<string> {
    if (!this.#handlesSignals) {
      await this.pause(milliseconds);
      return "";
    }
    const end = performance.now() + milliseconds;
    for (;;) {
      const signals = String(this.#ask("signals", []));
      const left = end - performance.now();
      if (signals !== "" || left <= 0 || this.#machine.aborted()) return signals;
      await this.pause(Math.min(left, SIGNAL_MS));
    }
  }

  /** A line of a loaded script; empty if there is none. */
  sourceLine(file: string, line: number): string {
    return this.sources.get(file)?.split("\n")[line - 1] ?? "";
  }

  /** All of standard input that is left. */
  #input(): Uint8Array {
    const lines: Uint8Array[] = [];
    for (let line = this.#line(); line.length > 0; line = this.#line()) lines.push(line);
    return joined(...lines);
  }

  /** The next line where it is asked for; else all that there is. Empty at the end. */
  #line(): Uint8Array {
    if (this.#asks) {
      const line = this.#ask("input", []);
      return typeof line === "string" ? new Uint8Array(0) : line;
    }
    const all = this.#stdin;
    this.#stdin = new Uint8Array(0);
    return all;
  }

  #ask(name: string, args: readonly Argument[]): Answer {
    this.flush();
    const answer = this.#machine.ask(name, args);
    this.lifeSign = performance.now();
    return answer;
  }
}
