import { writeSync } from "node:fs";
import { type FromChild, OUTPUT_FD } from "./protocol.js";

/**
 * Writes all of `bytes` before it returns. The pipes to the kernel block, so a cell that prints faster than
 * the kernel reads waits for it, and what was printed before `process.exit()` arrives.
 */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      if (!isAgain(error)) throw error;
      // A program of the cell made the shared pipe non-blocking; wait for the reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

export function send(message: FromChild): void {
  writeAll(OUTPUT_FD, Buffer.from(`${JSON.stringify(message)}\n`));
}

function isAgain(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}
