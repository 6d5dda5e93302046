import { transferredBundle } from "../../display/transfer.js";
import type { PullProgress, PullResult } from "../../engine/registry.js";
import type { CommandIO } from "../command-io.js";
import { TransferLines } from "./lines.js";

/** What a pull prints: where the image comes from, its layers, and what became of it. */
export class PullPrinter {
  readonly #write: (text: string) => void;
  readonly #lines: TransferLines;

  constructor(io: CommandIO, write: (text: string) => void) {
    this.#write = write;
    this.#lines = new TransferLines(io, write);
  }

  readonly event = (event: PullProgress): void => {
    if (event.kind === "layer") {
      this.#lines.event(event);
      return;
    }
    this.#write(`${event.tag}: Pulling from ${event.repository}\n`);
    if (event.registry !== undefined) this.#lines.overNetwork(`Pulling from ${event.registry}`);
  };

  /** Prints the lines after the last layer. */
  end(result: PullResult, withStatus = true): void {
    if (result.layers !== undefined) this.#lines.finish(transferredBundle(result.layers, "received"));
    this.#write(`Digest: ${result.digest}\n`);
    if (!withStatus) return;
    this.#write(
      result.upToDate
        ? `Status: Image is up to date for ${result.reference}\n`
        : `Status: Downloaded newer image for ${result.reference}\n`,
    );
  }
}
