import { Buffer } from "./buffer.js";
import { stateOf } from "./calls.js";
import { layout } from "./inspect-layout.js";
import { paint, plainKey, primitive, quote } from "./inspect-text.js";

function constructorName(value) {
  let at = value;
  while (at !== null && (typeof at === "object" || typeof at === "function")) {
    const found = Object.getOwnPropertyDescriptor(at, "constructor");
    if (found && typeof found.value === "function" && found.value.name !== "") return found.value.name;
    at = Object.getPrototypeOf(at);
  }
  return null;
}
function keysOf(value, hidden) {
  /** @type {(string | symbol)[]} */
  const keys = hidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (hidden || Object.getOwnPropertyDescriptor(value, symbol)?.enumerable) keys.push(symbol);
  }
  return keys;
}
function property(value, key, state, kind) {
  const found = Object.getOwnPropertyDescriptor(value, key) || { value: value[key] };
  let text;
  if (found.get) text = paint(found.set ? "[Getter/Setter]" : "[Getter]", "special", state.options);
  else if (found.set) text = paint("[Setter]", "special", state.options);
  else text = walk(found.value, state);
  if (kind === "item") return text;
  const name =
    typeof key === "symbol"
      ? `[${paint(key.toString(), "symbol", state.options)}]`
      : plainKey.test(key)
        ? key
        : paint(quote(key), "string", state.options);
  return `${found.enumerable === false ? `[${name}]` : name}: ${text}`;
}
function walk(value, state) {
  const { options } = state;
  if (value === null) return paint("null", "null", options);
  if (typeof value !== "object" && typeof value !== "function") {
    return paint(primitive(value), typeof value, options);
  }
  const custom = value[Symbol.for("nodejs.util.inspect.custom")];
  if (typeof custom === "function" && custom !== inspect) {
    const out = custom.call(value, options.depth - state.depth, options, inspect);
    if (out !== value) return typeof out === "string" ? out : walk(out, state);
  }
  if (state.seen.includes(value)) {
    if (!state.circular.has(value)) state.circular.set(value, state.circular.size + 1);
    return paint(`[Circular *${state.circular.get(value)}]`, "special", options);
  }
  return object(value, state);
}
/** @param {any} value */
function object(value, state) {
  const { options } = state;
  const name = constructorName(value);
  const tagged = value[Symbol.toStringTag];
  const tag = typeof tagged === "string" && tagged !== "" && tagged !== name ? ` [${tagged}]` : "";
  let keys = keysOf(value, options.showHidden);
  let open = "{";
  let close = "}";
  let prefix =
    name === null
      ? tagged === "Module"
        ? "[Module: null prototype]"
        : `[Object: null prototype]${tag}`
      : name === "Object" && !tag
        ? ""
        : name + tag;
  const items = [];
  /** @type {ArrayLike<unknown> | undefined} */
  let list;
  /** @type {string | undefined} */
  let bare;
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    open = "[";
    close = "]";
    list = /** @type {any} */ (value);
    prefix =
      Array.isArray(value) && name === "Array"
        ? ""
        : `${name || "[Object: null prototype]"}(${list?.length})`;
    keys = keys.filter((key) => typeof key === "symbol" || !/^(0|[1-9]\d*)$/.test(key));
    if (value instanceof Buffer) {
      const shown = Array.from(value.slice(0, 50), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
      return (
        "<Buffer " +
        shown +
        (value.length > 50 ? ` ... ${value.length - 50} more byte${value.length > 51 ? "s" : ""}` : "") +
        ">"
      );
    }
  } else if (value instanceof Map) prefix = `${name}(${value.size})`;
  else if (value instanceof Set) prefix = `${name}(${value.size})`;
  else if (typeof value === "function") {
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    const kind = isClass ? "class" : name || "Function";
    const parent = isClass && Object.getPrototypeOf(value)?.name;
    bare =
      "[" +
      kind +
      (isClass ? ` ${value.name || "(anonymous)"}` : value.name ? `: ${value.name}` : " (anonymous)") +
      (parent ? ` extends ${parent}` : "") +
      "]";
    bare = paint(bare, "special", options);
  } else if (value instanceof RegExp) bare = paint(String(value), "regexp", options);
  else if (value instanceof Date)
    bare = paint(Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString(), "date", options);
  else if (value instanceof Error) {
    const shown = errorText(value, state);
    bare = shown;
    keys = keys.filter(
      (key) =>
        key !== "stack" && key !== "message" && !(key === "name" && shown.includes(String(value.name))),
    );
    if (Object.hasOwn(value, "cause") && !keys.includes("cause")) keys.push("cause");
    if ("errors" in value && Array.isArray(value.errors) && !keys.includes("errors")) keys.push("errors");
  } else if (value instanceof Promise) prefix = "Promise";
  else if (value instanceof WeakMap || value instanceof WeakSet)
    items.push(paint("<items unknown>", "special", options));
  else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    bare = paint(`[${name}: ${primitive(value.valueOf())}]`, typeof value.valueOf(), options);
    keys = keys.filter((key) => typeof key === "symbol" || !/^\d+$/.test(key));
  } else if (value instanceof ArrayBuffer) {
    const bytes = Array.from(new Uint8Array(value).slice(0, 50), (byte) =>
      byte.toString(16).padStart(2, "0"),
    );
    if (!state.typedArray) items.push(`[Uint8Contents]: <${bytes.join(" ")}>`);
    items.push(`byteLength: ${paint(String(value.byteLength), "number", options)}`);
  } else if (Object.prototype.toString.call(value) === "[object Arguments]") prefix = "[Arguments]";
  if (bare !== undefined && keys.length === 0) return bare;
  const empty =
    keys.length === 0 &&
    items.length === 0 &&
    !(list && (list.length > 0 || (options.showHidden && ArrayBuffer.isView(value)))) &&
    !(value.size > 0) &&
    !(value instanceof Promise);
  if (bare === undefined && empty) return (prefix ? `${prefix} ` : "") + open + close;
  if (options.depth !== null && state.depth > options.depth) {
    const shown = Array.isArray(value) ? "Array" : name === null ? "Object: null prototype" : name + tag;
    return paint(`[${shown}]`, "special", options);
  }
  state.seen.push(value);
  state.current = state.depth;
  const deeper = (act) => {
    state.depth++;
    state.indent += 2;
    const text = act();
    state.indent -= 2;
    state.depth--;
    return text;
  };
  const limit = options.maxArrayLength === null ? Infinity : options.maxArrayLength;
  /** Says in words what is left out. */
  const rest = (count) => {
    if (count > 0) items.push(`... ${count} more item${count > 1 ? "s" : ""}`);
    return count > 0;
  };
  let extra = false;
  if (list) {
    let index = 0;
    while (index < list.length && items.length < limit) {
      const first = index;
      while (Array.isArray(list) && index < list.length && !(index in list)) index++;
      const holes = index - first;
      if (holes > 0) items.push(paint(`<${holes} empty item${holes > 1 ? "s" : ""}>`, "undefined", options));
      else {
        const key = String(index++);
        items.push(deeper(() => property(list, key, state, "item")));
      }
    }
    extra = rest(list.length - index);
    if (options.showHidden && ArrayBuffer.isView(value)) {
      state.typedArray = true;
      for (const key of ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"])
        items.push(deeper(() => `[${key}]: ${walk(value[key], state)}`));
      state.typedArray = false;
    }
  } else if (value instanceof Map) {
    for (const [key, one] of [...value].slice(0, limit))
      items.push(deeper(() => `${walk(key, state)} => ${walk(one, state)}`));
    rest(value.size - limit);
  } else if (value instanceof Set) {
    for (const one of [...value].slice(0, limit)) items.push(deeper(() => walk(one, state)));
    rest(value.size - limit);
  } else if (value instanceof Promise) {
    const [status, result] = stateOf(value);
    items.push(
      status === "pending"
        ? paint("<pending>", "special", options)
        : deeper(
            () =>
              (status === "rejected" ? `${paint("<rejected>", "special", options)} ` : "") +
              walk(result, state),
          ),
    );
  }
  for (const key of keys) items.push(deeper(() => property(value, key, state, "key")));
  state.seen.pop();
  const mark = state.circular.get(value);
  const reference = mark === undefined ? "" : paint(`<ref *${mark}>`, "special", options);
  if (bare === undefined) {
    const start = (prefix ? `${prefix} ` : "") + open;
    if (items.length === 0) return (reference ? `${reference} ` : "") + start + close;
    return layout(items, "", (reference ? `${reference} ` : "") + start, close, state, list, extra);
  }
  return layout(items, (reference ? `${reference} ` : "") + bare, open, close, state, undefined, false);
}
function errorText(error, state) {
  const stack =
    typeof error.stack === "string" && error.stack !== ""
      ? error.stack
      : Error.prototype.toString.call(error);
  let text = stack;
  const at = stack.indexOf("\n    at");
  if (at < 0) text = `[${stack}]`;
  const pad = " ".repeat(state.indent);
  return state.indent > 0 ? text.split("\n").join(`\n${pad}`) : text;
}
const DEFAULTS = {
  depth: 2,
  colors: false,
  showHidden: false,
  compact: 3,
  breakLength: 80,
  maxArrayLength: 100,
};
/** `util.inspect`, in Node's layout for what learners print. */
export function inspect(value, given, ...old) {
  const options = { ...DEFAULTS, ...(typeof given === "object" && given !== null ? given : {}) };
  if (typeof given === "boolean") {
    options.showHidden = given;
    if (old[0] !== undefined) options.depth = old[0];
  }
  if (options.compact === true) options.compact = 3;
  if (options.compact === false) options.compact = 0;
  return walk(value, { options, depth: 0, current: 0, indent: 0, seen: [], circular: new Map() });
}
inspect.custom = Symbol.for("nodejs.util.inspect.custom");
inspect.defaultOptions = DEFAULTS;
