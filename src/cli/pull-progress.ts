import { humanSize } from "../display/units.js";
import type { PullProgress, PullResult } from "../engine/engine.js";
import type { CommandIO } from "./io.js";

/**
 * What a pull prints, line by line. Where a cursor can move, a layer's line is rewritten in place; in a
 * notebook each layer gets one line, when it is there; elsewhere every change of state is a line, as Docker
 * prints to a file.
 */
export class PullPrinter {
  readonly #write: (text: string) => void;
  readonly #mode: "terminal" | "notebook" | "lines";
  readonly #lines: string[] = [];

  constructor(io: CommandIO, write: (text: string) => void) {
    this.#write = write;
    this.#mode = io.isNotebook ? "notebook" : io.isTTY ? "terminal" : "lines";
  }

  readonly event = (event: PullProgress): void => {
    if (event.kind === "pulling-from") {
      this.#write(`${event.tag}: Pulling from ${event.repository}\n`);
      return;
    }
    if (this.#mode === "terminal") this.#inPlace(event);
    else if (this.#isPrinted(event)) this.#write(`${event.id}: ${event.status}\n`);
  };

  /** The lines after the last layer. */
  end(result: PullResult): void {
    this.#write(`Digest: ${result.digest}\n`);
    this.#write(
      result.upToDate
        ? `Status: Image is up to date for ${result.reference}\n`
        : `Status: Downloaded newer image for ${result.reference}\n`,
    );
  }

  #isPrinted(event: Extract<PullProgress, { kind: "layer" }>): boolean {
    if (this.#mode === "notebook")
      return event.status === "Pull complete" || event.status === "Already exists";
    return event.status !== "Downloading" && event.status !== "Extracting";
  }

  #inPlace(event: Extract<PullProgress, { kind: "layer" }>): void {
    const progress =
      event.current === undefined || event.total === undefined
        ? ""
        : `  ${humanSize(event.current)}/${humanSize(event.total)}`;
    const line = `${event.id}: ${event.status}${progress} `;
    const at = this.#lines.indexOf(event.id);
    if (at < 0) {
      this.#lines.push(event.id);
      this.#write(`${line}\n`);
      return;
    }
    const up = this.#lines.length - at;
    this.#write(`\x1b[${up}A\x1b[2K\r${line}\r\x1b[${up}B`);
  }
}
