import { ESCAPED_LETTERS } from "../escapes.js";
import { quote } from "../quote.js";
import type { NumberConstant } from "./node.js";

/** What is wrong with a constant; the parser adds the place. */
export class ConstantError extends Error {}

/**
 * Go's `strconv.Unquote` of a quoted or raw string. Bytes that `\x` and octal escapes make are put together to UTF-8.
 *
 * @throws {ConstantError}
 */
export function unquote(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith("`")) return inner.replaceAll("\r", "");
  const bytes: number[] = [];
  let at = 0;
  while (at < inner.length) {
    const [value, end] = unquoteCharacter(inner, at, '"');
    if (typeof value === "number") bytes.push(value);
    else bytes.push(...new TextEncoder().encode(value));
    at = end;
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** One character, or one byte as a number, and where the next begins. */
function unquoteCharacter(text: string, at: number, mark: string): readonly [string | number, number] {
  const bad = () => new ConstantError("invalid syntax");
  const code = text.codePointAt(at);
  if (code === undefined) throw bad();
  const char = String.fromCodePoint(code);
  if (char === mark) throw bad();
  if (char !== "\\") return [char, at + char.length];
  const letter = text[at + 1] ?? "";
  const simple = ESCAPED_LETTERS[letter] ?? (letter === mark || letter === "\\" ? letter : undefined);
  if (simple !== undefined) return [simple, at + 2];
  const hex = { x: 2, u: 4, U: 8 }[letter];
  if (hex !== undefined) {
    const digits = text.slice(at + 2, at + 2 + hex);
    if (digits.length < hex || !/^[0-9a-fA-F]+$/.test(digits)) throw bad();
    const value = Number.parseInt(digits, 16);
    if (letter === "x") return [value, at + 2 + hex];
    if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) throw bad();
    return [String.fromCodePoint(value), at + 2 + hex];
  }
  const [octal] = /^[0-7]{3}/.exec(text.slice(at + 1)) ?? [];
  if (octal === undefined || Number.parseInt(octal, 8) > 255) throw bad();
  return [Number.parseInt(octal, 8), at + 4];
}

/** `'x'`: the number of the character. @throws {ConstantError} */
export function characterConstant(text: string, at: number): NumberConstant {
  const [value, end] = unquoteCharacter(text, 1, "'");
  if (text.slice(end) !== "'") throw new ConstantError(`malformed character constant: ${text}`);
  const code = typeof value === "number" ? value : (value.codePointAt(0) ?? 0);
  return { kind: "number", text, at, int: BigInt(code), uint: BigInt(code), float: code };
}

const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

/** A number of any base, with Go's rules for what it may be used as. @throws {ConstantError} */
export function numberConstant(text: string, at: number): NumberConstant {
  const base = { kind: "number", text, at } as const;
  const whole = integerOf(text);
  if (whole !== undefined && whole <= MAX_UINT && whole >= -MAX_INT - 1n) {
    const int = whole <= MAX_INT ? { int: whole } : {};
    const uint = whole >= 0n && (!/^[+-]/.test(text) || whole === 0n) ? { uint: whole } : {};
    if ("int" in int || "uint" in uint) return { ...base, ...int, ...uint, float: Number(whole) };
  }
  const float = floatOf(text);
  if (float === undefined) throw new ConstantError(`illegal number syntax: ${quote(text)}`);
  if (!/[.eEpP]/.test(text)) throw new ConstantError(`integer overflow: ${quote(text)}`);
  const exact = Number.isInteger(float) ? BigInt(float) : undefined;
  return {
    ...base,
    float,
    ...(exact !== undefined && exact >= -MAX_INT - 1n && exact <= MAX_INT ? { int: exact } : {}),
    ...(exact !== undefined && exact >= 0n && exact <= MAX_UINT ? { uint: exact } : {}),
  };
}

/** Underscores are allowed between digits, and after the base's prefix. */
function integerOf(text: string): bigint | undefined {
  const [, sign, prefix = "", digits = ""] =
    /^([+-]?)(0[xX]|0[oO]|0[bB]|0(?=[0-9_]))?([0-9a-fA-F_]+)$/.exec(text) ?? [];
  if (sign === undefined || (prefix === "" && digits.startsWith("_")) || /__|_$/.test(digits))
    return undefined;
  const plain = digits.replaceAll("_", "");
  const letter = prefix.slice(1).toLowerCase();
  const shape = { x: /^[0-9a-f]+$/i, b: /^[01]+$/, o: /^[0-7]+$/, "": prefix === "0" ? /^[0-7]+$/ : /^\d+$/ }[
    letter
  ];
  if (shape === undefined || !shape.test(plain)) return undefined;
  const value = BigInt(prefix === "" ? plain : `0${letter === "" ? "o" : letter}${plain}`);
  return sign === "-" ? -value : value;
}

function floatOf(text: string): number | undefined {
  const hex = /^([+-]?)0[xX]([0-9a-fA-F_]*)(?:\.([0-9a-fA-F_]*))?[pP]([+-]?\d+)$/.exec(text);
  if (hex !== null) {
    const [, sign, whole = "", fraction = "", power = "0"] = hex;
    const digits = `${whole}${fraction}`.replaceAll("_", "");
    if (digits === "") return undefined;
    const scale = Number(power) - 4 * fraction.replaceAll("_", "").length;
    const value = Number.parseInt(digits, 16) * 2 ** scale;
    return sign === "-" ? -value : value;
  }
  if (/(?:^|\D)_|_(?:\D|$)/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  const isDecimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain);
  return isDecimal && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}
