/**
 * Go's types, as far as templates and printing look at them. `name` is what Go calls the type in its messages:
 * `[]string`, `*types.Health`, `container.NetworkMode`.
 */
export type GoType = Basic | Slice | ArrayType | MapType | Pointer | Interface | Struct;

/** Kinds with a single value. */
type BasicKind = "bool" | "string" | "float64" | IntKind | UintKind;
export type IntKind = "int" | "int64";
export type UintKind = "uint" | "uint8" | "uint16" | "uint32" | "uint64";

interface Named {
  readonly name: string;
  /** What a template can call; `String` is also what printing calls. */
  readonly methods?: Methods;
  /** `MarshalJSON`: what JSON contains instead of the kind's own form. */
  readonly json?: (data: unknown) => unknown;
}

export interface Basic extends Named {
  readonly kind: BasicKind;
}
export interface Slice extends Named {
  readonly kind: "slice";
  readonly element: GoType;
}
export interface ArrayType extends Named {
  readonly kind: "array";
  readonly element: GoType;
  readonly length: number;
}
export interface MapType extends Named {
  readonly kind: "map";
  readonly key: Basic;
  readonly element: GoType;
}
export interface Pointer extends Named {
  readonly kind: "pointer";
  readonly element: GoType;
}
/** `interface {}`: the value tells its type. */
export interface Interface extends Named {
  readonly kind: "interface";
}
export interface Struct extends Named {
  readonly kind: "struct";
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  /** The member's name in JSON. */
  readonly json: string;
  readonly omitEmpty: boolean;
  readonly type: GoType;
  /** Its members are also members of the struct it is embedded in, in JSON too. */
  readonly embedded: boolean;
}

/** Methods without arguments that return one value, or with one text (`Label "name"`). */
export interface Method {
  readonly parameters: readonly Basic[];
  readonly result: GoType;
  readonly call: (data: unknown, ...args: readonly string[]) => unknown;
}
export type Methods = Readonly<Record<string, Method>>;

export const bool: Basic = { kind: "bool", name: "bool" };
export const string: Basic = { kind: "string", name: "string" };
export const int: Basic = { kind: "int", name: "int" };
export const int64: Basic = { kind: "int64", name: "int64" };
export const uint: Basic = { kind: "uint", name: "uint" };
export const uint8: Basic = { kind: "uint8", name: "uint8" };
export const uint16: Basic = { kind: "uint16", name: "uint16" };
export const uint32: Basic = { kind: "uint32", name: "uint32" };
export const uint64: Basic = { kind: "uint64", name: "uint64" };
export const float64: Basic = { kind: "float64", name: "float64" };
export const anything: Interface = { kind: "interface", name: "interface {}" };

/** `type mount.Propagation string` */
export function defined<Type extends GoType>(name: string, type: Type, methods?: Methods): Type {
  return { ...type, name, ...(methods === undefined ? {} : { methods }) };
}

export function slice(element: GoType): Slice {
  return { kind: "slice", name: `[]${element.name}`, element };
}

export function array(length: number, element: GoType): ArrayType {
  return { kind: "array", name: `[${length}]${element.name}`, element, length };
}

export function map(key: Basic, element: GoType): MapType {
  return { kind: "map", name: `map[${key.name}]${element.name}`, key, element };
}

export function pointer(element: GoType): Pointer {
  return { kind: "pointer", name: `*${element.name}`, element };
}

/** A field in a struct's description: its type, or the type with its tag. */
export type FieldDescription = GoType | TaggedField;

interface TaggedField {
  readonly tagged: true;
  readonly type: GoType;
  readonly json?: string;
  readonly omitEmpty: boolean;
  readonly embedded: boolean;
}

/** Left out of JSON when it is empty: `json:",omitempty"`. */
export function optional(type: GoType, json?: string): TaggedField {
  return { tagged: true, type, omitEmpty: true, embedded: false, ...(json === undefined ? {} : { json }) };
}

/** Another name in JSON: `json:"Id"`. */
export function as(json: string, type: GoType): TaggedField {
  return { tagged: true, type, json, omitEmpty: false, embedded: false };
}

export function embedded(type: GoType): TaggedField {
  return { tagged: true, type, omitEmpty: false, embedded: true };
}

/** A struct whose fields are in Go's order. */
export function struct(
  name: string,
  fields: Readonly<Record<string, FieldDescription>>,
  methods?: Methods,
): Struct {
  return {
    kind: "struct",
    name,
    fields: Object.entries(fields).map(([field, description]) => {
      const tag = "tagged" in description ? description : as(field, description);
      const { type, omitEmpty, embedded } = tag;
      return { name: field, json: tag.json ?? field, type, omitEmpty, embedded };
    }),
    ...(methods === undefined ? {} : { methods }),
  };
}

/** A method without arguments. */
export function method(result: GoType, call: (data: unknown) => unknown): Method {
  return { parameters: [], result, call };
}
