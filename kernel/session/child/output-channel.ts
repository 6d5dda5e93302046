import { writeSync } from "node:fs";
import { type FromChild, OUTPUT_FD } from "../between/protocol.js";

/**
 * Writes all of `bytes` before it returns. The pipes to the kernel block, so a cell that prints faster than
 * the kernel reads waits for it, and everything printed before `process.exit()` arrives.
 */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      if (!isAgain(error)) throw error;
      // A program of the cell made the shared pipe non-blocking; wait for the reader.
      atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/**
 * Sends a message to the kernel. Where a cell has closed the way to it, no output and no end of a cell can be told any more:
 * the process ends, and the kernel starts another.
 */
export function send(message: FromChild): void {
  const line = bytesOf(`${textOf(message)}\n`);
  try {
    writeAll(OUTPUT_FD, line);
  } catch {
    exitAtOnce(1);
  }
}

// Taken before any cell runs, which may replace them.
const { stringify } = JSON;
const { exit, kill, pid } = process;
const atomics = Atomics;
const bytesOf = Buffer.from.bind(Buffer);
const { deleteProperty, defineProperty, getOwnPropertyDescriptor } = Reflect;
const PROTOTYPES = [Object, Array, String, Number, Boolean].map((each): object => each.prototype);

/** Ends the process, in whatever state it is. */
export function exitAtOnce(code: number): never {
  try {
    return exit(code);
  } catch (error) {
    // Node tells listeners of the end first, and a cell has taken away how.
    kill(pid, "SIGKILL");
    throw error;
  }
}

/** JSON of what is there, whatever `toJSON` a cell has given to all objects. */
function textOf(message: FromChild): string {
  const hidden: [object, PropertyDescriptor][] = [];
  for (const prototype of PROTOTYPES) {
    const own = getOwnPropertyDescriptor(prototype, "toJSON");
    if (own !== undefined && deleteProperty(prototype, "toJSON")) hidden[hidden.length] = [prototype, own];
  }
  try {
    return stringify(message);
  } finally {
    for (const [prototype, own] of hidden) defineProperty(prototype, "toJSON", own);
  }
}

function isAgain(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}
