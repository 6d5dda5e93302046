import { quote } from "../../display/go-text.js";
import { goText } from "./value.js";

/** The verbs of Go's `fmt.Sprintf` that make sense for text, numbers and booleans. */
export function sprintf(format: string, values: readonly unknown[]): string {
  let used = 0;
  const text = format.replace(
    /%([-+ 0#]*)(\d+)?(?:\.(\d+))?(.)/gs,
    (_, flags: string, width, precision, verb: string) => {
      if (verb === "%") return "%";
      if (used >= values.length) return `%!${verb}(MISSING)`;
      const value = values[used];
      used += 1;
      const body = formatted(verb, value, precision === undefined ? undefined : Number(precision));
      const padded = Number(width ?? 0);
      if (flags.includes("-")) return body.padEnd(padded);
      return flags.includes("0") && typeof value === "number"
        ? body.padStart(padded, "0")
        : body.padStart(padded);
    },
  );
  const extra = values.slice(used);
  return extra.length === 0
    ? text
    : `${text}%!(EXTRA ${extra.map((value) => `${typeName(value)}=${goText(value)}`).join(", ")})`;
}

function formatted(verb: string, value: unknown, precision: number | undefined): string {
  switch (verb) {
    case "v":
      return goText(value);
    case "s":
      if (typeof value !== "number" && typeof value !== "boolean") return cut(goText(value), precision);
      break;
    case "q":
      if (typeof value === "string") return quote(cut(value, precision));
      break;
    case "d":
      if (typeof value === "number") return Math.trunc(value).toString();
      break;
    case "x":
    case "X": {
      const hex =
        typeof value === "number"
          ? Math.trunc(value).toString(16)
          : Array.from(new TextEncoder().encode(goText(value)), (byte) =>
              byte.toString(16).padStart(2, "0"),
            ).join("");
      return verb === "x" ? hex : hex.toUpperCase();
    }
    case "t":
      if (typeof value === "boolean") return String(value);
      break;
    case "f":
      if (typeof value === "number") return value.toFixed(precision ?? 6);
      break;
  }
  return `%!${verb}(${typeName(value)}=${goText(value)})`;
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : [...text].slice(0, precision).join("");
}

function typeName(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float64";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string"
    ? "string"
    : Array.isArray(value)
      ? "[]interface {}"
      : "map[string]interface {}";
}
