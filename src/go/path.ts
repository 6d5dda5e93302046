import { BadPatternError } from "../errors/go.js";

const encoder = new TextEncoder();
const SLASH = 0x2f;
const STAR = 0x2a;
const QUESTION = 0x3f;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const DASH = 0x2d;

/**
 * Go's `path.Match` (and `filepath.Match` on Unix): `*` and `?` stop at a slash, `[a-z]` and `[^a-z]` are classes,
 * `\` quotes the next character. The whole name must match. Works on bytes as Go does, which shows where a
 * class meets a character of several bytes.
 *
 * @throws {BadPatternError} for a malformed pattern, even where the name could not match anyway.
 */
export function matchPath(pattern: string, name: string): boolean {
  return new Match(pattern).matches(encoder.encode(name));
}

/** Rest of the name after a piece of the pattern, or `undefined` if the piece does not fit. */
type Rest = Uint8Array | undefined;

class Match {
  readonly #pattern: string;
  readonly #bytes: Uint8Array;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#bytes = encoder.encode(pattern);
  }

  matches(whole: Uint8Array): boolean {
    let name = whole;
    let pattern = this.#bytes;
    next: while (pattern.length > 0) {
      const [star, piece, following] = nextPiece(pattern);
      pattern = following;
      if (star && piece.length === 0) return !name.includes(SLASH);
      const rest = this.#piece(piece, name);
      // The last piece has to reach the end of the name; before that, the first fit is as good as any.
      if (rest !== undefined && (rest.length === 0 || pattern.length > 0)) {
        name = rest;
        continue;
      }
      for (let at = 0; star && at < name.length && name[at] !== SLASH; at += 1) {
        const later = this.#piece(piece, name.subarray(at + 1));
        if (later === undefined || (pattern.length === 0 && later.length > 0)) continue;
        name = later;
        continue next;
      }
      // No match; what is left of the pattern must still be well-formed.
      while (pattern.length > 0) {
        const [, unchecked, after] = nextPiece(pattern);
        pattern = after;
        this.#piece(unchecked, new Uint8Array());
      }
      return false;
    }
    return name.length === 0;
  }

  /** Fits a piece without stars at the beginning of the name. */
  #piece(piece: Uint8Array, whole: Uint8Array): Rest {
    let name = whole;
    let failed = false;
    let at = 0;
    while (at < piece.length) {
      failed ||= name.length === 0;
      switch (piece[at]) {
        case OPEN: {
          const [rune, size] = failed ? [0, 0] : runeAt(name, 0);
          name = name.subarray(size);
          const [inClass, end] = this.#class(piece, at + 1, rune);
          failed ||= !inClass;
          at = end;
          break;
        }
        case QUESTION:
          if (!failed) {
            failed = name[0] === SLASH;
            name = name.subarray(runeAt(name, 0)[1]);
          }
          at += 1;
          break;
        default:
          if (piece[at] === BACKSLASH) at += 1;
          if (at >= piece.length) throw new BadPatternError(this.#pattern);
          if (!failed) {
            failed = piece[at] !== name[0];
            name = name.subarray(1);
          }
          at += 1;
      }
    }
    return failed ? undefined : name;
  }

  /** Whether a class that begins at `from` contains the rune, and where the class ends. */
  #class(piece: Uint8Array, from: number, rune: number): readonly [boolean, number] {
    let at = from;
    const negated = piece[at] === CARET;
    if (negated) at += 1;
    let found = false;
    for (let ranges = 0; ; ranges += 1) {
      if (piece[at] === CLOSE && ranges > 0) return [found !== negated, at + 1];
      const [low, afterLow] = this.#classRune(piece, at);
      const [high, next] = piece[afterLow] === DASH ? this.#classRune(piece, afterLow + 1) : [low, afterLow];
      found ||= low <= rune && rune <= high;
      at = next;
    }
  }

  #classRune(piece: Uint8Array, from: number): readonly [number, number] {
    const bad = (): never => {
      throw new BadPatternError(this.#pattern);
    };
    if (from >= piece.length || piece[from] === DASH || piece[from] === CLOSE) return bad();
    const at = piece[from] === BACKSLASH ? from + 1 : from;
    if (at >= piece.length) return bad();
    const [rune, size] = runeAt(piece, at);
    // A class cannot be the end of its pattern: its `]` is missing.
    return at + size >= piece.length ? bad() : [rune, at + size];
  }
}

/** Whether stars come first, the pattern up to the next star, and what follows. */
function nextPiece(pattern: Uint8Array): readonly [boolean, Uint8Array, Uint8Array] {
  let start = 0;
  while (pattern[start] === STAR) start += 1;
  let inClass = false;
  let at = start;
  for (; at < pattern.length; at += 1) {
    if (pattern[at] === BACKSLASH) at += 1;
    else if (pattern[at] === OPEN) inClass = true;
    else if (pattern[at] === CLOSE) inClass = false;
    else if (pattern[at] === STAR && !inClass) break;
  }
  return [start > 0, pattern.subarray(start, at), pattern.subarray(at)];
}

/** The character at a place and its length; a stray byte is U+FFFD and one byte long, as in Go. */
function runeAt(bytes: Uint8Array, at: number): readonly [number, number] {
  const first = bytes[at] ?? 0;
  const size = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size === 0) return [0xfffd, 1];
  if (size === 1) return [first, 1];
  let rune = first & (0xff >> (size + 1));
  for (let next = 1; next < size; next += 1) rune = (rune << 6) | ((bytes[at + next] ?? 0) & 0x3f);
  return [rune, size];
}
