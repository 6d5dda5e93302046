import { compareText } from "../quote.js";
import {
  anything,
  type Basic,
  type Field,
  type GoType,
  type IntKind,
  int,
  type Method,
  map,
  type Struct,
  slice,
  string,
  type UintKind,
  uint8,
} from "./type.js";

/**
 * A value as Go's `reflect` sees it: plain data, as JSON has it, and the type that says what absent members are. Absent or
 * `null` is the zero value, `nil` where the type has one. `undefined` instead of a value is Go's invalid value: the result
 * of looking up a key that a map does not have.
 */
export interface GoValue {
  readonly type: GoType;
  readonly data: unknown;
}
export type MaybeValue = GoValue | undefined;

/** Numbers in JSON that was decoded without a type keep their text. */
const jsonNumber: Basic = { kind: "string", name: "json.Number", json: Number };

/** What a value of type `interface {}` holds. */
const dynamicMap = map(string, anything);
const dynamicSlice = slice(anything);
const bool: Basic = { kind: "bool", name: "bool" };

export function ofString(data: string): GoValue {
  return { type: string, data };
}

export function ofInt(data: number): GoValue {
  return { type: int, data };
}

/** JSON decoded into `interface {}`, with the numbers' text kept. */
export function ofJson(data: unknown): MaybeValue {
  if (data === null || data === undefined) return undefined;
  if (typeof data === "string") return ofString(data);
  if (typeof data === "boolean") return { type: bool, data };
  if (typeof data === "number") return { type: jsonNumber, data: String(data) };
  return { type: Array.isArray(data) ? dynamicSlice : dynamicMap, data };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const NILLABLE: ReadonlySet<string> = new Set(["slice", "map", "pointer", "interface"]);

export function canBeNil(type: GoType): boolean {
  return NILLABLE.has(type.kind);
}

export function isNil({ type, data }: GoValue): boolean {
  return canBeNil(type) && (data === null || data === undefined);
}

const INTS: ReadonlySet<string> = new Set<IntKind>(["int", "int64"]);
const UINTS: ReadonlySet<string> = new Set<UintKind>(["uint", "uint8", "uint16", "uint32", "uint64"]);

export function isInt(type: GoType): boolean {
  return INTS.has(type.kind);
}

export function isUint(type: GoType): boolean {
  return UINTS.has(type.kind);
}

export function textOf({ data }: GoValue): string {
  return typeof data === "string" ? data : String(data ?? "");
}

export function numberOf({ data }: GoValue): number {
  return typeof data === "number" ? data : Number(data ?? 0);
}

/** The elements of a slice or an array. */
export function elementsOf({ type, data }: GoValue): readonly GoValue[] {
  if (type.kind !== "slice" && type.kind !== "array") return [];
  const items: readonly unknown[] = Array.isArray(data) ? data : [];
  const length = type.kind === "array" ? type.length : items.length;
  return Array.from({ length }, (_, at) => ({ type: type.element, data: items[at] }));
}

/** A map's entries in the order of their keys, which is how Go prints and ranges over them. */
export function entriesOf({ type, data }: GoValue): readonly (readonly [GoValue, GoValue])[] {
  if (type.kind !== "map" || !isRecord(data)) return [];
  return Object.keys(data)
    .sort(compareText)
    .map((key) => [
      { type: type.key, data: key },
      { type: type.element, data: data[key] },
    ]);
}

export function entryOf({ type, data }: GoValue, key: string): MaybeValue {
  if (type.kind !== "map" || !isRecord(data) || !Object.hasOwn(data, key)) return undefined;
  return { type: type.element, data: data[key] };
}

/** What a pointer points to or an interface holds; `undefined` for nil. */
export function elem(value: GoValue): MaybeValue {
  if (isNil(value)) return undefined;
  if (value.type.kind === "pointer") return { type: value.type.element, data: value.data };
  return value.type.kind === "interface" ? ofJson(value.data) : value;
}

/** Follows all pointers and interfaces, up to a nil one. */
export function indirect(value: MaybeValue): { readonly value: MaybeValue; readonly isNil: boolean } {
  let at = value;
  while (at !== undefined && (at.type.kind === "pointer" || at.type.kind === "interface")) {
    if (isNil(at)) return { value: at, isNil: true };
    at = elem(at);
  }
  return { value: at, isNil: false };
}

/** What an interface holds, or the value itself. */
export function indirectInterface(value: MaybeValue): MaybeValue {
  return value?.type.kind === "interface" ? elem(value) : value;
}

/** A field by Go's name for it, also of an embedded struct; the outermost one wins. */
export function fieldOf(value: GoValue, name: string): MaybeValue {
  if (value.type.kind !== "struct") return undefined;
  const field = findField(value.type, name);
  return field === undefined ? undefined : fieldValue(value, field);
}

export function hasField(type: GoType, name: string): boolean {
  return type.kind === "struct" && findField(type, name) !== undefined;
}

export function fieldValue({ data }: GoValue, field: Field): GoValue {
  if (field.embedded) return { type: field.type, data };
  return { type: field.type, data: isRecord(data) ? data[field.json] : undefined };
}

/** Embedded structs share the record of the struct they are in, so a promoted field can be read from there. */
function findField(type: Struct, name: string): Field | undefined {
  const own = type.fields.find((field) => field.name === name);
  if (own !== undefined) return own;
  for (const { embedded, type: inner } of type.fields) {
    const struct = inner.kind === "pointer" ? inner.element : inner;
    if (!embedded || struct.kind !== "struct") continue;
    const found = findField(struct, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function methodOf({ type }: GoValue, name: string): Method | undefined {
  for (const one of type.kind === "pointer" ? [type, type.element] : [type]) {
    if (one.methods !== undefined && Object.hasOwn(one.methods, name)) return one.methods[name];
  }
  return undefined;
}

/** What counts as true in `if`: everything but false, 0, nil, and empty values. A struct is always true. */
export function isTrue(value: MaybeValue): boolean {
  if (value === undefined) return false;
  switch (value.type.kind) {
    case "bool":
      return value.data === true;
    case "string":
      return textOf(value) !== "";
    case "slice":
    case "array":
      return elementsOf(value).length > 0;
    case "map":
      return entriesOf(value).length > 0;
    case "pointer":
    case "interface":
      return !isNil(value);
    case "struct":
      return true;
    default:
      return numberOf(value) !== 0;
  }
}

const encoder = new TextEncoder();

/** The bytes of a string, which is what Go counts, indexes and slices. */
export function bytesOf(value: GoValue): Uint8Array {
  return encoder.encode(textOf(value));
}

/** A byte of a string is a number to Go. */
export function ofByte(data: number): GoValue {
  return { type: uint8, data };
}
