/** `util.inspect` in the guest: Node's layout for what learners print. JavaScript of the container's VM. */
export const INSPECT = String.raw`
const { inspect, format } = (() => {
  const plainKey = /^[A-Za-z_$][\w$]*$/;
  function quote(text) {
    let mark = "'";
    if (text.includes("'")) mark = !text.includes('"') ? '"' : !text.includes("\x60") ? "\x60" : "'";
    const body = text.replace(/[\\\x00-\x1f\x7f]/g, (c) => {
      const known = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v", "\\": "\\\\" }[c];
      return known || "\\x" + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
    });
    return mark + (mark === "'" ? body.replace(/'/g, "\\'") : body) + mark;
  }
  function primitive(value) {
    if (typeof value === "string") return quote(value);
    if (typeof value === "bigint") return value + "n";
    if (Object.is(value, -0)) return "-0";
    if (typeof value === "symbol") return value.toString();
    return String(value);
  }
  const COLOURS = { string: 32, number: 33, bigint: 33, boolean: 33, undefined: 90, symbol: 32, special: 36, date: 35, regexp: 31 };
  function paint(text, style, options) {
    if (!options.colors) return text;
    if (style === "null") return "\x1b[1m" + text + "\x1b[22m";
    const code = COLOURS[style];
    return code ? "\x1b[" + code + "m" + text + "\x1b[39m" : text;
  }
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
    const keys = hidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
    for (const symbol of Object.getOwnPropertySymbols(value)) {
      if (hidden || Object.getOwnPropertyDescriptor(value, symbol).enumerable) keys.push(symbol);
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
    const name = typeof key === "symbol" ? "[" + key.toString() + "]" : plainKey.test(key) ? key : quote(key);
    return (found.enumerable === false ? "[" + name + "]" : name) + ": " + text;
  }
  const bareLength = (text, options) => (options.colors ? text.replace(/\x1b\[\d+m/g, "") : text).length;
  /** As Node lays short array items out in columns. */
  function groupItems(items, value, state, extra) {
    const { options } = state;
    const count = items.length - (extra ? 1 : 0);
    let total = 0;
    let longest = 0;
    const lengths = [];
    for (let index = 0; index < count; index++) {
      const length = bareLength(items[index], options);
      lengths.push(length);
      total += length + 2;
      longest = Math.max(longest, length);
    }
    const width = longest + 2;
    if (!(width * 3 + state.indent < options.breakLength) || !(total / width > 5 || longest <= 6)) return items;
    const bias = Math.sqrt(width - total / items.length);
    const biased = Math.max(width - 3 - bias, 1);
    const columns = Math.min(
      Math.round(Math.sqrt(2.5 * biased * count) / biased),
      Math.floor((options.breakLength - state.indent) / width),
      options.compact * 4,
      15,
    );
    if (columns <= 1) return items;
    const widths = [];
    for (let column = 0; column < columns; column++) {
      let most = 0;
      for (let row = column; row < count; row += columns) most = Math.max(most, lengths[row]);
      widths.push(most + 2);
    }
    let numeric = true;
    for (let index = 0; index < count; index++) {
      if (typeof value[index] !== "number" && typeof value[index] !== "bigint") { numeric = false; break; }
    }
    const rows = [];
    for (let at = 0; at < count; at += columns) {
      const end = Math.min(at + columns, count);
      let row = "";
      let index = at;
      for (; index < end - 1; index++) {
        const cell = items[index] + ", ";
        const size = widths[index - at] + items[index].length - lengths[index];
        row += numeric ? cell.padStart(size) : cell.padEnd(size);
      }
      row += numeric ? items[index].padStart(widths[index - at] + items[index].length - lengths[index] - 2) : items[index];
      rows.push(row);
    }
    if (extra) rows.push(items[count]);
    return rows;
  }
  function layout(given, base, open, close, state, value, extra) {
    const { options } = state;
    let items = given;
    const lead = base ? base + " " : "";
    if (options.compact >= 1) {
      const count = items.length;
      if (value && count > 6) items = groupItems(items, value, state, extra);
      if (state.current - state.depth < options.compact && count === items.length) {
        const start = items.length + state.indent + open.length + base.length + 10;
        let total = items.length + start;
        for (const item of items) total += bareLength(item, options);
        const line = items.join(", ");
        if (total <= options.breakLength && !base.includes("\n") && !line.includes("\n")) return lead + open + " " + line + " " + close;
      }
    }
    const indent = "\n" + " ".repeat(state.indent);
    return lead + open + indent + "  " + items.join("," + indent + "  ") + indent + close;
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
      return paint("[Circular *" + state.circular.get(value) + "]", "special", options);
    }
    return object(value, state);
  }
  function object(value, state) {
    const { options } = state;
    const name = constructorName(value);
    const tagged = value[Symbol.toStringTag];
    const tag = typeof tagged === "string" && tagged !== "" && tagged !== name ? " [" + tagged + "]" : "";
    let keys = keysOf(value, options.showHidden);
    let open = "{";
    let close = "}";
    let prefix = name === null ? (tagged === "Module" ? "[Module: null prototype]" : "[Object: null prototype]" + tag) : name === "Object" && !tag ? "" : name + tag;
    let items = [];
    let list = null;
    let bare = null;
    if (Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      open = "[";
      close = "]";
      list = value;
      prefix = Array.isArray(value) && name === "Array" ? "" : (name || "[Object: null prototype]") + "(" + value.length + ")";
      keys = keys.filter((key) => typeof key === "symbol" || !/^(0|[1-9]\d*)$/.test(key));
      if (typeof Buffer === "function" && value instanceof Buffer) {
        const shown = Array.from(value.slice(0, 50), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
        return "<Buffer" + (shown ? " " + shown : "") + (value.length > 50 ? " ... " + (value.length - 50) + " more byte" + (value.length > 51 ? "s" : "") : "") + ">";
      }
    } else if (value instanceof Map) prefix = name + "(" + value.size + ")";
    else if (value instanceof Set) prefix = name + "(" + value.size + ")";
    else if (typeof value === "function") {
      const isClass = /^class\b/.test(Function.prototype.toString.call(value));
      const kind = isClass ? "class" : name || "Function";
      const parent = isClass && Object.getPrototypeOf(value) && Object.getPrototypeOf(value).name;
      bare = "[" + kind + (isClass ? " " + (value.name || "(anonymous)") : value.name ? ": " + value.name : " (anonymous)") + (parent ? " extends " + parent : "") + "]";
      bare = paint(bare, "special", options);
    } else if (value instanceof RegExp) bare = paint(String(value), "regexp", options);
    else if (value instanceof Date) bare = paint(Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString(), "date", options);
    else if (value instanceof Error) {
      bare = errorText(value, state);
      keys = keys.filter((key) => key !== "stack" && key !== "message" && !(key === "name" && bare.includes(String(value.name))));
      if (Object.prototype.hasOwnProperty.call(value, "cause") && !keys.includes("cause")) keys.push("cause");
      if (value.errors !== undefined && Array.isArray(value.errors) && !keys.includes("errors")) keys.push("errors");
    } else if (value instanceof Promise) prefix = "Promise";
    else if (value instanceof WeakMap || value instanceof WeakSet) items.push(paint("<items unknown>", "special", options));
    else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      bare = paint("[" + name + ": " + primitive(value.valueOf()) + "]", typeof value.valueOf(), options);
      keys = keys.filter((key) => typeof key === "symbol" || !/^\d+$/.test(key));
    } else if (value instanceof ArrayBuffer) {
      const bytes = new Uint8Array(value);
      items.push("[Uint8Contents]: <" + Array.from(bytes.slice(0, 50), (byte) => byte.toString(16).padStart(2, "0")).join(" ") + ">", "byteLength: " + paint(String(value.byteLength), "number", options));
    } else if (Object.prototype.toString.call(value) === "[object Arguments]") prefix = "[Arguments]";
    if (bare !== null && keys.length === 0) return bare;
    const empty = keys.length === 0 && items.length === 0 && !(list && list.length > 0) && !(value.size > 0) && !(value instanceof Promise);
    if (bare === null && empty) return (prefix ? prefix + " " : "") + open + close;
    if (options.depth !== null && state.depth > options.depth) {
      const shown = Array.isArray(value) ? "Array" : name === null ? "Object: null prototype" : name + tag;
      return paint("[" + shown + "]", "special", options);
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
    let extra = false;
    if (list) {
      const limit = Math.min(list.length, options.maxArrayLength === null ? Infinity : options.maxArrayLength);
      let holes = 0;
      const flush = () => {
        if (holes > 0) items.push(paint("<" + holes + " empty item" + (holes > 1 ? "s" : "") + ">", "undefined", options));
        holes = 0;
      };
      for (let index = 0; index < limit; index++) {
        if (Array.isArray(list) && !(index in list)) holes++;
        else {
          flush();
          items.push(deeper(() => property(list, String(index), state, "item")));
        }
      }
      flush();
      const more = list.length - limit;
      if (more > 0) items.push("... " + more + " more item" + (more > 1 ? "s" : ""));
      extra = more > 0;
    } else if (value instanceof Map) {
      for (const [key, one] of value) items.push(deeper(() => walk(key, state) + " => " + walk(one, state)));
    } else if (value instanceof Set) {
      for (const one of value) items.push(deeper(() => walk(one, state)));
    } else if (value instanceof Promise) {
      const [status, result] = internal.promiseState(value);
      items.push(status === "pending" ? paint("<pending>", "special", options) : deeper(() => (status === "rejected" ? paint("<rejected>", "special", options) + " " : "") + walk(result, state)));
    }
    for (const key of keys) items.push(deeper(() => property(value, key, state, "key")));
    state.seen.pop();
    const mark = state.circular.get(value);
    const reference = mark === undefined ? "" : paint("<ref *" + mark + ">", "special", options);
    if (bare === null) {
      const start = (prefix ? prefix + " " : "") + open;
      if (items.length === 0) return (reference ? reference + " " : "") + start + close;
      return layout(items, "", (reference ? reference + " " : "") + start, close, state, list, extra);
    }
    return layout(items, (reference ? reference + " " : "") + bare, open, close, state, undefined, false);
  }
  function errorText(error, state) {
    const stack = typeof error.stack === "string" && error.stack !== "" ? error.stack : Error.prototype.toString.call(error);
    let text = stack;
    const at = stack.indexOf("\n    at");
    if (at < 0) text = "[" + stack + "]";
    const pad = " ".repeat(state.indent);
    return state.indent > 0 ? text.split("\n").join("\n" + pad) : text;
  }
  const DEFAULTS = { depth: 2, colors: false, showHidden: false, compact: 3, breakLength: 80, maxArrayLength: 100 };
  function inspect(value, given, ...old) {
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
  function format(...args) {
    return formatWith({}, ...args);
  }
  function formatWith(options, first, ...rest) {
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
            if (typeof value === "string") return value;
            if (typeof value === "bigint") return value + "n";
            if (typeof value === "object" && value !== null) {
              const own = typeof value.toString === "function" && value.toString !== Object.prototype.toString && value.toString !== Array.prototype.toString;
              return own && !(value instanceof Error && false) ? String(value) : inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
            }
            return Object.is(value, -0) ? "-0" : String(value);
          case "%d":
            return typeof value === "bigint" ? value + "n" : typeof value === "symbol" ? "NaN" : typeof value === "object" ? "NaN" : String(Number(value));
          case "%i":
            return typeof value === "bigint" ? value + "n" : typeof value === "object" || typeof value === "symbol" ? "NaN" : String(Number.parseInt(value));
          case "%f":
            return typeof value === "symbol" ? "NaN" : String(Number.parseFloat(value));
          case "%j":
            try {
              return JSON.stringify(value);
            } catch {
              return "[Circular]";
            }
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
    for (const value of rest.slice(used)) text += " " + (typeof value === "string" ? value : inspect(value, options));
    return text;
  }
  return { inspect, format: Object.assign(format, { with: formatWith }) };
})();
`;
