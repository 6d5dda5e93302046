import { fromBase64, toBase64 } from "#platform/bytes";
import type { LogChunk } from "../../processes.js";

/** How much of a container's output is kept; the oldest goes first. */
export const MAX_LOG_BYTES = 16 * 1024 * 1024;

/**
 * Log lines as Docker's json-file driver writes them (`{"log":"hello\n","stream":"stdout","time":"…"}`). Bytes that
 * that are not UTF-8 are stored as `base64` instead of `log`, since here they must be returned unchanged.
 */
export function encodeLog(chunks: readonly LogChunk[]): Uint8Array {
  const lines = chunks.map(({ stream, time, bytes }) => {
    const log = utf8(bytes);
    const content = log === undefined ? { base64: toBase64(bytes) } : { log };
    return JSON.stringify({ ...content, stream, time });
  });
  // The line break at the start ends a line that a crash may have left unfinished.
  return new TextEncoder().encode(`\n${lines.join("\n")}\n`);
}

/** A line that is not JSON is the beginning of one that a crash cut off, and is skipped. */
export function decodeLog(bytes: Uint8Array): readonly LogChunk[] {
  const chunks = new TextDecoder().decode(bytes).split("\n").flatMap(lineOf);
  return bounded(chunks);
}

/** The newest chunks, up to the bound in total. */
function bounded(chunks: readonly LogChunk[]): readonly LogChunk[] {
  let size = 0;
  let first = chunks.length;
  while (first > 0) {
    size += chunks[first - 1]?.bytes.length ?? 0;
    if (size > MAX_LOG_BYTES && first < chunks.length) break;
    first -= 1;
  }
  return first === 0 ? chunks : chunks.slice(first);
}

function lineOf(line: string): readonly LogChunk[] {
  if (line === "") return [];
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof value !== "object" || value === null) return [];
  const { log, base64, stream, time }: Record<string, unknown> = { ...value };
  if ((stream !== "stdout" && stream !== "stderr") || typeof time !== "string") return [];
  if (typeof log === "string") return [{ stream, time, bytes: new TextEncoder().encode(log) }];
  return typeof base64 === "string" ? [{ stream, time, bytes: fromBase64(base64) }] : [];
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
