import { goJson } from "../json.js";
import { marshal } from "../marshal.js";
import { anything, int, slice, string } from "../reflect/type.js";
import { bytesOf, elementsOf, type MaybeValue, numberOf, ofString, textOf } from "../reflect/value.js";
import { split, toLower, toTitle, toUpper } from "../strings.js";
import { CallError } from "../template/call-error.js";
import type { FunctionTable, TemplateFunction } from "../template/functions.js";

const text = (value: MaybeValue): string => (value === undefined ? "" : textOf(value));
const number = (value: MaybeValue): number => (value === undefined ? 0 : numberOf(value));

const ofText = (make: (text: string) => string): TemplateFunction => ({
  parameters: [string],
  call: ([value]) => ofString(make(text(value))),
});

/** The functions that Docker's client adds to Go's own (docker/cli `templates`). */
export const DOCKER_FUNCTIONS: FunctionTable = {
  json: { parameters: [anything], call: ([value]) => ofString(goJson(marshal(value))) },
  split: {
    parameters: [string, string],
    call: ([value, separator]) => ({ type: slice(string), data: split(text(value), text(separator)) }),
  },
  join: {
    parameters: [slice(string), string],
    call: ([list, separator]) =>
      ofString((list === undefined ? [] : elementsOf(list)).map(text).join(text(separator))),
  },
  title: ofText(toTitle),
  lower: ofText(toLower),
  upper: ofText(toUpper),
  pad: {
    parameters: [string, int, int],
    call: ([value, before, after]) =>
      ofString(text(value) === "" ? "" : spaces(number(before)) + text(value) + spaces(number(after))),
  },
  truncate: {
    parameters: [string, int],
    call: ([value, length]) => ofString(value === undefined ? "" : truncate(bytesOf(value), number(length))),
  },
};

const MAX_PADDING = 1_000_000;

function spaces(count: number): string {
  if (count < 0) throw new CallError("strings: negative Repeat count");
  if (count > MAX_PADDING) throw new CallError(`pad with ${count}: more than ${MAX_PADDING} is refused`);
  return " ".repeat(count);
}

/** Cuts between bytes, as Go does. */
function truncate(bytes: Uint8Array, length: number): string {
  if (length < 0) throw new CallError(`runtime error: slice bounds out of range [:${length}]`);
  return new TextDecoder().decode(bytes.subarray(0, length));
}

const heading = (...others: TemplateFunction["parameters"]): TemplateFunction => ({
  parameters: [string, ...others],
  call: ([value]) => value,
});

/** In a table's heading, a column's name is left alone; `pad` still pads. */
export const HEADING_FUNCTIONS: FunctionTable = {
  ...DOCKER_FUNCTIONS,
  json: heading(),
  split: heading(string),
  join: heading(string),
  title: heading(),
  lower: heading(),
  upper: heading(),
  truncate: heading(int),
};
