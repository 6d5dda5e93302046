import { Buffer } from "./buffer.js";
import { inspect } from "./inspect.js";

export function format(...args) {
  return formatWith({}, ...args);
}
export function formatWith(options, first, ...rest) {
  let text = "";
  let used = 0;
  if (typeof first === "string") {
    if (rest.length === 0) return first;
    text = first.replace(/%[sdifjoOc%]/g, (mark) => {
      if (mark === "%%") return "%";
      if (used >= rest.length) return mark;
      const value = rest[used++];
      switch (mark) {
        case "%s":
          return asText(value, options);
        case "%d":
          return typeof value === "bigint"
            ? `${value}n`
            : number(typeof value === "symbol" ? NaN : Number(value));
        case "%i":
          return typeof value === "bigint"
            ? `${value}n`
            : number(typeof value === "symbol" ? NaN : integer(value));
        case "%f":
          return number(typeof value === "symbol" ? NaN : Number.parseFloat(value));
        case "%j":
          return json(value);
        case "%o":
          return inspect(value, { ...options, showHidden: true, depth: 4 });
        case "%O":
          return inspect(value, options);
        default:
          return "";
      }
    });
  } else {
    text = inspect(first, options);
  }
  for (const value of rest.slice(used))
    text += ` ${typeof value === "string" ? value : inspect(value, options)}`;
  return text;
}

/** `0x1f` is 31, since no base is given. */
function integer(value) {
  // biome-ignore lint/correctness/useParseIntRadix: Node's %i leaves the base to the text
  return Number.parseInt(value);
}

function number(value) {
  return Object.is(value, -0) ? "-0" : String(value);
}

function asText(value, options) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return number(value);
  if (typeof value !== "object" || value === null || !hasBuiltInToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

/** Whether `toString` is the language's own, which says less than `inspect`. */
function hasBuiltInToString(value) {
  if (typeof value.toString !== "function") return true;
  if (Object.hasOwn(value, "toString")) return false;
  let at = Object.getPrototypeOf(value);
  while (!Object.hasOwn(at, "toString")) at = Object.getPrototypeOf(at);
  const maker = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
  return typeof maker === "function" && globalThis[maker.name] === maker && maker !== Buffer;
}

function json(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (/circular/i.test(error.message)) return "[Circular]";
    throw error;
  }
}
