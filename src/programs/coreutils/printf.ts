/** What `printf` writes, and its complaints (`abc: invalid number`). */
export interface Printed {
  readonly bytes: Uint8Array;
  readonly errors: readonly string[];
}

/** Characters of one conversion: what is printed is held in memory. */
const MAX_LENGTH = 1 << 20;
/** Digits after the point that JavaScript computes. */
const MAX_DECIMALS = 100;

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  '"': 34,
  "'": 39,
};

/** `printf FORMAT ARGS`: the format is reused while arguments are left, as POSIX says. */
export function formatPrintf(format: string, args: readonly string[]): Printed {
  const out: number[] = [];
  const errors: string[] = [];
  const rest = [...args];
  const text = (value: string): void => {
    for (const byte of new TextEncoder().encode(value)) out.push(byte);
  };
  let stopped = false;
  do {
    const before = rest.length;
    for (let at = 0; at < format.length && !stopped; at++) {
      const letter = format[at] ?? "";
      if (letter === "\\") at += unescapeOne(format, at, out, false).length - 1;
      else if (letter !== "%") {
        const whole = String.fromCodePoint(format.codePointAt(at) ?? 0);
        text(whole);
        at += whole.length - 1;
      } else {
        const match = /^%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z%])/.exec(format.slice(at));
        if (!match) {
          errors.push(`\`${format.slice(at, at + 2)}': invalid format character`);
          stopped = true;
          break;
        }
        at += match[0].length - 1;
        const precise = match[0].includes(".");
        const size = (given: string | undefined) =>
          given === "*" ? Number(rest.shift() ?? 0) : Number(given ?? 0);
        const width = size(match[2]);
        const precision = precise ? size(match[3]) : undefined;
        const flags = (match[1] ?? "") + (width < 0 ? "-" : "");
        const kind = match[4] ?? "";
        const limit = /[aefg]/i.test(kind) ? MAX_DECIMALS : MAX_LENGTH;
        if (Math.abs(width) > MAX_LENGTH || (precision ?? 0) > limit) {
          const most = Math.abs(width) > MAX_LENGTH ? `${MAX_LENGTH} characters` : `${limit} digits`;
          errors.push(`${match[0]}: one conversion is at most ${most} long here`);
          stopped = true;
          break;
        }
        if (kind === "%") text("%");
        else if (kind === "b") {
          stopped = escapes(rest.shift() ?? "", out);
        } else text(pad(convert(kind, flags, precision, rest.shift(), errors), Math.abs(width), flags, kind));
      }
    }
    if (rest.length === before) break;
  } while (rest.length > 0 && !stopped);
  return { bytes: Uint8Array.from(out), errors };
}

function convert(
  kind: string,
  flags: string,
  precision: number | undefined,
  arg: string | undefined,
  errors: string[],
): string {
  if (kind === "s") return precision === undefined ? (arg ?? "") : (arg ?? "").slice(0, precision);
  if (kind === "c") return (arg ?? "").slice(0, 1);
  if (kind === "q") return shellQuoted(arg ?? "");
  const sign = (negative: boolean) =>
    negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  if ("diouxX".includes(kind)) {
    const value = integer(arg ?? "0", errors);
    const signed = kind === "d" || kind === "i";
    const radix = kind === "o" ? 8 : kind === "x" || kind === "X" ? 16 : 10;
    const amount = value < 0n ? (signed ? -value : BigInt.asUintN(64, value)) : value;
    let digits = amount.toString(radix).padStart(precision ?? 1, "0");
    if (flags.includes("#") && amount !== 0n)
      digits = (radix === 8 ? "0" : radix === 16 ? "0x" : "") + digits;
    if (kind === "X") digits = digits.toUpperCase();
    return (signed ? sign(value < 0n) : "") + digits;
  }
  if ("eEfFgG".includes(kind)) {
    const value = Number(arg ?? 0);
    if (Number.isNaN(value)) errors.push(`${arg}: invalid number`);
    const amount = Number.isNaN(value) ? 0 : Math.abs(value);
    const digits = precision ?? 6;
    const exponent = (body: string) => body.replace(/e([+-])(\d)$/, "e$10$2");
    const body =
      kind === "f" || kind === "F"
        ? amount.toFixed(digits)
        : kind === "e" || kind === "E"
          ? exponent(amount.toExponential(digits))
          : exponent(String(Number(amount.toPrecision(digits || 1))));
    return sign(value < 0) + (kind === kind.toUpperCase() ? body.toUpperCase() : body);
  }
  errors.push(`\`%${kind}': invalid format character`);
  return "";
}

