import { type TransferLine, transferBundle } from "../../display/transfer.js";
import { type CommandIO, showsInNotebook } from "../command-io.js";

export interface TransferEvent extends TransferLine {
  readonly kind: "layer";
}

/** Docker hides its bars in narrower terminals (moby `pkg/jsonmessage`). */
const WIDE = 110;
const BAR = 50;

/**
 * One line for each layer, as Docker prints them: in a terminal each is rewritten in place, elsewhere every change of
 * state is a line of its own. In a notebook, transfers over a network are a table that updates in place.
 */
export class TransferLines {
  readonly #write: (text: string) => void;
  readonly #io: CommandIO;
  readonly #lines = new Map<string, TransferEvent>();
  #board: ((bundle: ReturnType<typeof transferBundle>) => void) | undefined;
  #caption = "";

  constructor(io: CommandIO, write: (text: string) => void) {
    this.#io = io;
    this.#write = write;
  }

  /** Called when what follows goes over a network. */
  overNetwork(caption: string): void {
    this.#caption = caption;
    if (showsInNotebook(this.#io)) this.#board = this.#io.live?.();
  }

  /** Shows something instead of the lines so far. False where there is no display to update. */
  finish(bundle: ReturnType<typeof transferBundle>): boolean {
    this.#board?.(bundle);
    return this.#board !== undefined;
  }

  readonly event = (event: TransferEvent): void => {
    const isNew = !this.#lines.has(event.id);
    this.#lines.set(event.id, event);
    if (this.#board !== undefined) this.#board(transferBundle(this.#caption, [...this.#lines.values()]));
    else if (showsInNotebook(this.#io)) this.#lastOnly(event);
    else if (this.#io.isTTY) this.#inPlace(event, isNew);
    else if (!isProgress(event)) this.#write(`${event.id}: ${event.status}\n`);
  };

  #lastOnly(event: TransferEvent): void {
    if (/^(Pull complete|Already exists|Pushed|Layer already exists|Mounted from)/.test(event.status))
      this.#write(`${event.id}: ${event.status}\n`);
  }

  #inPlace(event: TransferEvent, isNew: boolean): void {
    const line = `${event.id}: ${event.status} ${this.#progress(event)}`;
    if (isNew) {
      this.#write(`${line}\n`);
      return;
    }
    const up = this.#lines.size - [...this.#lines.keys()].indexOf(event.id);
    this.#write(`\x1b[${up}A\x1b[2K\r${line}\r\x1b[${up}B`);
  }

  #progress({ current, total }: TransferEvent): string {
    if (current === undefined || total === undefined || total === 0 || current === 0) return "";
    const numbers = `${fourDigits(current).padStart(8)}/${fourDigits(total)}`;
    if ((this.#io.columns ?? 0) <= WIDE) return numbers;
    const done = Math.min(BAR, Math.trunc(Math.trunc((current / total) * 100) / 2));
    return `[${"=".repeat(done)}>${" ".repeat(BAR - done)}] ${numbers}`;
  }
}

/** States that are only shown as a bar are left out where nothing can be rewritten. */
function isProgress({ status, current }: TransferEvent): boolean {
  return current !== undefined && /^(Downloading|Extracting|Pushing)$/.test(status);
}

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** go-units' `HumanSize`: `%.4g`, so `1.234MB`. */
function fourDigits(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${Number(size.toPrecision(4))}${UNITS[unit]}`;
}
