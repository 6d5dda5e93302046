import { compareText } from "./quote.js";

/** JSON that is encoded already and goes into the result unchanged. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * JSON as Go 1.21's `encoding/json` writes it, the Go that Docker 26 is built with. Members stay in the order given; those
 * that are `undefined` are left out.
 */
function encode(value: unknown, indent: number, depth: number): string {
  if (typeof value === "string") return encodeText(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof RawJson) return value.text;
  const items: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) items.push(encode(item, indent, depth + 1));
    return list("[", "]", items, indent, depth);
  }
  const colon = indent > 0 ? ": " : ":";
  for (const [key, member] of membersOf(value))
    if (member !== undefined) items.push(encodeText(key) + colon + encode(member, indent, depth + 1));
  return list("{", "}", items, indent, depth);
}

const ZERO = 48;
const NINE = 57;

/**
 * JavaScript moves keys that look like numbers to the front. Only Go's maps have such keys (labels, mostly), and
 * Go writes a map in the order of its keys.
 */
function membersOf(value: object): readonly (readonly [string, unknown])[] {
  const members = Object.entries(value);
  const first = members[0]?.[0].charCodeAt(0) ?? 0;
  return first >= ZERO && first <= NINE ? members.sort(([a], [b]) => compareText(a, b)) : members;
}

function list(open: string, close: string, items: readonly string[], indent: number, depth: number): string {
  if (indent === 0 || items.length === 0) return open + items.join(",") + close;
  const margin = " ".repeat(indent * depth);
  const inner = `\n${margin}${" ".repeat(indent)}`;
  return `${open}${inner}${items.join(`,${inner}`)}\n${margin}${close}`;
}

/** The characters that JSON escapes: control characters, `"`, `\\`, U+2028, U+2029 and surrogates. */
const SPECIAL = /[^ !#-[\]-\u2027\u202a-\ud7ff\ue000-\uffff]/;

/**
 * U+2028 and U+2029 are escaped, `\u0008` and `\u000c` stand where JavaScript has `\b` and `\f`, and U+FFFD in place of
 * half a surrogate pair.
 */
function encodeText(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  return JSON.stringify(text)
    .replace(/\\(?:u[dD][89a-fA-F][0-9a-f]{2}|.)/g, (code) => {
      if (code === "\\b") return "\\u0008";
      if (code === "\\f") return "\\u000c";
      return code.length > 2 ? "\ufffd" : code;
    })
    .replace(/[\u2028\u2029]/g, unicodeEscape);
}

/**
 * Go's default (`json.Marshal`): no white space, and `<`, `>` and `&` escaped. Docker's config blobs are written so, and
 * their digest is the image id; `--format json` of a list prints the same.
 */
export function canonicalJson(value: unknown): string {
  return encode(value, 0, 0).replace(/[<>&]/g, unicodeEscape);
}

/** JSON as `inspect` and the template function `json` print it: `<`, `>` and `&` stay as they are. */
export function goJson(value: unknown, indent = 0): string {
  return encode(value, indent, 0);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
