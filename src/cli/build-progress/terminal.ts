import { setInterval } from "#platform/timers";
import type { BuildEvent } from "../../builder/events.js";
import { OutputLines } from "../../display/output-lines.js";
import { columns, ellipsis } from "../../go/ellipsis.js";

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

interface Row {
  readonly name: string;
  readonly started: number;
  state: "running" | "cached" | "done" | "failed";
  seconds: number;
  readonly statuses: string[];
  readonly output: OutputLines;
}

/** Lines of a running step's output that are shown under it, as many as BuildKit shows. */
const TAIL = 6;
/** Lines of one step that are kept. */
const MAX_LINES = 500;
const REFRESH_MS = 100;

/**
 * BuildKit's progress for a terminal: one line for each step, redrawn in place during the build. At the end, every
 * step stays on the screen.
 */
export class TerminalProgress {
  readonly #write: (text: string) => void;
  readonly #size: () => TerminalSize;
  readonly #now: () => number;
  readonly #begun: number;
  readonly #rows = new Map<number, Row>();
  readonly #warnings: string[] = [];
  readonly #timer: ReturnType<typeof setInterval>;
  #height = 0;
  #drawn = 0;
  #failed: number | undefined;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(
    write: (text: string) => void,
    size: () => TerminalSize,
    now: () => number = () => performance.now(),
  ) {
    this.#write = write;
    this.#size = size;
    this.#now = now;
    this.#begun = now();
    this.#timer = setInterval(() => this.#draw(false), REFRESH_MS);
    this.#timer.unref?.();
    this.#draw(false);
  }

  readonly event = (event: BuildEvent): void => {
    if (event.kind === "warning") this.#warnings.push(event.text);
    else if (event.kind === "vertex") this.#rows.set(event.id, newRow(event.name, this.#now()));
    else {
      const row = this.#rows.get(event.id);
      if (row !== undefined) this.#update(row, event);
    }
    // Synchronous work gives the timer no turn: show its progress anyway.
    if (this.#now() - this.#drawn >= REFRESH_MS) this.#draw(false);
  };

  /** Shows how every step ended and releases the terminal; the last call. */
  end(): void {
    clearInterval(this.#timer);
    this.#draw(true);
    for (const text of this.#warnings) this.#write(`\nWARN: ${text}\n`);
  }

  /** What BuildKit quotes at the end of a failed build: the step and the last lines it printed. */
  failure(): string {
    const row = this.#failed === undefined ? undefined : this.#rows.get(this.#failed);
    if (row === undefined) return "";
    const lines = row.output.tail(20).map((line) => `${printable(line)}\n`);
    return `------\n > ${printable(row.name)}:\n${lines.join("")}------\n`;
  }

  #update(row: Row, event: Exclude<BuildEvent, { kind: "vertex" | "warning" }>): void {
    switch (event.kind) {
      case "status":
        row.statuses.push(event.text);
        break;
      case "log":
        row.output.add(event.bytes);
        break;
      case "cached":
        row.state = "cached";
        break;
      case "done":
        row.state = "done";
        row.seconds = event.seconds;
        break;
      case "error":
        row.state = "failed";
        row.seconds = (this.#now() - row.started) / 1000;
        this.#failed = event.id;
        break;
    }
  }

  #draw(isLast: boolean): void {
    this.#drawn = this.#now();
    const size = this.#size();
    const [head, ...body] = this.#text(size.columns, isLast);
    // The cursor cannot move above the screen: the oldest lines that do not fit are left out.
    const room = Math.max(1, size.rows - 2);
    const shown = isLast ? body : body.slice(Math.max(0, body.length - room));
    const up = this.#height === 0 ? "" : `\x1b[${this.#height}A`;
    this.#write(`${up}\r${[head, ...shown].map((line) => `\x1b[2K${line}\n`).join("")}\x1b[J`);
    this.#height = shown.length + 1;
  }

  #text(width: number, isLast: boolean): readonly string[] {
    const rows = [...this.#rows.values()];
    const ended = rows.filter(({ state }) => state !== "running").length;
    const total = ((this.#now() - this.#begun) / 1000).toFixed(1);
    const finished = isLast && this.#failed === undefined && ended === rows.length ? " FINISHED" : "";
    return [
      aligned(`[+] Building ${total}s (${ended}/${rows.length})${finished}`, "layerlab", width),
      ...rows.flatMap((row) => this.#rowText(row, width)),
    ];
  }

  #rowText(row: Row, width: number): readonly string[] {
    const seconds = row.state === "running" ? (this.#now() - row.started) / 1000 : row.seconds;
    const word = row.state === "cached" ? "CACHED " : row.state === "failed" ? "ERROR " : "";
    const line = aligned(` => ${word}${printable(row.name)}`, `${seconds.toFixed(1)}s`, width);
    const statuses = row.statuses.map((text) => ellipsis(` => => ${printable(text)}`, width));
    const output = row.state === "running" ? row.output.tail(TAIL) : [];
    return [
      row.state === "failed"
        ? `\x1b[31m${line}\x1b[0m`
        : row.state === "running"
          ? line
          : `\x1b[34m${line}\x1b[0m`,
      ...statuses,
      ...output.map((text) => ellipsis(` => => # ${printable(text)}`, width)),
    ];
  }
}

function newRow(name: string, started: number): Row {
  return { name, started, state: "running", seconds: 0, statuses: [], output: new OutputLines(MAX_LINES) };
}

/** Output must not move the cursor. Of a line overwritten with `\r`, the last text is shown. */
function printable(text: string): string {
  const last = text.replace(/\r+$/, "");
  return last
    .slice(last.lastIndexOf("\r") + 1)
    .replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)/g, "")
    .replaceAll("\t", "    ")
    .replace(/\p{Cc}/gu, "");
}

function aligned(left: string, right: string, width: number): string {
  const room = width - columns(right) - 1;
  const text = ellipsis(left, Math.max(1, room));
  return `${text}${" ".repeat(Math.max(0, room - columns(text)))} ${right}`;
}
