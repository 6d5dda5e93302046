import type { BuildEvent } from "../../builder/events.js";
import { OutputLines } from "../../display/output-lines.js";

/** Lines of a failed step that are quoted at the end. */
const QUOTED_LINES = 20;

/**
 * BuildKit's plain progress: one line for each thing that happens, numbered by vertex. A vertex that continues
 * after another one has printed is named again.
 */
export class PlainProgress {
  readonly #write: (text: string) => void;
  readonly #names = new Map<number, string>();
  readonly #started = new Map<number, number>();
  readonly #lines = new Map<number, OutputLines>();
  /** The last lines that a vertex printed, with times, to quote when it fails. */
  readonly #output = new Map<number, string[]>();
  readonly #now: () => number;
  #last: number | undefined;
  #failed: number | undefined;

  /** @param builder the name and the driver of what builds */
  constructor(
    write: (text: string) => void,
    now: () => number = () => performance.now(),
    builder: { readonly name: string; readonly driver: string } = { name: "default", driver: "docker" },
  ) {
    this.#write = write;
    this.#now = now;
    write(`#0 building with "${builder.name}" instance using ${builder.driver} driver\n`);
  }

  readonly event = (event: BuildEvent): void => {
    switch (event.kind) {
      case "vertex":
        this.#names.set(event.id, event.name);
        this.#started.set(event.id, this.#now());
        this.#switchTo(event.id);
        break;
      case "status":
        this.#line(event.id, event.text);
        break;
      case "log":
        this.#log(event.id, event.bytes);
        break;
      case "cached":
        this.#line(event.id, "CACHED");
        break;
      case "done":
        this.#flush(event.id);
        this.#line(event.id, `DONE ${event.seconds.toFixed(1)}s`);
        break;
      case "error":
        this.#flush(event.id);
        this.#line(event.id, `ERROR: ${event.message}`);
        this.#failed = event.id;
        break;
      case "warning":
        this.#write(`\nWARN: ${event.text}\n`);
        this.#last = undefined;
        break;
    }
  };

  /** Nothing is left to write at the end: each line was final. */
  end(): void {}

  /** What BuildKit quotes at the end of a failed build: the step and the last lines it printed. */
  failure(): string {
    if (this.#failed === undefined) return "";
    const lines = this.#output.get(this.#failed) ?? [];
    return `------\n > ${this.#names.get(this.#failed)}:\n${lines.map((line) => `${line}\n`).join("")}------\n`;
  }

  #switchTo(id: number): void {
    if (this.#last === id) return;
    this.#write(`\n#${id} ${this.#names.get(id)}\n`);
    this.#last = id;
  }

  #line(id: number, text: string): void {
    this.#switchTo(id);
    this.#write(`#${id} ${text}\n`);
  }

  #log(id: number, bytes: Uint8Array): void {
    const lines = this.#lines.get(id) ?? new OutputLines(0);
    this.#lines.set(id, lines);
    for (const line of lines.add(bytes)) this.#print(id, line);
  }

  #flush(id: number): void {
    for (const line of this.#lines.get(id)?.end() ?? []) this.#print(id, line);
    this.#lines.delete(id);
  }

  #print(id: number, line: string): void {
    const seconds = ((this.#now() - (this.#started.get(id) ?? this.#now())) / 1000).toFixed(3);
    const output = this.#output.get(id) ?? [];
    this.#output.set(id, output);
    output.push(`${seconds} ${line}`);
    if (output.length > QUOTED_LINES) output.shift();
    this.#line(id, `${seconds} ${line}`);
  }
}

/** The lines around a failing one: as many as BuildKit quotes (`solver/errdefs/source.go`). */
export function quotedLines(name: string, lines: readonly string[], from: number, to: number): string {
  let [first, last] = [from, Math.min(lines.length, to)];
  for (let shown = 0, wanted = from === to ? 4 : 2; shown < wanted; shown++) {
    if (first > 1) [first, shown] = [first - 1, shown + 1];
    if (last < lines.length) [last, shown] = [last + 1, shown + 1];
  }
  const width = Math.max(4, String(last).length);
  const rows = Array.from({ length: last - first + 1 }, (_, at) => {
    const number = first + at;
    const mark = number >= from && number <= to ? ">>>" : "   ";
    return `${String(number).padStart(width)} | ${mark} ${lines[number - 1] ?? ""}\n`;
  });
  return `${name}:${from}\n--------------------\n${rows.join("")}--------------------\n`;
}
