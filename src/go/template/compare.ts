import { print } from "../fmt/print.js";
import { compareText } from "../quote.js";
import type { GoType } from "../reflect/type.js";
import { type GoValue, isInt, isNil, isUint, type MaybeValue, numberOf, textOf } from "../reflect/value.js";
import { CallError } from "./call-error.js";

type BasicKind = "bool" | "number" | "float" | "string";

/** Integers of both signs compare with each other; nothing else does across kinds. */
function basicKind(value: MaybeValue): BasicKind | undefined {
  if (value === undefined) return undefined;
  const { kind } = value.type;
  if (kind === "bool" || kind === "string") return kind;
  if (kind === "float64") return "float";
  return isInt(value.type) || isUint(value.type) ? "number" : undefined;
}

/** `eq`: whether the first is equal to one of the others. */
export function equal(first: MaybeValue, others: readonly MaybeValue[]): boolean {
  if (others.length === 0) throw new CallError("missing argument for comparison");
  return others.some((other) => {
    const kind = basicKind(first);
    if (kind !== basicKind(other)) {
      if (first !== undefined && other !== undefined) throw incompatible();
      return false;
    }
    if (kind === undefined) return equalOthers(first, other);
    if (first === undefined || other === undefined) return false;
    return kind === "string"
      ? textOf(first) === textOf(other)
      : kind === "bool"
        ? (first.data === true) === (other.data === true)
        : numberOf(first) === numberOf(other);
  });
}

/** Pointers, lists, maps and structs: most of them can only be compared with nil. */
function equalOthers(first: MaybeValue, other: MaybeValue): boolean {
  if (first !== undefined && other !== undefined && first.type.kind !== other.type.kind) {
    const shown = `${print(first, "s", {})}: ${first.type.name}, ${other.type.name}`;
    throw new CallError(`non-comparable types ${shown}: ${print(other, "v", {})}`);
  }
  const isNothing = (value: MaybeValue): boolean => value === undefined || isNil(value);
  if (first === undefined || other === undefined || isNil(first) || isNil(other))
    return isNothing(first) === isNothing(other);
  if (!isComparable(other.type)) {
    throw new CallError(`non-comparable type ${print(other, "s", {})}: ${other.type.name}`);
  }
  return first.type.name === other.type.name && sameData(first, other);
}

function isComparable(type: GoType): boolean {
  if (type.kind === "struct") return type.fields.every((field) => isComparable(field.type));
  return type.kind !== "slice" && type.kind !== "map";
}

/** A pointer is equal to itself; a struct to one that holds the same. */
function sameData(a: GoValue, b: GoValue): boolean {
  return a.type.kind === "pointer" ? a.data === b.data : print(a, "v", {}) === print(b, "v", {});
}

/** `lt` */
export function less(a: MaybeValue, b: MaybeValue): boolean {
  const [kindA, kindB] = [basicKind(a), basicKind(b)];
  if (a === undefined || b === undefined || kindA === undefined || kindB === undefined)
    throw new CallError("invalid type for comparison");
  if (kindA !== kindB) throw incompatible();
  if (kindA === "bool") throw new CallError("invalid type for comparison");
  return kindA === "string" ? compareText(textOf(a), textOf(b)) < 0 : numberOf(a) < numberOf(b);
}

function incompatible(): CallError {
  return new CallError("incompatible types for comparison");
}
