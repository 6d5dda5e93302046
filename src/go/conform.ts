import type { GoType, Struct } from "./reflect/type.js";
import { isRecord } from "./reflect/value.js";

/**
 * Whether `json.Unmarshal` would take this JSON value for a variable of that type. Members that the type lacks
 * are passed over, and `null` is nothing of any type, both as in Go.
 */
export function conforms(type: GoType, value: unknown): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case "bool":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    case "slice":
    case "array":
      return Array.isArray(value) && value.every((item: unknown) => conforms(type.element, item));
    case "map":
      return isRecord(value) && Object.values(value).every((item) => conforms(type.element, item));
    case "pointer":
      return conforms(type.element, value);
    case "struct":
      return isRecord(value) && membersConform(type, value);
    case "interface":
      return true;
    case "float64":
      return typeof value === "number";
    default:
      return typeof value === "number" && Number.isInteger(value);
  }
}

function membersConform(type: Struct, value: Readonly<Record<string, unknown>>): boolean {
  return type.fields.every((field) => {
    const inner = field.type.kind === "pointer" ? field.type.element : field.type;
    if (field.embedded && inner.kind === "struct") return membersConform(inner, value);
    const member = value[field.json];
    return member === undefined || conforms(field.type, member);
  });
}
