import { anything, type Basic, type GoType } from "../reflect/type.js";
import { canBeNil, elem, type GoValue, isNil, type MaybeValue } from "../reflect/value.js";

/** What a function takes: a type, or any value as it is (`reflect.Value` in Go). */
export type Parameter = GoType | "value";

export function parameterName(parameter: Parameter): string {
  return parameter === "value" ? "reflect.Value" : parameter.name;
}

/** A value that does not fit; the message is Go's. */
export class Misfit {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** The value as a parameter of that type receives it: Go's `validateType`. */
export function validate(value: MaybeValue, parameter: Parameter): MaybeValue | Misfit {
  if (parameter === "value") return value;
  if (value === undefined) {
    if (parameter.kind === "interface") return undefined;
    return canBeNil(parameter)
      ? { type: parameter, data: undefined }
      : new Misfit(`invalid value; expected ${parameter.name}`);
  }
  if (parameter.kind === "interface") return value.type.kind === "interface" ? elem(value) : value;
  if (isAssignable(value.type, parameter)) return value;
  const held = value.type.kind === "interface" && !isNil(value) ? elem(value) : value;
  if (held !== undefined && isAssignable(held.type, parameter)) return held;
  if (held?.type.kind === "pointer" && isAssignable(held.type.element, parameter)) {
    return elem(held) ?? new Misfit(`dereference of nil pointer of type ${parameter.name}`);
  }
  return new Misfit(`wrong type for value; expected ${parameter.name}; got ${held?.type.name}`);
}

/** Go's assignability: the same type, or the same underlying type when one of the two has no name of its own. */
function isAssignable(from: GoType, to: GoType): boolean {
  if (from.name === to.name || to.kind === "interface") return true;
  if (structure(from) !== structure(to)) return false;
  return from.name === structure(from) || to.name === structure(to);
}

function structure(type: GoType): string {
  switch (type.kind) {
    case "slice":
      return `[]${type.element.name}`;
    case "array":
      return `[${type.length}]${type.element.name}`;
    case "map":
      return `map[${type.key.name}]${type.element.name}`;
    case "pointer":
      return `*${type.element.name}`;
    case "struct":
      return type.name;
    case "interface":
      return anything.name;
    default:
      // `type NetworkMode string` is a type of its own, and `string` has a name too.
      return `underlying ${type.kind}`;
  }
}

/** Go's `prepareArg`: a key for a map. */
export function validateKey(key: MaybeValue, type: Basic): GoValue | Misfit {
  if (key === undefined) return new Misfit(`value is nil; should be of type ${type.name}`);
  if (isAssignable(key.type, type)) return key;
  return new Misfit(`value has type ${key.type.name}; should be ${type.name}`);
}
