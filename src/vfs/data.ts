import { concatBytes } from "../platform/concat.js";
import type { FileData } from "./filesystem.js";

const CHUNK = 1 << 20;
const ZEROS = new Uint8Array(CHUNK);

/** Content held in memory. The array is not copied and must not be written to afterwards. */
export function fromBytes(bytes: Uint8Array): FileData {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
  };
}

export const EMPTY: FileData = fromBytes(new Uint8Array(0));

/** `size` zero bytes, which take no memory: every chunk is the same shared page. */
export function zeros(size: number): FileData {
  return {
    size,
    read(offset, length) {
      const count = Math.max(0, Math.min(length, size - offset));
      return count <= CHUNK ? ZEROS.subarray(0, count) : new Uint8Array(count);
    },
    *chunks() {
      for (let left = size; left > 0; left -= CHUNK) yield ZEROS.subarray(0, Math.min(left, CHUNK));
    },
  };
}

/** One content after another. */
export function concat(...parts: readonly FileData[]): FileData {
  return concatAll(parts);
}

/** Like {@link concat}, for more parts than a call can have arguments. */
export function concatAll(parts: readonly FileData[]): FileData {
  const kept = parts.filter((part) => part.size > 0);
  const [first] = kept;
  if (first === undefined) return EMPTY;
  if (kept.length === 1) return first;
  let size = 0;
  const starts = kept.map((part) => {
    const start = size;
    size += part.size;
    return start;
  });
  return {
    size,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      const pieces: Uint8Array[] = [];
      for (let at = lastNotAbove(starts, offset); at < kept.length; at++) {
        const part = kept[at];
        const start = starts[at] ?? size;
        if (part === undefined || start >= end) break;
        const from = Math.max(offset, start);
        const to = Math.min(end, start + part.size);
        if (from < to) pieces.push(part.read(from - start, to - from));
      }
      return concatBytes(pieces);
    },
    *chunks() {
      for (const part of kept) yield* part.chunks();
    },
  };
}

/** The index of the last number that is not above `value`, in an ascending list that begins with 0. */
function lastNotAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first `size` bytes, or all of them with zeros up to `size`: the result of truncate(2). */
export function resized(data: FileData, size: number): FileData {
  return size <= data.size ? slice(data, 0, size) : concat(data, zeros(size - data.size));
}

export function slice(data: FileData, start: number, size: number): FileData {
  if (start === 0 && size === data.size) return data;
  return {
    size,
    read: (offset, length) => data.read(start + offset, Math.max(0, Math.min(length, size - offset))),
    *chunks() {
      for (let at = 0; at < size; at += CHUNK) yield data.read(start + at, Math.min(CHUNK, size - at));
    },
  };
}

/** All of it in one array. */
export function toBytes(data: FileData): Uint8Array {
  return data.read(0, data.size);
}

const SMALL = 64 * 1024;

/** Of contents that something was added to: what was there, and what was added. */
const additions = new WeakMap<FileData, { readonly before: FileData; readonly more: FileData }>();

/** What was added to `before` to make `data`; `undefined` if it was made otherwise. */
export function addedTo(before: FileData, data: FileData): FileData | undefined {
  const addition = additions.get(data);
  return addition?.before === before ? addition.more : undefined;
}

/** Appending to a log line by line must not copy the log each time: only the last small piece is copied. */
export function appended(before: FileData, more: FileData): FileData {
  if (before.size === 0) return more;
  const whole =
    before.size + more.size <= SMALL ? fromBytes(toBytes(concat(before, more))) : new Appended(before, more);
  additions.set(whole, { before, more });
  return whole;
}

/** A rope whose newest pieces are merged when they grow as long as the one before them. */
class Appended implements FileData {
  readonly #pieces: readonly FileData[];
  readonly #whole: FileData;
  readonly size: number;

  constructor(before: FileData, more: FileData) {
    const pieces = before instanceof Appended ? [...before.#pieces, more] : [before, more];
    for (;;) {
      const last = pieces.at(-1);
      const previous = pieces.at(-2);
      if (last === undefined || previous === undefined || pieces.length < 3 || previous.size > last.size)
        break;
      pieces.splice(-2, 2, fromBytes(toBytes(concat(previous, last))));
    }
    this.#pieces = pieces;
    this.#whole = concatAll(pieces);
    this.size = this.#whole.size;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#whole.read(offset, length);
  }

  chunks(): Iterable<Uint8Array> {
    return this.#whole.chunks();
  }
}
