import { goJson } from "../../display/go-text.js";
import { sprintf } from "./printf.js";
import { goText, isRecord, isTrue } from "./value.js";

/** A function of templates; `arity` is exact, or the least number when `variadic`. */
export interface TemplateFunction {
  readonly arity: number;
  readonly variadic?: boolean;
  /** Throws {@link CallError} with Go's words. */
  readonly call: (...values: readonly unknown[]) => unknown;
}

/** What a function could not do; the evaluator adds where. */
export class CallError extends Error {}

const one = (call: (text: string) => unknown): TemplateFunction => ({
  arity: 1,
  call: (value) => call(goText(value)),
});

/** Go's own functions and the ones Docker adds (`json`, `join`, `split`, `upper`, `truncate`, …). */
export const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  json: { arity: 1, call: (value) => goJson(value ?? null) },
  join: {
    arity: 2,
    call: (list, separator) =>
      listOf(list)
        .map((item) => goText(item))
        .join(goText(separator)),
  },
  split: { arity: 2, call: (text, separator) => goText(text).split(goText(separator)) },
  upper: one((text) => text.toUpperCase()),
  lower: one((text) => text.toLowerCase()),
  title: one((text) =>
    text.replace(/(^|\s)(\S)/g, (_, space: string, first: string) => space + first.toUpperCase()),
  ),
  truncate: { arity: 2, call: (text, length) => [...goText(text)].slice(0, Number(length)).join("") },
  pad: {
    arity: 3,
    call: (text, before, after) =>
      text === "" ? "" : " ".repeat(Number(before)) + goText(text) + " ".repeat(Number(after)),
  },
  html: one((text) => text.replace(/[&<>"'\0]/g, (character) => HTML[character] ?? character)),
  js: one((text) =>
    text.replace(/[\\'"<>&=]/g, (character) => JS[character] ?? character).replace(/\n/g, "\\n"),
  ),
  urlquery: one((text) => encodeURIComponent(text).replace(/%20/g, "+")),
  print: { arity: 0, variadic: true, call: (...values) => print(values) },
  println: {
    arity: 0,
    variadic: true,
    call: (...values) => `${values.map((value) => goText(value)).join(" ")}\n`,
  },
  printf: { arity: 1, variadic: true, call: (format, ...values) => sprintf(goText(format), values) },
  len: { arity: 1, call: (value) => lengthOf(value) },
  index: { arity: 1, variadic: true, call: (value, ...keys) => keys.reduce(indexed, value) },
  slice: { arity: 1, variadic: true, call: (value, ...bounds) => sliced(value, bounds) },
  not: { arity: 1, call: (value) => !isTrue(value) },
  eq: { arity: 1, variadic: true, call: (first, ...rest) => equalToAny(first, rest) },
  ne: { arity: 2, call: (a, b) => !equalToAny(a, [b]) },
  lt: { arity: 2, call: (a, b) => compare(a, b) < 0 },
  le: { arity: 2, call: (a, b) => compare(a, b) <= 0 },
  gt: { arity: 2, call: (a, b) => compare(a, b) > 0 },
  ge: { arity: 2, call: (a, b) => compare(a, b) >= 0 },
  // Stop at the first operand that decides: the evaluator does that before it would come here.
  and: {
    arity: 1,
    variadic: true,
    call: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  },
  or: { arity: 1, variadic: true, call: (...values) => values.find(isTrue) ?? values.at(-1) },
};

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
  "\0": "\ufffd",
};

const JS: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "=": "\\u003D",
};

/** `fmt.Sprint`: a space only between two values neither of which is text. */
function print(values: readonly unknown[]): string {
  return values.reduce<string>((text, value, at) => {
    const apart = at > 0 && typeof value !== "string" && typeof values[at - 1] !== "string";
    return `${text}${apart ? " " : ""}${goText(value)}`;
  }, "");
}

function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new CallError(`error calling join: ${goText(value)} is not a list`);
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return new TextEncoder().encode(value).length;
  if (Array.isArray(value)) return value.length;
  if (isRecord(value)) return Object.keys(value).length;
  if (value === null || value === undefined) return 0;
  throw new CallError(`error calling len: len of type ${typeof value === "number" ? "int" : "bool"}`);
}

function indexed(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    const at = Number(key);
    if (!Number.isInteger(at))
      throw new CallError(`error calling index: cannot index slice/array with type string`);
    if (at < 0 || at >= value.length) throw new CallError(`error calling index: index out of range: ${at}`);
    return value[at];
  }
  if (isRecord(value)) return Object.hasOwn(value, goText(key)) ? value[goText(key)] : "";
  if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    const at = Number(key);
    if (at < 0 || at >= bytes.length) throw new CallError(`error calling index: index out of range: ${at}`);
    return bytes[at];
  }
  if (value === null || value === undefined) throw new CallError("error calling index: index of untyped nil");
  throw new CallError(
    `error calling index: can't index item of type ${typeof value === "number" ? "int" : "bool"}`,
  );
}

function sliced(value: unknown, bounds: readonly unknown[]): unknown {
  if (typeof value !== "string" && !Array.isArray(value)) {
    throw new CallError("error calling slice: can't slice item of this type");
  }
  const size = lengthOf(value);
  const from = Number(bounds[0] ?? 0);
  const to = Number(bounds[1] ?? size);
  if (from < 0 || from > size) throw new CallError(`error calling slice: index out of range: ${from}`);
  if (to < 0 || to > size) throw new CallError(`error calling slice: index out of range: ${to}`);
  if (from > to) throw new CallError(`error calling slice: invalid slice index: ${from} > ${to}`);
  return Array.isArray(value)
    ? value.slice(from, to)
    : new TextDecoder().decode(new TextEncoder().encode(value).subarray(from, to));
}

function equalToAny(first: unknown, rest: readonly unknown[]): boolean {
  if (rest.length === 0) throw new CallError("error calling eq: missing argument for comparison");
  return rest.some((other) => {
    if (typeof first === typeof other) return first === other;
    if (first === null || other === null) return false;
    throw new CallError("error calling eq: incompatible types for comparison");
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  throw new CallError("error calling lt: incompatible types for comparison");
}
