import type { BufferEncoding } from "just-bash";
import { fromLatin1, toLatin1 as latin1 } from "#platform/bytes";

export type WriteEncoding = { encoding?: BufferEncoding } | BufferEncoding;

/**
 * Between our programs stands just-bash, whose strings are text in some places and one character per byte in others; what a group or
 * a function has written it takes for text if it can. So a byte that is no part of UTF-8 is a character there that no text has, one of
 * the last 128 of Unicode: text on the way, and the byte again where it leaves. Archives would grow fourfold by it, so what goes
 * from one program of ours straight to another, or to a file, is marked as bytes instead.
 */
const ESCAPE = 0x10ff00;
const ESCAPED = /[\u{10ff80}-\u{10ffff}]/u;
const ESCAPES = /[\u{10ff80}-\u{10ffff}]/gu;
/** How the UTF-8 of an escape begins. */
const ESCAPE_UTF8 = "\u00f4\u008f";
const ESCAPE_UTF8_WHOLE = /\xf4\x8f[\xbe\xbf][\x80-\xbf]/g;
/** By byte. */
const EACH = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(ESCAPE + byte));
/** Stands before characters that are bytes as they are. */
const RAW = "\ue0ff";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The text of bytes; those that are no UTF-8 are escaped. */
export function decode(bytes: Uint8Array): string {
  try {
    const text = strict.decode(bytes);
    return ESCAPED.test(text) ? text.replace(ESCAPES, (one) => escaped(encoder.encode(one))) : text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return pieces(latin1(bytes));
  }
}

/** RFC 3629, 4: runs of whole characters, and single bytes between them. */
const CHARACTERS =
  /(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8e][\x80-\xbf]{2}|\xf4\x8f[\x80-\xbd][\x80-\xbf])+|[\x80-\xff]/g;

function pieces(characters: string): string {
  return characters.replace(CHARACTERS, (run) => {
    if (run.length > 1) return strict.decode(fromLatin1(run));
    return run < "\x80" ? run : (EACH[run.charCodeAt(0)] ?? "");
  });
}

function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => EACH[byte]).join("");
}

/** The bytes that {@link decode} read. */
export function bytesOf(text: string): Uint8Array {
  if (!ESCAPED.test(text)) return encoder.encode(text);
  return fromLatin1(unescaped(latin1(encoder.encode(text))));
}

function unescaped(characters: string): string {
  if (!characters.includes(ESCAPE_UTF8)) return characters;
  return characters.replace(ESCAPE_UTF8_WHOLE, (one) =>
    String.fromCharCode(0x80 + ((one.charCodeAt(2) - 0xbe) << 6) + (one.charCodeAt(3) & 0x3f)),
  );
}

/** Words as our programs take them: `nameBytes` knows their bytes. */
export function wordOf(word: string): string {
  return ESCAPED.test(word)
    ? word.replace(ESCAPES, (one) => String.fromCharCode(0xdc00 + (one.codePointAt(0) ?? 0) - ESCAPE))
    : word;
}

/** One character per byte, as just-bash has standard input, with nothing in it that could be taken for an escape. */
export function toInput(bytes: Uint8Array): string {
  const characters = latin1(bytes);
  return characters.includes(ESCAPE_UTF8) ? latin1(encoder.encode(decode(bytes))) : characters;
}

/** The same for a command that takes its input for text: what is no UTF-8 is escaped. */
export function toTextInput(bytes: Uint8Array): string {
  return latin1(encoder.encode(decode(bytes)));
}

/** The bytes of an input or of a result, whichever way they have come. */
export function fromInput(characters: string): Uint8Array {
  if (characters.startsWith(RAW)) return fromLatin1(characters.slice(RAW.length));
  return isWide(characters) ? bytesOf(characters) : fromLatin1(unescaped(characters));
}

/** Of bytes that are no UTF-8: what just-bash makes of text on its way takes many times as much memory. */
export const TEXT_LIMIT = 16 * 1024 * 1024;

/**
 * A command's output as just-bash passes it on; `direct` if what gets it is a program of ours or a file.
 *
 * @returns undefined if that is too much for it
 */
export function toOutput(bytes: Uint8Array, direct: boolean): string | undefined {
  if (direct) return RAW + latin1(bytes);
  if (bytes.length > TEXT_LIMIT && !isText(bytes)) return undefined;
  // Escapes are characters above 255, by which just-bash knows that it is text already.
  const text = decode(bytes);
  return ESCAPED.test(text) ? text : latin1(bytes);
}

function isText(bytes: Uint8Array): boolean {
  try {
    return strict.decode(bytes) !== undefined;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function isWide(characters: string): boolean {
  return /[^\0-\xff]/.test(characters);
}

export { fromLatin1, latin1 };

/** @param isRaw one character per byte is just that */
export function encode(
  content: string | Uint8Array,
  options: WriteEncoding | undefined,
  isRaw = false,
): Uint8Array {
  // The file system keeps it as it is, so the shell must not be able to change its buffer later.
  if (typeof content !== "string") return content.slice();
  const encoding = typeof options === "string" ? options : options?.encoding;
  if (encoding === "binary" || encoding === "latin1" || encoding === "ascii")
    return isRaw && !isWide(content) ? fromLatin1(content) : fromInput(content);
  return content.startsWith(RAW) ? fromInput(content) : bytesOf(content);
}
