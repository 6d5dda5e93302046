import {
  elem,
  elementsOf,
  entriesOf,
  fieldValue,
  type GoValue,
  isInt,
  isNil,
  isUint,
  type MaybeValue,
  methodOf,
  numberOf,
  textOf,
} from "../reflect/value.js";
import { formatFloat, formatInteger, formatString } from "./basic.js";
import { type Flags, pad } from "./flags.js";

/**
 * One value as `fmt` prints it. Only pointers at the top are followed; those inside are addresses in Go, and here one that
 * stands for them.
 */
export function print(value: MaybeValue, verb: string, flags: Flags, depth = 0): string {
  if (value === undefined)
    return verb === "v" || verb === "T" ? pad("<nil>", flags) : badVerb(value, verb, flags);
  if (verb === "T") return formatString(value.type.name, "s", flags) ?? "";
  if (verb === "p")
    return value.type.kind === "pointer" ? address(value, verb, flags) : badVerb(value, verb, flags);
  const own = methodOf(value, "String");
  if (own !== undefined && !flags.sharpV && /^[vsxXq]$/.test(verb) && !isNil(value)) {
    return formatString(String(own.call(value.data)), verb, flags) ?? "";
  }
  return ofKind(value, verb, flags, depth);
}

function ofKind(value: GoValue, verb: string, flags: Flags, depth: number): string {
  const { type } = value;
  const inside = (item: MaybeValue) => print(item, verb, flags, depth + 1);
  switch (type.kind) {
    case "bool":
      if (verb === "v" || verb === "t") return pad(String(value.data === true), flags);
      return badVerb(value, verb, flags);
    case "string":
      return formatString(textOf(value), verb, flags) ?? badVerb(value, verb, flags);
    case "float64":
      return formatFloat(numberOf(value), verb, flags) ?? badVerb(value, verb, flags);
    case "map": {
      if (flags.sharpV && isNil(value)) return `${type.name}(nil)`;
      const entries = entriesOf(value).map(([key, item]) => `${inside(key)}:${inside(item)}`);
      return flags.sharpV ? `${type.name}{${entries.join(", ")}}` : `map[${entries.join(" ")}]`;
    }
    case "struct": {
      const named = flags.plusV || flags.sharpV;
      const members = type.fields.map(
        (field) => `${named ? `${field.name}:` : ""}${inside(fieldValue(value, field))}`,
      );
      return flags.sharpV ? `${type.name}{${members.join(", ")}}` : `{${members.join(" ")}}`;
    }
    case "interface": {
      const held = elem(value);
      if (held !== undefined) return inside(held);
      return flags.sharpV ? `${type.name}(nil)` : "<nil>";
    }
    case "slice":
    case "array": {
      if (flags.sharpV && isNil(value)) return `${type.name}(nil)`;
      const items = elementsOf(value).map(inside);
      return flags.sharpV ? `${type.name}{${items.join(", ")}}` : `[${items.join(" ")}]`;
    }
    case "pointer":
      if (depth === 0 && !isNil(value) && /^(slice|array|struct|map)$/.test(type.element.kind)) {
        return `&${inside(elem(value))}`;
      }
      return address(value, verb, flags);
  }
  if (!isInt(type) && !isUint(type)) return badVerb(value, verb, flags);
  return formatInteger(numberOf(value), verb, flags, isInt(type)) ?? badVerb(value, verb, flags);
}

/** Shown where Go shows an address, which is different each time anyway. */
const SOME_ADDRESS = 0xc000012340;

function address(value: GoValue, verb: string, flags: Flags): string {
  const at = isNil(value) ? 0 : SOME_ADDRESS;
  if (verb === "p" || verb === "v") {
    const hex = pad(`${flags.sharp ? "" : "0x"}${at.toString(16)}`, flags);
    if (verb === "v" && flags.sharpV) return `(${value.type.name})(${at === 0 ? "nil" : hex})`;
    return verb === "v" && at === 0 ? pad("<nil>", flags) : hex;
  }
  return /^[bodxX]$/.test(verb) ? (formatInteger(at, verb, flags, false) ?? "") : badVerb(value, verb, flags);
}

/** What Go prints for a verb that does not fit: `%!d(string=text)`. */
function badVerb(value: MaybeValue, verb: string, flags: Flags): string {
  return `%!${verb}(${value === undefined ? "<nil>" : `${value.type.name}=${ofKind(value, "v", flags, 0)}`})`;
}
