import { isPrintable } from "../printable.js";
import { canBackquote, quote, quoteRune } from "../quote.js";
import { type Flags, pad } from "./flags.js";
import { toExponential, toFixed } from "./round.js";

/** How `fmt` prints strings, integers and floating point numbers. `undefined` for a verb that the kind does not have. */

export function formatString(text: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case "v":
      return flags.sharpV ? quoted(text, flags) : pad(truncated(text, flags), flags);
    case "s":
      return pad(truncated(text, flags), flags);
    case "q":
      return quoted(text, flags);
    case "x":
    case "X":
      return hexBytes(text, verb, flags);
  }
  return undefined;
}

function truncated(text: string, { precision }: Flags): string {
  return precision === undefined ? text : [...text].slice(0, precision).join("");
}

function quoted(text: string, flags: Flags): string {
  const short = truncated(text, flags);
  if (flags.sharp && canBackquote(short)) return pad(`\`${short}\``, flags);
  return pad(quote(short, { ascii: flags.plus === true }), flags);
}

function hexBytes(text: string, verb: "x" | "X", flags: Flags): string {
  const bytes = new TextEncoder().encode(text).subarray(0, flags.precision);
  const prefix = flags.sharp ? `0${verb}` : "";
  const digits = Array.from(bytes, (byte) => cased(byte.toString(16).padStart(2, "0"), verb));
  const all = flags.space
    ? digits.map((pair) => prefix + pair).join(" ")
    : `${digits.length > 0 ? prefix : ""}${digits.join("")}`;
  return pad(all, flags);
}

function cased(digits: string, verb: string): string {
  return verb === "X" ? digits.toUpperCase() : digits;
}

const BASES: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

export function formatInteger(
  value: number,
  verb: string,
  flags: Flags,
  signed: boolean,
): string | undefined {
  if (verb === "c") return pad(String.fromCodePoint(validRune(value)), flags);
  if (verb === "q") return pad(quoteRune(value, { ascii: flags.plus === true }), flags);
  if (verb === "U") return pad(unicode(value, flags), { ...flags, zero: false });
  if (verb === "v" && flags.sharpV && !signed) return integer(value, 16, "x", { ...flags, sharp: true });
  const base = BASES[verb];
  return base === undefined ? undefined : integer(value, base, verb, flags);
}

function integer(value: number, base: number, verb: string, flags: Flags): string {
  const negative = value < 0;
  const all = BigInt(Math.trunc(value));
  const hasSign = negative || flags.plus || flags.space;
  let least = flags.precision ?? 0;
  if (flags.precision === 0 && all === 0n) return pad("", { ...flags, zero: false });
  if (flags.precision === undefined && flags.zero) least = (flags.width ?? 0) - (hasSign ? 1 : 0);
  let digits = cased((negative ? -all : all).toString(base), verb).padStart(least, "0");
  if (flags.sharp && base === 2) digits = `0b${digits}`;
  if (flags.sharp && base === 8 && !digits.startsWith("0")) digits = `0${digits}`;
  if (flags.sharp && base === 16) digits = `0${verb}${digits}`;
  if (verb === "O") digits = `0o${digits}`;
  const sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  return pad(sign + digits, { ...flags, zero: false });
}

function validRune(code: number): number {
  return code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0xfffd : code;
}

function unicode(code: number, { precision = 4, sharp }: Flags): string {
  const rune = code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  const digits = BigInt.asUintN(64, BigInt(code)).toString(16).toUpperCase();
  return `U+${digits.padStart(Math.max(4, precision), "0")}${sharp && isPrintable(rune) ? ` '${rune}'` : ""}`;
}

export function formatFloat(value: number, verb: string, flags: Flags): string | undefined {
  const plain = floatText(Math.abs(value), verb, flags.precision);
  if (plain === undefined) return undefined;
  const text = flags.sharp ? withPoint(plain, /[vgG]/.test(verb) ? (flags.precision ?? 6) : 0) : plain;
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  if (!Number.isFinite(value))
    return pad(Number.isNaN(value) ? "NaN" : `${sign || "+"}Inf`, { ...flags, zero: false });
  // The sign comes before the zeros that fill the width.
  if (flags.zero && sign !== "") return sign + pad(text, { ...flags, width: (flags.width ?? 0) - 1 });
  return pad(sign + text, flags);
}

function floatText(value: number, verb: string, precision: number | undefined): string | undefined {
  switch (verb) {
    case "v":
    case "g":
    case "G": {
      const digits = precision === undefined ? undefined : Math.max(1, precision);
      const shortest = digits === undefined ? value.toExponential() : toExponential(value, digits - 1);
      const [mantissa = "0", power = "0"] = shortest.split("e");
      const exponent = Number(power);
      const significant = mantissa.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
      if (exponent < -4 || exponent >= limit(digits, significant, exponent)) {
        return cased(exponential(significant, exponent), verb === "G" ? "X" : "x");
      }
      return decimal(significant.replace(".", ""), exponent);
    }
    case "e":
    case "E": {
      const [mantissa = "0", power = "0"] = toExponential(value, Math.min(100, precision ?? 6)).split("e");
      return cased(exponential(mantissa, Number(power)), verb === "E" ? "X" : "x");
    }
    case "f":
    case "F":
      return toFixed(value, Math.min(100, precision ?? 6));
  }
  return undefined;
}

/** `%#g`: always with a point, and with zeros up to so many significant digits. */
function withPoint(text: string, digits: number): string {
  const [mantissa = "", power] = text.split("e");
  const pointed = mantissa.includes(".") ? mantissa : `${mantissa}.`;
  const significant = mantissa.replace(".", "").replace(/^0+(?=.)/, "").length;
  const zeros = "0".repeat(Math.max(0, digits - significant));
  return `${pointed}${zeros}${power === undefined ? "" : `e${power}`}`;
}

/** The exponent from which `%g` prints one: 6 for the shortest form, the precision otherwise. */
function limit(digits: number | undefined, significant: string, exponent: number): number {
  if (digits === undefined) return 6;
  const count = significant.replace(".", "").length;
  return digits > count && count >= exponent + 1 ? count : digits;
}

function exponential(mantissa: string, exponent: number): string {
  const power = Math.abs(exponent).toString().padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${power}`;
}

function decimal(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, "0");
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
