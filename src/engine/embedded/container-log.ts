import type { LogChunk } from "../engine.js";

/** What is kept of what a container prints; the oldest goes first. */
export const MAX_LOG_BYTES = 16 * 1024 * 1024;

/**
 * Log lines as Docker's json-file driver writes them (`{"log":"hello\n","stream":"stdout","time":"…"}`). Bytes that
 * are no UTF-8 come as `base64` in place of `log`, since here they must come back as they were.
 */
export function encodeLog(chunks: readonly LogChunk[]): Uint8Array {
  const lines = chunks.map(({ stream, time, bytes }) => {
    const log = utf8(bytes);
    const content = log === undefined ? { base64: Buffer.from(bytes).toString("base64") } : { log };
    return JSON.stringify({ ...content, stream, time });
  });
  // The break before the first line ends what a crash may have left unfinished.
  return new TextEncoder().encode(`\n${lines.join("\n")}\n`);
}

/** A line that is no JSON is the beginning of one that a crash cut off, and is passed over. */
export function decodeLog(bytes: Uint8Array): readonly LogChunk[] {
  const chunks = new TextDecoder().decode(bytes).split("\n").flatMap(lineOf);
  return bounded(chunks);
}

/** The newest chunks, together not more than the bound. */
export function bounded(chunks: readonly LogChunk[]): readonly LogChunk[] {
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
  return typeof base64 === "string" ? [{ stream, time, bytes: Buffer.from(base64, "base64") }] : [];
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
