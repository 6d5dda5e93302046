/**
 * File names and link targets are bytes; most are UTF-8, and nothing says they must be. Here they are text in which each
 * byte that is no part of UTF-8 is a lone surrogate, U+DC80 to U+DCFF (as in Python's `surrogateescape`): nothing is lost,
 * names that differ stay different, and all the rest of the code may treat them as text.
 */

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();
const ESCAPE = 0xdc00;
const ESCAPED = /[\udc80-\udcff]/;

/** @example nameOf(new Uint8Array([0x63, 0xe9])) // "c\udce9" */
export function nameOf(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return pieces(bytes);
  }
}

/** False for text of which it is certain that it is UTF-8. */
export function hasOtherBytes(name: string): boolean {
  return ESCAPED.test(name);
}

/** The bytes that {@link nameOf} read. */
export function nameBytes(name: string): Uint8Array {
  if (!hasOtherBytes(name)) return ENCODER.encode(name);
  const out: number[] = [];
  for (const rune of name) {
    const code = rune.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) out.push(code - ESCAPE);
    else out.push(...ENCODER.encode(rune));
  }
  return Uint8Array.from(out);
}

/** How many bytes a name takes. */
export function nameLength(name: string): number {
  return nameBytes(name).length;
}

/** Order of the bytes, which is the order of archives and of `ls`. */
export function compareNames(a: string, b: string): number {
  // UTF-16 order differs from byte order only where surrogates meet U+E000 to U+FFFF.
  if (WIDE.test(a) && WIDE.test(b)) return compareBytes(nameBytes(a), nameBytes(b));
  if (hasOtherBytes(a) || hasOtherBytes(b)) return compareBytes(nameBytes(a), nameBytes(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

const WIDE = /[\ud800-\uffff]/;

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Longest runs of UTF-8, and single bytes between them. */
function pieces(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      out += String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
      at += 1;
    } else {
      out += STRICT.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return out;
}

/** Bytes of the character that begins here; 0 where none does (RFC 3629, 4). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (at + length > bytes.length) return 0;
  try {
    STRICT.decode(bytes.subarray(at, at + length));
    return length;
  } catch (error) {
    if (error instanceof TypeError) return 0;
    throw error;
  }
}
