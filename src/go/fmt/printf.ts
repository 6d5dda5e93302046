import { isInt, isUint, type MaybeValue, numberOf } from "../reflect/value.js";
import { type Flags, MAX_WIDTH } from "./flags.js";
import { print } from "./print.js";

/** Go's `fmt.Sprint`: a space only between two values that are not strings. */
export function sprint(values: readonly MaybeValue[]): string {
  const isString = (value: MaybeValue): boolean => value?.type.kind === "string";
  return values
    .map((value, at) => {
      const apart = at > 0 && !isString(value) && !isString(values[at - 1]);
      return `${apart ? " " : ""}${print(value, "v", {})}`;
    })
    .join("");
}

/** Go's `fmt.Sprintln`. */
export function sprintln(values: readonly MaybeValue[]): string {
  return `${values.map((value) => print(value, "v", {})).join(" ")}\n`;
}

/** Go's `fmt.Sprintf`, including what it prints instead of an error. */
export function sprintf(format: string, values: readonly MaybeValue[]): string {
  return new Formatter(format, values).run();
}

const FLAGS: Readonly<Record<string, "plus" | "minus" | "sharp" | "space" | "zero">> = {
  "+": "plus",
  "-": "minus",
  "#": "sharp",
  " ": "space",
  "0": "zero",
};

class Formatter {
  readonly #format: string;
  readonly #values: readonly MaybeValue[];
  #at = 0;
  #next = 0;
  #out = "";
  /** An index as in `%[2]d` was used: then unused values are not an error. */
  #reordered = false;
  #goodIndex = true;

  constructor(format: string, values: readonly MaybeValue[]) {
    this.#format = format;
    this.#values = values;
  }

  run(): string {
    for (;;) {
      const percent = this.#format.indexOf("%", this.#at);
      if (percent < 0) break;
      this.#out += this.#format.slice(this.#at, percent);
      this.#at = percent + 1;
      if (!this.#directive()) return this.#out + this.#leftOver();
    }
    return this.#out + this.#format.slice(this.#at) + this.#leftOver();
  }

  /** False at the end of the format. */
  #directive(): boolean {
    this.#goodIndex = true;
    const flags = this.#flags();
    let afterIndex = this.#index();
    if (this.#skip("*")) {
      const width = this.#numberArgument();
      if (width === undefined) this.#out += "%!(BADWIDTH)";
      else if (width < 0) Object.assign(flags, { width: -width, minus: true, zero: false });
      else flags.width = width;
      afterIndex = false;
    } else {
      const width = this.#number();
      if (width !== undefined) flags.width = width;
      if (afterIndex && width !== undefined) this.#goodIndex = false;
    }
    if (this.#format[this.#at] === "." && this.#at + 1 < this.#format.length) {
      this.#at += 1;
      if (afterIndex) this.#goodIndex = false;
      afterIndex = this.#index();
      if (this.#skip("*")) {
        const precision = this.#numberArgument();
        if (precision === undefined) this.#out += "%!(BADPREC)";
        else if (precision >= 0) flags.precision = precision;
        else this.#out += "%!(BADPREC)";
        afterIndex = false;
      } else {
        flags.precision = this.#number() ?? 0;
      }
    }
    if (!afterIndex) this.#index();
    const verb = String.fromCodePoint(this.#format.codePointAt(this.#at) ?? 0);
    if (this.#at >= this.#format.length) {
      this.#out += "%!(NOVERB)";
      return false;
    }
    this.#at += verb.length;
    this.#verb(verb, flags);
    return true;
  }

  #verb(verb: string, flags: Flags): void {
    if (verb === "%") {
      this.#out += "%";
    } else if (!this.#goodIndex) {
      this.#out += `%!${verb}(BADINDEX)`;
    } else if (this.#next >= this.#values.length) {
      this.#out += `%!${verb}(MISSING)`;
    } else {
      const { sharp = false, plus = false, ...rest } = flags;
      const all = verb === "v" ? { ...rest, sharpV: sharp, plusV: plus } : flags;
      this.#out += print(this.#values[this.#next], verb, all);
      this.#next += 1;
    }
  }

  #flags(): Flags {
    const flags: Flags = {};
    for (;;) {
      const name = FLAGS[this.#format[this.#at] ?? ""];
      if (name === undefined) break;
      flags[name] = name !== "zero" || !flags.minus;
      if (name === "minus") flags.zero = false;
      this.#at += 1;
    }
    return flags;
  }

  /** `[2]`: the value that comes next, from 1. */
  #index(): boolean {
    if (this.#format[this.#at] !== "[") return false;
    this.#reordered = true;
    const end = this.#format.indexOf("]", this.#at);
    const digits = end < 0 ? "" : this.#format.slice(this.#at + 1, end);
    const wellFormed = /^\d+$/.test(digits) && Number(digits) <= MAX_WIDTH;
    this.#at = end < 0 ? this.#at + 1 : end + 1;
    const index = Number(digits) - 1;
    if (wellFormed && index >= 0 && index < this.#values.length) this.#next = index;
    else this.#goodIndex = false;
    return wellFormed;
  }

  /** A number that is too large takes the rest of the format with it. */
  #number(): number | undefined {
    const [digits] = /^\d+/.exec(this.#format.slice(this.#at)) ?? [];
    if (digits === undefined) return undefined;
    const isTooLarge = Number(digits.slice(0, -1)) > MAX_WIDTH;
    this.#at = isTooLarge ? this.#format.length : this.#at + digits.length;
    return isTooLarge ? undefined : Number(digits);
  }

  #numberArgument(): number | undefined {
    if (this.#next >= this.#values.length) return undefined;
    const value = this.#values[this.#next];
    this.#next += 1;
    if (value === undefined || (!isInt(value.type) && !isUint(value.type))) return undefined;
    const number = numberOf(value);
    return Math.abs(number) > MAX_WIDTH ? undefined : number;
  }

  #skip(char: string): boolean {
    if (this.#format[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #leftOver(): string {
    const extra = this.#values.slice(this.#next);
    if (this.#reordered || extra.length === 0) return "";
    const texts = extra.map((value) =>
      value === undefined ? "<nil>" : `${value.type.name}=${print(value, "v", {})}`,
    );
    return `%!(EXTRA ${texts.join(", ")})`;
  }
}
