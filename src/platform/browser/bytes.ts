const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lowercase. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes given to `btoa` at a time: a call can have only so many arguments. A multiple of 3, so that pieces join. */
const PIECE = 3 * 8192;

/** RFC 4648, section 4; with `=` at its end. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return text;
}

/** RFC 4648, section 5: for URLs and file names, without `=`. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What is no base64 is passed over. */
export function fromBase64(text: string): Uint8Array {
  const letters = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^A-Za-z0-9+/]/g, "");
  // A single letter at the end is less than a byte.
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  return Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0));
}

/** One character per byte. */
export function toLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** One byte per character: its lower eight bits. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const [left, right] = [wordsOf(a), wordsOf(b)];
  let at = 0;
  if (left !== undefined && right !== undefined) {
    for (; at < left.length; at++) if (left[at] !== right[at]) return false;
    at *= WORD;
  }
  for (; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

export function isZero(bytes: Uint8Array): boolean {
  const words = wordsOf(bytes);
  let at = 0;
  if (words !== undefined) {
    for (; at < words.length; at++) if (words[at] !== 0) return false;
    at *= WORD;
  }
  for (; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}

const WORD = 4;

/** The same bytes four at a time, which is faster to look at, where they lie so that this is possible. */
function wordsOf(bytes: Uint8Array): Int32Array | undefined {
  if (bytes.byteOffset % WORD !== 0) return undefined;
  return new Int32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / WORD));
}