/** The way `%q` writes a word so that a shell can read it back. */
function shellQuoted(text: string): string {
  if (text === "") return "''";
  if (/[\0-\x1f\x7f]/.test(text)) {
    const named: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\E" };
    const body = text.replace(/[\\'\0-\x1f\x7f]/g, (letter) =>
      letter === "\\" || letter === "'"
        ? `\\${letter}`
        : (named[letter] ?? `\\${letter.charCodeAt(0).toString(8).padStart(3, "0")}`),
    );
    return `$'${body}'`;
  }
  return text.replace(/[^\w@%+=:,./\u0080-\u{10ffff}-]/gu, "\\$&");
}

function integer(arg: string, errors: string[]): bigint {
  const text = arg.trim();
  // 'A stands for the letter's code.
  if (/^['"]./u.test(text)) return BigInt(text.codePointAt(1) ?? 0);
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
  if (!match || match[0].length !== text.length) {
    if (text !== "") errors.push(`${arg}: invalid number`);
    if (!match) return 0n;
  }
  const digits = match?.[2] ?? "0";
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return match?.[1] === "-" ? -value : value;
}

function pad(value: string, width: number, flags: string, kind: string): string {
  if (value.length >= width) return value;
  if (flags.includes("-")) return value.padEnd(width);
  if (!flags.includes("0") || kind === "s" || kind === "c") return value.padStart(width);
  const lead = /^[+ -]?(0x)?/i.exec(value)?.[0] ?? "";
  return lead + value.slice(lead.length).padStart(width - lead.length, "0");
}

/** One escape at `at`; returns its text in the format. Unknown escapes are left as they are. */
function unescapeOne(format: string, at: number, out: number[], octalZero: boolean): string {
  const octal = (octalZero ? /^\\0?([0-7]{1,3})/ : /^\\([0-7]{1,3})/).exec(format.slice(at, at + 5));
  if (octal?.[1]) {
    out.push(Number.parseInt(octal[1], 8) & 0xff);
    return octal[0];
  }
  const hex = /^\\x([0-9a-fA-F]{1,2})/.exec(format.slice(at, at + 4));
  if (hex?.[1]) {
    out.push(Number.parseInt(hex[1], 16));
    return hex[0];
  }
  const unicode = /^\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(format.slice(at, at + 10));
  if (unicode) {
    out.push(
      ...new TextEncoder().encode(String.fromCodePoint(Number.parseInt(unicode[1] ?? unicode[2] ?? "0", 16))),
    );
    return unicode[0];
  }
  const code = SIMPLE[format[at + 1] ?? ""];
  if (code === undefined) {
    out.push(92);
    return "\\";
  }
  out.push(code);
  return format.slice(at, at + 2);
}

/** `%b`: escapes in the argument; `\c` ends all output. */
function escapes(arg: string, out: number[]): boolean {
  for (let at = 0; at < arg.length; at++) {
    if (arg.startsWith("\\c", at)) return true;
    if (arg[at] === "\\") at += unescapeOne(arg, at, out, true).length - 1;
    else {
      const whole = String.fromCodePoint(arg.codePointAt(at) ?? 0);
      out.push(...new TextEncoder().encode(whole));
      at += whole.length - 1;
    }
  }
  return false;
}
