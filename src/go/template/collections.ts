import {
  bytesOf,
  elementsOf,
  entriesOf,
  entryOf,
  indirect,
  indirectInterface,
  isInt,
  isUint,
  type MaybeValue,
  numberOf,
  ofByte,
  textOf,
} from "../reflect/value.js";
import { CallError } from "./call-error.js";
import { Misfit, validateKey } from "./validate.js";

/** `len`. Strings are counted in bytes. */
export function length(item: MaybeValue): number {
  const { value, isNil } = indirect(item);
  if (isNil) throw new CallError("len of nil pointer");
  if (value === undefined) throw new CallError("reflect: call of reflect.Value.Type on zero Value");
  switch (value.type.kind) {
    case "slice":
    case "array":
      return elementsOf(value).length;
    case "map":
      return entriesOf(value).length;
    case "string":
      return bytesOf(value).length;
  }
  throw new CallError(`len of type ${value.type.name}`);
}

/** `index x 1 "a"`: what `x[1]["a"]` is in Go. */
export function index(item: MaybeValue, keys: readonly MaybeValue[]): MaybeValue {
  let at = indirectInterface(item);
  if (at === undefined) throw new CallError("index of untyped nil");
  for (const given of keys) {
    const key = indirectInterface(given);
    const { value, isNil } = indirect(at);
    if (isNil || value === undefined) throw new CallError("index of nil pointer");
    switch (value.type.kind) {
      case "slice":
      case "array":
      case "string": {
        const bytes = value.type.kind === "string" ? bytesOf(value) : undefined;
        const items = elementsOf(value);
        const size = bytes?.length ?? items.length;
        const position = indexIn(key, size);
        if (position === size) throw new CallError(`reflect: ${value.type.kind} index out of range`);
        at = bytes === undefined ? items[position] : ofByte(bytes[position] ?? 0);
        break;
      }
      case "map": {
        const fitted = validateKey(key, value.type.key);
        if (fitted instanceof Misfit) throw new CallError(fitted.message);
        at = entryOf(value, textOf(fitted)) ?? { type: value.type.element, data: undefined };
        break;
      }
      default:
        throw new CallError(`can't index item of type ${value.type.name}`);
    }
  }
  return at;
}

/** `slice x 1 2`: what `x[1:2]` is in Go. Strings are cut between bytes. */
export function slice(given: MaybeValue, bounds: readonly MaybeValue[]): MaybeValue {
  const item = indirectInterface(given);
  if (item === undefined) throw new CallError("slice of untyped nil");
  if (bounds.length > 3) throw new CallError(`too many slice indexes: ${bounds.length}`);
  const { kind, name } = item.type;
  if (kind !== "string" && kind !== "slice" && kind !== "array")
    throw new CallError(`can't slice item of type ${name}`);
  if (kind === "string" && bounds.length === 3) throw new CallError("cannot 3-index slice a string");
  // An array in a value that nobody can point to cannot be cut.
  if (kind === "array") throw new CallError("reflect.Value.Slice: slice of unaddressable array");
  const bytes = bytesOf(item);
  const items = elementsOf(item);
  const size = kind === "string" ? bytes.length : items.length;
  const [from = 0, to = size, capacity = to] = bounds.map((bound) => indexIn(bound, size));
  if (from > to) throw new CallError(`invalid slice index: ${from} > ${to}`);
  if (to > capacity) throw new CallError(`invalid slice index: ${to} > ${capacity}`);
  const data =
    kind === "string"
      ? new TextDecoder().decode(bytes.subarray(from, to))
      : items.slice(from, to).map((element) => element.data);
  return { type: item.type, data };
}

function indexIn(index: MaybeValue, capacity: number): number {
  if (index === undefined) throw new CallError("cannot index slice/array with nil");
  if (!isInt(index.type) && !isUint(index.type))
    throw new CallError(`cannot index slice/array with type ${index.type.name}`);
  const at = numberOf(index);
  if (at < 0 || at > capacity) throw new CallError(`index out of range: ${at}`);
  return at;
}
