import { sprint, sprintf, sprintln } from "../fmt/printf.js";
import { anything, bool, string } from "../reflect/type.js";
import {
  indirect,
  indirectInterface,
  isTrue,
  type MaybeValue,
  ofInt,
  ofString,
  textOf,
} from "../reflect/value.js";
import { CallError } from "./call-error.js";
import { index, length, slice } from "./collections.js";
import { equal, less } from "./compare.js";
import { escapeHtml, escapeJs, escapeQuery } from "./escape.js";
import type { Parameter } from "./validate.js";

/** A function of templates. The evaluator has checked the values against the parameters. */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  /** The type of any number of values after those. */
  readonly variadic?: Parameter;
  /** `or` stops at the first true value, `and` at the first false one. */
  readonly shortCircuit?: boolean;
  /** Throws {@link CallError} with Go's words. */
  readonly call: (values: readonly MaybeValue[]) => MaybeValue;
}

export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

const ofBool = (data: boolean): MaybeValue => ({ type: bool, data });

const textFunction = (make: (values: readonly MaybeValue[]) => string): TemplateFunction => ({
  parameters: [],
  variadic: anything,
  call: (values) => ofString(make(values)),
});

/** `html`, `js` and `urlquery` print their values as an action would. */
const escaper = (escaped: (text: string) => string): TemplateFunction =>
  textFunction((values) => escaped(sprint(values.map(printable))));

const comparison = (compare: (a: MaybeValue, b: MaybeValue) => boolean): TemplateFunction => ({
  parameters: ["value", "value"],
  call: ([a, b]) => ofBool(compare(indirectInterface(a), indirectInterface(b))),
});

const orEqual = (a: MaybeValue, b: MaybeValue): boolean => less(a, b) || equal(a, [b]);

/** The functions that are built into Go's templates. */
export const BUILTINS: FunctionTable = {
  and: { parameters: ["value"], variadic: "value", shortCircuit: false, call: ([last]) => last },
  or: { parameters: ["value"], variadic: "value", shortCircuit: true, call: ([last]) => last },
  not: { parameters: ["value"], call: ([value]) => ofBool(!isTrue(indirectInterface(value))) },
  call: { parameters: ["value"], variadic: "value", call: ([value]) => refuseCall(indirectInterface(value)) },
  html: escaper(escapeHtml),
  js: escaper(escapeJs),
  urlquery: escaper(escapeQuery),
  print: textFunction(sprint),
  println: textFunction(sprintln),
  printf: {
    parameters: [string],
    variadic: anything,
    call: ([format, ...values]) => ofString(sprintf(format === undefined ? "" : textOf(format), values)),
  },
  len: { parameters: ["value"], call: ([value]) => ofInt(length(value)) },
  index: { parameters: ["value"], variadic: "value", call: ([value, ...keys]) => index(value, keys) },
  slice: { parameters: ["value"], variadic: "value", call: ([value, ...bounds]) => slice(value, bounds) },
  eq: {
    parameters: ["value"],
    variadic: "value",
    call: ([first, ...rest]) => ofBool(equal(indirectInterface(first), rest.map(indirectInterface))),
  },
  ne: comparison((a, b) => !equal(a, [b])),
  lt: comparison(less),
  le: comparison(orEqual),
  gt: comparison((a, b) => !orEqual(a, b)),
  ge: comparison((a, b) => !less(a, b)),
};

/** None of our values is a function. */
function refuseCall(value: MaybeValue): never {
  throw new CallError(value === undefined ? "call of nil" : `non-function of type ${value.type.name}`);
}

const NO_VALUE = ofString("<no value>");

/** What an action prints for a value: the target of a pointer, and a word for nothing. */
export function printable(value: MaybeValue): MaybeValue {
  const shown = value?.type.kind === "pointer" ? indirect(value).value : value;
  return shown ?? NO_VALUE;
}
