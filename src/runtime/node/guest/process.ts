/** `process`, timers, `console` and the errors' stacks in the guest. */
export const PROCESS = String.raw`
class EventEmitter {
  static defaultMaxListeners = 10;
  static once(emitter, name) { return new Promise((resolve, reject) => { emitter.once(name, (...args) => resolve(args)); if (name !== "error") emitter.once("error", reject); }); }
  on(name, listener) { return this.addListener(name, listener); }
  addListener(name, listener) {
    if (typeof listener !== "function") throw internal.codedError(TypeError, "ERR_INVALID_ARG_TYPE", 'The "listener" argument must be of type function. Received ' + (listener === null ? "null" : typeof listener));
    if (name !== "newListener") this.emit("newListener", name, listener);
    events(this).set(name, [...(events(this).get(name) || []), listener]);
    return this;
  }
  prependListener(name, listener) { events(this).set(name, [listener, ...(events(this).get(name) || [])]); return this; }
  once(name, listener) {
    const wrapped = (...args) => { this.removeListener(name, wrapped); return listener.apply(this, args); };
    wrapped.listener = listener;
    return this.on(name, wrapped);
  }
  off(name, listener) { return this.removeListener(name, listener); }
  removeListener(name, listener) {
    const list = (events(this).get(name) || []).slice();
    const at = list.findLastIndex((one) => one === listener || one.listener === listener);
    if (at >= 0) list.splice(at, 1);
    if (list.length > 0) events(this).set(name, list); else events(this).delete(name);
    return this;
  }
  removeAllListeners(name) { if (name === undefined) events(this).clear(); else events(this).delete(name); return this; }
  emit(name, ...args) {
    const list = events(this).get(name);
    if (!list) {
      if (name === "error") throw args[0] instanceof Error ? args[0] : internal.codedError(Error, "ERR_UNHANDLED_ERROR", "Unhandled error. (" + inspect(args[0]) + ")");
      return false;
    }
    for (const listener of list) listener.apply(this, args);
    return true;
  }
  listeners(name) { return (events(this).get(name) || []).map((one) => one.listener || one); }
  listenerCount(name) { return (events(this).get(name) || []).length; }
  eventNames() { return [...events(this).keys()]; }
  setMaxListeners() { return this; }
  getMaxListeners() { return 10; }
}
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.once = EventEmitter.once;
const eventTables = new WeakMap();
function events(emitter) { let table = eventTables.get(emitter); if (!table) eventTables.set(emitter, (table = new Map())); return table; }

Error.stackTraceLimit = 10;
const translate = [
  [/^cannot (read|set) property '(.*)' of (null|undefined)$/, (m) => "Cannot " + m[1] + " properties of " + m[3] + " (" + (m[1] === "read" ? "reading" : "setting") + " '" + m[2] + "')"],
  [/^'(.*)' is read-only$/, () => "Assignment to constant variable."],
  [/^unexpected token in expression: '(.+)'$/, (m) => "Unexpected token '" + m[1] + "'"],
  [/^unexpected token in expression: ''$/, () => "Unexpected end of input"],
  [/^expecting '(.*)'$/, () => "Unexpected token"],
  [/^Unexpected identifier '.*'$/, (m) => m[0]],
  [/^(.*) is not initialized$/, (m) => "Cannot access '" + m[1] + "' before initialization"],
  [/^unexpected end of string$/, () => "Invalid or unexpected token"],
];
const known = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError].map((one) => one.prototype);
Error.prepareStackTrace = (error, sites) => {
    let message = error.message;
    if (known.includes(Object.getPrototypeOf(error)) && typeof message === "string") {
      let better;
      for (const [pattern, say] of translate) {
        const found = pattern.exec(message);
        if (found) { better = say(found); break; }
      }
      if (message === "not a function" && sites.length > 0) {
        const line = host("sourceLine", String(sites[0].getFileName()), sites[0].getLineNumber());
        const column = sites[0].getColumnNumber();
        for (const found of line.matchAll(/[\w$]+(?:\s*\.\s*[\w$]+|\[[^\]]*\])*(?=\s*\()/g)) {
          if (found.index < column && column <= found.index + found[0].length + 1) { better = found[0] + " is not a function"; }
        }
      }
      if (better !== undefined && better !== message) {
        Object.defineProperty(error, "message", { value: better, configurable: true, writable: true, enumerable: false });
        message = better;
      }
    }
    const name = typeof error.name === "string" ? error.name : "Error";
    let head = message === undefined || message === "" ? name : name + ": " + message;
    const frames = [];
    let own = 0;
    let last;
    for (const site of sites) {
      const file = site.getFileName();
      if (file && String(file).startsWith("node:")) continue;
      const name = site.getFunctionName();
      const label = name && name !== "<eval>" && name !== "<module>" && name !== "<anonymous>" ? name : "";
      if (file === "<input>") continue;
      if (!file || file === "native") {
        // A native function counts where the program called it, not where we did.
        if ((label && frames.length > 0) || label === "parse") frames.push("    at " + (label === "parse" ? "JSON.parse" : label) + " (<anonymous>)");
        continue;
      }
      const line = site.getLineNumber();
      const column = site.getColumnNumber() - (line === 1 && internal.wrapped.has(file) ? internal.wrapper.length : 0);
      const place = file + ":" + line + ":" + Math.max(1, column);
      frames.push("    at " + (label ? label + " (" + place + ")" : place));
      own = frames.length;
      if (!label && internal.wrapped.has(file)) last = [own - 1, place];
    }
    // The outermost one of a CommonJS file is the file itself.
    if (last && last[0] === own - 1) frames[own - 1] = "    at Object.<anonymous> (" + last[1] + ")";
    frames.length = Math.min(own, Error.stackTraceLimit);
    return [head, ...frames].join("\n");
};

class Stream extends EventEmitter {
  constructor(fd) { super(); this.fd = fd; this.writable = true; if (options.tty) { this.isTTY = true; this.columns = 80; this.rows = 24; } }
  write(chunk, encoding, callback) {
    host("write", this.fd, typeof chunk === "string" ? chunk : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    const done = typeof encoding === "function" ? encoding : callback;
    if (done) process.nextTick(done);
    return true;
  }
  end(chunk) { if (chunk !== undefined) this.write(chunk); }
}
class Input extends EventEmitter {
  constructor() { super(); this.fd = 0; this.readable = true; this.isTTY = options.tty && options.stdinSize === 0 ? true : undefined; this.encodingName = null; this.started = false; }
  setEncoding(name) { this.encodingName = name; return this; }
  on(name, listener) { super.on(name, listener); if (name === "data" || name === "readable" || name === "end") this.resume(); return this; }
  resume() {
    if (this.started) return this;
    this.started = true;
    setTimeout(() => {
      const bytes = this.take();
      if (bytes.length > 0) this.emit("data", this.encodingName ? bytes.toString(this.encodingName) : bytes);
      this.emit("end");
      this.emit("close");
    }, 0);
    return this;
  }
  take() { return wrap(host("stdin")); }
  read() { return this.ended ? null : ((this.ended = true), this.encodingName ? this.take().toString(this.encodingName) : this.take()); }
  pause() { return this; }
  unref() { return this; }
  ref() { return this; }
  async *[Symbol.asyncIterator]() { const bytes = this.take(); if (bytes.length > 0) yield this.encodingName ? bytes.toString(this.encodingName) : bytes; }
}

const process = new EventEmitter();
internal.tag(process, "process");
Object.assign(process, {
  title: "node",
  argv: options.argv,
  argv0: "node",
  execArgv: [],
  execPath: options.execPath,
  env: new Proxy({ ...options.env }, {
    set(target, key, value) { target[key] = String(value); return true; },
  }),
  exitCode: undefined,
  platform: "linux",
  arch: "arm64",
  version: options.version,
  versions: { node: options.version.replace(/^v/, ""), quickjs: options.engine },
  release: { name: "node" },
  pid: options.pid,
  ppid: 1,
  config: {},
  features: {},
  stdout: new Stream(1),
  stderr: new Stream(2),
  stdin: new Input(),
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    internal.runExit();
    host("exit", Number(process.exitCode) || 0);
    for (;;);
  },
  abort() { host("exit", 134); for (;;); },
  kill(pid, signal) { if (pid === process.pid) { host("exit", signal === "SIGKILL" ? 137 : 143); for (;;); } throw internal.codedError(Error, "ESRCH", "kill ESRCH"); },
  cwd: () => host("cwd"),
  chdir(path) { call("chdir", path); },
  nextTick: (callback, ...args) => { ticks.push([callback, args]); if (ticks.length === 1) queueMicrotask(runTicks); },
  uptime: () => performance.now() / 1000,
  hrtime: Object.assign((before) => { const now = performance.now(); let s = Math.floor(now / 1000), n = Math.round((now % 1000) * 1e6); if (before) { s -= before[0]; n -= before[1]; if (n < 0) { s--; n += 1e9; } } return [s, n]; }, { bigint: () => BigInt(Math.round(performance.now() * 1e6)) }),
  memoryUsage: Object.assign(() => { const used = host("memory"); return { rss: used, heapTotal: used, heapUsed: used, external: 0, arrayBuffers: 0 }; }, { rss: () => host("memory") }),
  cpuUsage: () => ({ user: Math.round(performance.now() * 1000), system: 0 }),
  umask: () => options.umask,
  getuid: () => options.uid, geteuid: () => options.uid, getgid: () => options.gid, getegid: () => options.gid,
  emitWarning(warning) { process.stderr.write("(node:" + process.pid + ") " + (warning instanceof Error ? warning.name + ": " + warning.message : "Warning: " + warning) + "\n(Use \x60node --trace-warnings ...\x60 to show where the warning was created)\n"); },
  binding() { throw new Error("No such module"); },
});
const ticks = [];
function runTicks() { for (let next = ticks.shift(); next; next = ticks.shift()) next[0](...next[1]); }
internal.runExit = () => { if (internal.exiting) return; internal.exiting = true; process.emit("exit", Number(process.exitCode) || 0); };

const timers = new Map();
let lastTimer = 0;
class Timeout {
  constructor(id) { this.id = id; }
  ref() { const timer = timers.get(this.id); if (timer) timer.held = true; return this; }
  unref() { const timer = timers.get(this.id); if (timer) timer.held = false; return this; }
  hasRef() { return timers.get(this.id)?.held === true; }
  refresh() { const timer = timers.get(this.id); if (timer) timer.due = performance.now() + timer.delay; return this; }
  close() { timers.delete(this.id); return this; }
  [Symbol.toPrimitive]() { return this.id; }
}
function addTimer(callback, delay, repeat, args) {
  if (typeof callback !== "function") throw internal.codedError(TypeError, "ERR_INVALID_ARG_TYPE", 'The "callback" argument must be of type function. Received ' + (callback === undefined ? "undefined" : inspect(callback)));
  const wait = !(delay >= 1) || delay > 2147483647 ? 1 : Number(delay);
  const id = ++lastTimer;
  timers.set(id, { callback, args, delay: wait, due: performance.now() + wait, repeat, held: true, order: id });
  return new Timeout(id);
}
const setTimeout = (callback, delay, ...args) => addTimer(callback, delay, false, args);
const setInterval = (callback, delay, ...args) => addTimer(callback, delay, true, args);
const setImmediate = (callback, ...args) => { const timer = addTimer(callback, 0, false, args); const held = timers.get(timer.id); held.due = performance.now() - 1; held.immediate = true; return timer; };
const clearTimeout = (timer) => { if (timer !== undefined && timer !== null) timers.delete(typeof timer === "object" ? timer.id : Number(timer)); };
/** Milliseconds until something is due; -1 when nothing keeps the program alive. */
function untilNext() {
  let due = Infinity;
  let held = false;
  for (const timer of timers.values()) { due = Math.min(due, timer.due); held ||= timer.held; }
  return held ? Math.max(0, due - performance.now()) : -1;
}
function runTimer() {
  const now = performance.now();
  let first;
  for (const [id, timer] of timers) {
    if (timer.due <= now && (!first || timer.due < first[1].due || (timer.due === first[1].due && timer.order < first[1].order))) first = [id, timer];
  }
  if (!first) return;
  const [id, timer] = first;
  if (timer.repeat) timer.due = Math.max(now, timer.due) + timer.delay;
  else timers.delete(id);
  timer.callback(...timer.args);
}

const counts = new Map();
const clocks = new Map();
let margin = "";
function print(stream, args) {
  let text = format.with({ colors: options.tty && process.env.NO_COLOR === undefined }, ...args);
  if (margin) text = margin + text.replaceAll("\n", "\n" + margin);
  stream.write(text + "\n");
}
const console = {
  log: (...args) => print(process.stdout, args),
  info: (...args) => print(process.stdout, args),
  debug: (...args) => print(process.stdout, args),
  error: (...args) => print(process.stderr, args),
  warn: (...args) => print(process.stderr, args),
  trace(...args) { const error = new Error(format(...args)); error.name = "Trace"; print(process.stderr, ["Trace" + (args.length ? ": " + format(...args) : "") + "\n" + error.stack.split("\n").slice(1).join("\n")]); },
  dir(value, given) { print(process.stdout, [inspect(value, { colors: options.tty, ...given })]); },
  dirxml: (...args) => print(process.stdout, args),
  assert(value, ...args) { if (!value) print(process.stderr, args.length ? typeof args[0] === "string" ? ["Assertion failed: " + args[0], ...args.slice(1)] : ["Assertion failed:", ...args] : ["Assertion failed"]); },
  count(label = "default") { counts.set(label, (counts.get(label) || 0) + 1); print(process.stdout, [label + ": " + counts.get(label)]); },
  countReset(label = "default") { counts.delete(label); },
  time(label = "default") { clocks.set(label, performance.now()); },
  timeEnd(label = "default") { console.timeLog(label); clocks.delete(label); },
  timeLog(label = "default", ...args) { const ms = performance.now() - (clocks.get(label) || 0); print(process.stdout, [label + ": " + (ms >= 1000 ? (ms / 1000).toFixed(3) + "s" : Number(ms.toFixed(3)) + "ms"), ...args]); },
  group(...args) { if (args.length) print(process.stdout, args); margin += "  "; },
  groupCollapsed(...args) { console.group(...args); },
  groupEnd() { margin = margin.slice(2); },
  table(data, columns) {
    if (typeof data !== "object" || data === null) return console.log(data);
    const rows = data instanceof Map ? [...data].map(([key, value], index) => [index, { Key: key, Values: value }]) : Object.entries(data);
    const names = [];
    let values = false;
    for (const [, row] of rows) {
      if (typeof row === "object" && row !== null) for (const key of columns || Object.keys(row)) { if (!names.includes(key)) names.push(key); }
      else values = true;
    }
    const heads = ["(index)", ...names, ...(values ? ["Values"] : [])];
    const cells = rows.map(([key, row]) => [String(key), ...names.map((name) => (typeof row === "object" && row !== null && name in row ? inspect(row[name], { depth: 0 }) : "")), ...(values ? [typeof row === "object" && row !== null ? "" : inspect(row)] : [])]);
    const widths = heads.map((head, index) => Math.max(head.length, ...cells.map((row) => row[index].length)) + 2);
    const centre = (text, width) => { const left = Math.floor((width - text.length) / 2); return " ".repeat(left) + text + " ".repeat(width - text.length - left); };
    const rule = (a, b, c) => a + widths.map((width) => "─".repeat(width)).join(b) + c;
    const line = (row) => "│" + row.map((text, index) => centre(text, widths[index])).join("│") + "│";
    print(process.stdout, [[rule("┌", "┬", "┐"), line(heads), rule("├", "┼", "┤"), ...cells.map(line), rule("└", "┴", "┘")].join("\n")]);
  },
};
internal.tag(console, "console");
`;
