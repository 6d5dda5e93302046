import type { Struct } from "./reflect/type.js";
import {
  elem,
  elementsOf,
  entriesOf,
  fieldValue,
  type GoValue,
  isNil,
  isRecord,
  isTrue,
  type MaybeValue,
  numberOf,
  textOf,
} from "./reflect/value.js";

/**
 * The result of Go's `json.Marshal` for a typed value, as data for {@link goJson}: every member that the type has, in the
 * type's order, and maps by their keys.
 */
export function marshal(value: MaybeValue): unknown {
  if (value === undefined || isNil(value)) return null;
  const { type } = value;
  if (type.json !== undefined) return type.json(value.data);
  switch (type.kind) {
    case "bool":
      return value.data === true;
    case "string":
      return textOf(value);
    case "slice":
    case "array":
      return elementsOf(value).map(marshal);
    case "map":
      return Object.fromEntries(entriesOf(value).map(([key, item]) => [textOf(key), marshal(item)]));
    case "pointer":
    case "interface":
      return marshal(elem(value));
    case "struct":
      return Object.fromEntries(membersOf(type, value));
    default:
      return numberOf(value);
  }
}

function membersOf(type: Struct, value: GoValue): readonly (readonly [string, unknown])[] {
  return type.fields.flatMap((field) => {
    const member = fieldValue(value, field);
    const inner = field.type.kind === "pointer" ? field.type.element : field.type;
    if (field.embedded && inner.kind === "struct") return isNil(member) ? [] : membersOf(inner, value);
    const isLeftOut = field.json === "-" || (field.omitEmpty && !isTrue(member));
    return isLeftOut ? [] : [[field.json, marshal(member)] as const];
  });
}

/** The data with every other member that Go would write, in Go's order: what a daemon sends. */
export function complete<Data extends object>(type: Struct, data: Data): Data {
  const all = marshal({ type, data });
  return isRecord(all) ? { ...all, ...data } : data;
}
