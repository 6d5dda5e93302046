/** Lowercase. */
export function toHex(bytes: Uint8Array): string {
  return view(bytes).toString("hex");
}

/** RFC 4648, section 4; with `=` at its end. */
export function toBase64(bytes: Uint8Array): string {
  return view(bytes).toString("base64");
}

/** RFC 4648, section 5: for URLs and file names, without `=`. */
export function toBase64Url(bytes: Uint8Array): string {
  return view(bytes).toString("base64url");
}

/** What is no base64 is passed over. */
export function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}

/** One character per byte. */
export function toLatin1(bytes: Uint8Array): string {
  return view(bytes).toString("latin1");
}

/** One byte per character: its lower eight bits. */
export function fromLatin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

const ZEROS = new Uint8Array(64 * 1024);

export function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const piece = bytes.subarray(at, at + ZEROS.length);
    if (!equalBytes(piece, ZEROS.subarray(0, piece.length))) return false;
  }
  return true;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
