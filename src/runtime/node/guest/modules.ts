/** `require`, module resolution and the built-in modules in the guest. */
export const MODULES = String.raw`
const path = (() => {
  const normalize = (text) => {
    if (text === "") return ".";
    const absolute = text.startsWith("/");
    const out = [];
    for (const part of text.split("/")) {
      if (part === "" || part === ".") continue;
      if (part === ".." && out.length > 0 && out[out.length - 1] !== "..") out.pop();
      else if (part !== ".." || !absolute) out.push(part);
    }
    const body = (absolute ? "/" : "") + out.join("/") + (text.endsWith("/") && out.length > 0 ? "/" : "");
    return body || (absolute ? "/" : ".");
  };
  const api = {
    sep: "/",
    delimiter: ":",
    normalize,
    join: (...parts) => normalize(parts.filter((part) => part !== "").join("/")),
    resolve(...parts) {
      let out = "";
      for (let at = parts.length - 1; at >= 0 && !out.startsWith("/"); at--) if (parts[at]) out = parts[at] + (out ? "/" + out : "");
      if (!out.startsWith("/")) out = process.cwd() + (out ? "/" + out : "");
      const text = normalize(out);
      return text.length > 1 ? text.replace(/\/$/, "") : text;
    },
    isAbsolute: (text) => text.startsWith("/"),
    dirname(text) { const trimmed = text.replace(/\/+$/, ""); const at = trimmed.lastIndexOf("/"); return at < 0 ? (text.startsWith("/") ? "/" : ".") : at === 0 ? "/" : trimmed.slice(0, at); },
    basename(text, suffix) { const trimmed = text.replace(/\/+$/, ""); const base = trimmed.slice(trimmed.lastIndexOf("/") + 1); return suffix && base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base; },
    extname(text) { const base = api.basename(text); const at = base.lastIndexOf("."); return at <= 0 ? "" : base.slice(at); },
    relative(from, to) {
      const a = api.resolve(from).split("/").filter(Boolean), b = api.resolve(to).split("/").filter(Boolean);
      let same = 0;
      while (same < a.length && same < b.length && a[same] === b[same]) same++;
      return [...a.slice(same).map(() => ".."), ...b.slice(same)].join("/");
    },
    parse(text) { const base = api.basename(text), ext = api.extname(text); const dir = text.includes("/") ? api.dirname(text) : ""; return { root: text.startsWith("/") ? "/" : "", dir, base, ext, name: ext ? base.slice(0, -ext.length) : base }; },
    format: (parts) => (parts.dir ? parts.dir + (parts.dir === "/" ? "" : "/") : parts.root || "") + (parts.base || (parts.name || "") + (parts.ext || "")),
    toNamespacedPath: (text) => text,
  };
  api.posix = api;
  return api;
})();

const util = {
  inspect,
  format,
  formatWithOptions: (given, ...args) => format.with(given, ...args),
  promisify: (callback) => (...args) => new Promise((resolve, reject) => callback(...args, (error, value) => (error ? reject(error) : resolve(value)))),
  callbackify: (work) => (...args) => { const done = args.pop(); work(...args).then((value) => process.nextTick(done, null, value), (error) => process.nextTick(done, error)); },
  inherits(child, parent) { child.super_ = parent; Object.setPrototypeOf(child.prototype, parent.prototype); },
  deprecate: (act) => act,
  isDeepStrictEqual: (a, b) => same(a, b, true),
  stripVTControlCharacters: (text) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ""),
  types: { isPromise: (v) => v instanceof Promise, isDate: (v) => v instanceof Date, isRegExp: (v) => v instanceof RegExp, isMap: (v) => v instanceof Map, isSet: (v) => v instanceof Set, isNativeError: (v) => v instanceof Error, isUint8Array: (v) => v instanceof Uint8Array, isTypedArray: (v) => ArrayBuffer.isView(v) && !(v instanceof DataView), isAnyArrayBuffer: (v) => v instanceof ArrayBuffer },
  isArray: Array.isArray,
  TextEncoder,
  TextDecoder,
};

function same(a, b, strict, seen = []) {
  if (strict ? Object.is(a, b) : a == b || (a !== a && b !== b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  const inner = [...seen, [a, b]];
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (a instanceof Map && b instanceof Map) return a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key), strict, inner));
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((value) => b.has(value) || [...b].some((other) => same(value, other, strict, inner)));
  const x = Object.keys(a), y = Object.keys(b);
  return x.length === y.length && x.every((key) => Object.prototype.hasOwnProperty.call(b, key) && same(a[key], b[key], strict, inner));
}

class AssertionError extends Error {
  constructor(given) {
    super(given.message);
    this.name = "AssertionError";
    this.code = "ERR_ASSERTION";
    this.generatedMessage = given.generated === true;
    this.actual = given.actual;
    this.expected = given.expected;
    this.operator = given.operator;
    Object.defineProperty(this, "stack", { value: this.stack.replace(/^\w+/, "AssertionError [ERR_ASSERTION]"), configurable: true, writable: true });
  }
}
const assert = (() => {
  const check = (ok, message, actual, expected, operator, said) => {
    if (ok) return;
    if (message instanceof Error) throw message;
    throw new AssertionError({ message: message === undefined ? said() : message, generated: message === undefined, actual, expected, operator });
  };
  const compared = (head, a, b) => () => head + "\n\n" + inspect(a) + " !== " + inspect(b) + "\n";
  const deep = (head, a, b) => () => {
    const x = inspect(a, { breakLength: 1, compact: false }).split("\n"), y = inspect(b, { breakLength: 1, compact: false }).split("\n");
    const lines = [];
    for (let at = 0; at < Math.max(x.length, y.length); at++) {
      if (x[at] === y[at]) lines.push("  " + x[at]);
      else { if (x[at] !== undefined) lines.push("+ " + x[at]); if (y[at] !== undefined) lines.push("- " + y[at]); }
    }
    return head + "\n+ actual - expected\n\n" + lines.join("\n");
  };
  const matches = (error, expected) => {
    if (expected === undefined) return true;
    if (expected instanceof RegExp) return expected.test(String(error));
    if (typeof expected === "function") return expected.prototype !== undefined && error instanceof expected ? true : Error.isPrototypeOf(expected) ? false : expected.call({}, error) === true;
    return Object.keys(expected).every((key) => (expected[key] instanceof RegExp && typeof error[key] === "string" ? expected[key].test(error[key]) : same(error[key], expected[key], true)));
  };
  const ok = (value, message) => check(value, message, value, true, "==", () => "The expression evaluated to a falsy value:\n\n  assert(" + inspect(value) + ")\n");
  const api = Object.assign((value, message) => ok(value, message), {
    ok,
    equal: (a, b, message) => check(a == b || (a !== a && b !== b), message, a, b, "==", () => inspect(a) + " == " + inspect(b)),
    notEqual: (a, b, message) => check(a != b, message, a, b, "!=", () => inspect(a) + " != " + inspect(b)),
    strictEqual: (a, b, message) => check(Object.is(a, b), message, a, b, "strictEqual", compared("Expected values to be strictly equal:", a, b)),
    notStrictEqual: (a, b, message) => check(!Object.is(a, b), message, a, b, "notStrictEqual", () => 'Expected "actual" to be strictly unequal to: ' + inspect(b)),
    deepEqual: (a, b, message) => check(same(a, b, false), message, a, b, "deepEqual", deep("Expected values to be loosely deep-equal:", a, b)),
    deepStrictEqual: (a, b, message) => check(same(a, b, true), message, a, b, "deepStrictEqual", deep("Expected values to be strictly deep-equal:", a, b)),
    notDeepStrictEqual: (a, b, message) => check(!same(a, b, true), message, a, b, "notDeepStrictEqual", () => 'Expected "actual" not to be strictly deep-equal to: ' + inspect(b)),
    match: (text, pattern, message) => check(pattern.test(text), message, text, pattern, "match", () => "The input did not match the regular expression " + inspect(pattern) + ". Input:\n\n" + inspect(text) + "\n"),
    fail: (message = "Failed") => check(false, message, undefined, undefined, "fail"),
    throws(act, expected, message) {
      let thrown;
      try { act(); } catch (error) { thrown = { error }; }
      check(thrown, typeof expected === "string" ? expected : message, undefined, expected, "throws", () => "Missing expected exception.");
      if (thrown && typeof expected !== "string" && !matches(thrown.error, expected)) throw thrown.error;
    },
    async rejects(work, expected, message) {
      let thrown;
      try { await (typeof work === "function" ? work() : work); } catch (error) { thrown = { error }; }
      check(thrown, message, undefined, expected, "rejects", () => "Missing expected rejection.");
      if (thrown && typeof expected !== "string" && !matches(thrown.error, expected)) throw thrown.error;
    },
    doesNotThrow(act) { act(); },
    AssertionError,
  });
  api.strict = api;
  return api;
})();

const fs = (() => {
  const text = (target) => (target instanceof Uint8Array ? utf8.decode(target) : typeof target === "object" && target !== null && target.href ? decodeURIComponent(target.pathname) : target);
  const encodingOf = (given) => (typeof given === "string" ? given : given && given.encoding);
  const bytesOf = (data, encoding) => (typeof data === "string" ? encodeText(data, encoding || "utf8") : ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : encodeText(String(data)));
  const valid = (target, name = "path") => {
    if (typeof target === "number") return target === 0 ? "/dev/stdin" : target === 1 ? "/dev/stdout" : target === 2 ? "/dev/stderr" : opened(target).path;
    const out = text(target);
    if (typeof out !== "string") throw internal.codedError(TypeError, "ERR_INVALID_ARG_TYPE", 'The "' + name + '" argument must be of type string or an instance of Buffer or URL. Received ' + inspect(target));
    return path.resolve(out) + (out.length > 1 && out.endsWith("/") ? "/" : "");
  };
  class Stats {
    constructor(raw) {
      Object.assign(this, { dev: 43, mode: raw.typeBits | raw.mode, nlink: raw.nlink, uid: raw.uid, gid: raw.gid, rdev: 0, blksize: 4096, ino: raw.ino, size: raw.size, blocks: Math.ceil(raw.size / 512) });
      for (const key of ["atime", "mtime", "ctime", "birthtime"]) { this[key + "Ms"] = raw.mtime * 1000; this[key] = new Date(raw.mtime * 1000); }
      Object.defineProperty(this, "kind", { value: raw.kind, enumerable: false });
    }
    isFile() { return this.kind === "file"; }
    isDirectory() { return this.kind === "directory"; }
    isSymbolicLink() { return this.kind === "symlink"; }
    isFIFO() { return this.kind === "fifo"; }
    isCharacterDevice() { return this.kind === "character-device"; }
    isBlockDevice() { return this.kind === "block-device"; }
    isSocket() { return false; }
  }
  class Dirent {
    constructor(name, kind, parent) { this.name = name; this.path = parent; this.parentPath = parent; Object.defineProperty(this, "kind", { value: kind, enumerable: false }); }
    isFile() { return this.kind === "file"; }
    isDirectory() { return this.kind === "directory"; }
    isSymbolicLink() { return this.kind === "symlink"; }
  }
  const handles = new Map();
  let lastHandle = 2;
  function opened(fd) { const handle = handles.get(fd); if (!handle) throw internal.codedError(Error, "EBADF", "EBADF: bad file descriptor", { errno: -9, syscall: "read" }); return handle; }
  const sync = {
    readFile(target, given) { const encoding = encodingOf(given); const bytes = valid(target) === "/dev/stdin" ? host("stdin") : call("readFile", valid(target)); return encoding && encoding !== "buffer" ? decodeText(bytes, encoding) : wrap(bytes); },
    writeFile(target, data, given) { const flag = given && given.flag; const bytes = bytesOf(data, encodingOf(given)); if (flag && flag.startsWith("a")) call("appendFile", valid(target), bytes, modeOf(given)); else call("writeFile", valid(target), bytes, modeOf(given), flag === "wx" ? 1 : 0); },
    appendFile(target, data, given) { call("appendFile", valid(target), bytesOf(data, encodingOf(given)), modeOf(given)); },
    exists(target) { try { return call("exists", valid(target)) === "1"; } catch { return false; } },
    access(target, mode = 0) { call("access", valid(target), mode); },
    stat(target, given) { return stats("stat", target, given); },
    lstat(target, given) { return stats("lstat", target, given); },
    readdir(target, given) {
      const base = valid(target);
      const list = (at, lead) => JSON.parse(call("readdir", at)).flatMap(({ name, kind }) => {
        const entry = given && given.withFileTypes ? new Dirent(name, kind, at) : lead + name;
        return given && given.recursive && kind === "directory" ? [entry, ...list(path.join(at, name), lead + name + "/")] : [entry];
      });
      return list(base, "");
    },
    mkdir(target, given) { const first = call("mkdir", valid(target), given && given.recursive ? 1 : 0, typeof given === "number" ? given : (given && given.mode) ?? 511); return first === "" ? undefined : first; },
    rmdir(target, given) { if (given && given.recursive) call("rm", valid(target), 1, 0); else call("rmdir", valid(target)); },
    rm(target, given = {}) { call("rm", valid(target), given.recursive ? 1 : 0, given.force ? 1 : 0); },
    unlink(target) { call("unlink", valid(target)); },
    rename(from, to) { call("rename", valid(from, "oldPath"), valid(to, "newPath")); },
    copyFile(from, to, mode = 0) { call("copyFile", valid(from, "src"), valid(to, "dest"), mode); },
    cp(from, to, given = {}) { call("cp", valid(from, "src"), valid(to, "dest"), given.recursive ? 1 : 0); },
    symlink(target, at) { call("symlink", text(target), valid(at)); },
    link(from, at) { call("link", valid(from), valid(at)); },
    readlink(target) { return call("readlink", valid(target)); },
    realpath(target) { return call("realpath", valid(target)); },
    chmod(target, mode) { call("chmod", valid(target), typeof mode === "string" ? Number.parseInt(mode, 8) : mode); },
    chown(target, uid, gid) { call("chown", valid(target), uid, gid); },
    utimes(target, _atime, mtime) { call("utimes", valid(target), mtime instanceof Date ? mtime.getTime() / 1000 : Number(mtime)); },
    truncate(target, size = 0) { call("truncate", valid(target), size); },
    mkdtemp(prefix) { const made = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, "x"); call("mkdir", valid(made), 0, 448); return made; },
    open(target, flags = "r", mode = 438) {
      const name = valid(target);
      if (/^w/.test(flags)) call("writeFile", name, new Uint8Array(0), mode, flags.includes("x") ? 1 : 0);
      else if (/^a/.test(flags)) call("appendFile", name, new Uint8Array(0), mode);
      else call("access", name, 4, 1);
      handles.set(++lastHandle, { path: name, position: 0, flags });
      return lastHandle;
    },
    close(fd) { opened(fd); handles.delete(fd); },
    read(fd, buffer, offset = 0, length = buffer.length - offset, position = null) {
      if (typeof offset === "object" && offset !== null) ({ offset = 0, length = buffer.length - offset, position = null } = offset);
      const handle = fd === 0 ? (handles.get(0) || (handles.set(0, { path: "/dev/stdin", position: 0 }), handles.get(0))) : opened(fd);
      const at = position === null ? handle.position : Number(position);
      const data = sync.readFile(handle.path).subarray(at, at + length);
      buffer.set(data, offset);
      if (position === null) handle.position += data.length;
      return data.length;
    },
    write(fd, data, ...rest) {
      const bytes = typeof data === "string" ? encodeText(data, rest[1]) : bytesOf(data).subarray(rest[0] || 0, rest[1] === undefined ? undefined : (rest[0] || 0) + rest[1]);
      if (fd === 1 || fd === 2) host("write", fd, bytes);
      else { const handle = opened(fd); call("pwrite", handle.path, bytes, handle.flags.startsWith("a") ? -1 : handle.position); handle.position += bytes.length; }
      return bytes.length;
    },
    fstat(fd) { return sync.stat(opened(fd).path); },
    fsync() {},
  };
  function modeOf(given) { return typeof given === "object" && given !== null && given.mode !== undefined ? given.mode : 438; }
  function stats(kind, target, given) {
    try { return new Stats(JSON.parse(call(kind, valid(target)))); }
    catch (error) { if (given && given.throwIfNoEntry === false && error.code === "ENOENT") return undefined; throw error; }
  }
  const api = { constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2 }, Stats, Dirent, promises: {} };
  Object.assign(api, api.constants);
  for (const [name, act] of Object.entries(sync)) {
    const syncName = name + "Sync";
    api[syncName] = Object.defineProperty(act, "name", { value: syncName });
    if (!["read", "write", "open", "close", "fstat", "fsync", "exists"].includes(name)) api.promises[name] = (...args) => new Promise((resolve, reject) => setImmediate(() => { try { resolve(act(...args)); } catch (error) { reject(error); } }));
    api[name] = (...args) => {
      const done = args.pop();
      if (typeof done !== "function") throw internal.codedError(TypeError, "ERR_INVALID_ARG_TYPE", 'The "cb" argument must be of type function. Received ' + inspect(done));
      setImmediate(() => {
        let result;
        try { result = act(...args); } catch (error) { done(error); return; }
        if (name === "exists") done(result);
        else if (name === "read") done(null, result, args[1]);
        else done(null, result);
      });
    };
  }
  api.realpathSync.native = api.realpathSync;
  api.promises.constants = api.constants;
  api.createWriteStream = (target, given) => {
    const out = new EventEmitter();
    let started = false;
    const put = (chunk) => { if (chunk === undefined || chunk === null) { if (!started) sync.writeFile(target, ""); } else if (started || given && given.flags === "a") sync.appendFile(target, chunk); else sync.writeFile(target, chunk); started = true; };
    out.write = (chunk, ...rest) => { put(chunk); const done = rest.find((one) => typeof one === "function"); if (done) setImmediate(done); return true; };
    out.end = (chunk, ...rest) => { put(typeof chunk === "function" ? undefined : chunk); const done = [chunk, ...rest].find((one) => typeof one === "function"); setImmediate(() => { out.emit("finish"); if (done) done(); out.emit("close"); }); };
    return out;
  };
  api.createReadStream = (target, given) => {
    const stream = new EventEmitter();
    const encoding = encodingOf(given);
    setImmediate(() => {
      let data;
      try { data = sync.readFile(target, encoding); } catch (error) { stream.emit("error", error); return; }
      if (data.length > 0) stream.emit("data", data);
      stream.emit("end");
      stream.emit("close");
    });
    stream.setEncoding = () => stream;
    stream.pipe = (to) => { stream.on("data", (chunk) => to.write(chunk)); if (to.fd === undefined) stream.on("end", () => to.end()); return to; };
    stream[Symbol.asyncIterator] = async function* () { yield sync.readFile(target, encoding); };
    return stream;
  };
  api.watch = () => { throw new Error("fs.watch is not available in this small node"); };
  return api;
})();

const os = {
  EOL: "\n",
  platform: () => "linux", type: () => "Linux", arch: () => "arm64", machine: () => "aarch64", endianness: () => "LE",
  release: () => options.release, version: () => "#1 SMP PREEMPT_DYNAMIC", hostname: () => options.hostname,
  homedir: () => process.env.HOME || "/root", tmpdir: () => process.env.TMPDIR || "/tmp",
  cpus: () => [{ model: "unknown", speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  availableParallelism: () => 1, totalmem: () => options.memoryLimit, freemem: () => options.memoryLimit - host("memory"),
  uptime: () => performance.now() / 1000, loadavg: () => [0, 0, 0], networkInterfaces: () => ({}),
  userInfo: () => ({ uid: options.uid, gid: options.gid, username: options.user, homedir: os.homedir(), shell: "/bin/bash" }),
  constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } },
};
const readline = {
  createInterface(given) {
    const from = given.input || given;
    const face = new EventEmitter();
    let waiting = [];
    let lines = null;
    const load = () => { if (lines === null) { const all = from.take ? from.take().toString() : ""; lines = all === "" ? [] : all.replace(/\n$/, "").split("\n"); } };
    face.question = (query, given, done = given) => { if (query && given !== undefined) process.stdout.write(query); load(); const line = lines.shift(); if (line !== undefined) setImmediate(() => done(line)); else face.close(); };
    face.close = () => { if (!face.closed) { face.closed = true; setImmediate(() => face.emit("close")); } };
    face.setPrompt = (text) => { face.text = text; };
    face.prompt = () => { process.stdout.write(face.text === undefined ? "> " : face.text); };
    face.on = (name, listener) => { EventEmitter.prototype.addListener.call(face, name, listener); if (name === "line") setImmediate(() => { load(); for (let line = lines.shift(); line !== undefined && !face.closed; line = lines.shift()) face.emit("line", line); face.close(); }); return face; };
    face[Symbol.asyncIterator] = async function* () { load(); for (let line = lines.shift(); line !== undefined; line = lines.shift()) yield line; };
    return face;
  },
};
readline.promises = { createInterface(given) { const face = readline.createInterface(given); const ask = face.question; face.question = (query) => new Promise((resolve) => ask(query, {}, resolve)); return face; } };
const timersPromises = { setTimeout: (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value)), setImmediate: (value) => new Promise((resolve) => setImmediate(resolve, value)) };
const cryptoModule = {
  randomBytes: (size) => wrap(host("random", size)),
  randomUUID: () => { const b = host("random", 16); b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128; const h = decodeText(b, "hex"); return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-"); },
  randomInt: (low, high) => { if (high === undefined) { high = low; low = 0; } const b = host("random", 6); let n = 0; for (const byte of b) n = n * 256 + byte; return low + (n % (high - low)); },
  getRandomValues: (array) => { array.set(host("random", array.length)); return array; },
  createHash: (name) => { const parts = []; const hash = { update(data, encoding) { parts.push(typeof data === "string" ? encodeText(data, encoding) : data); return hash; }, digest(encoding) { const out = call("hash", String(name), Buffer.concat(parts)); return encoding ? decodeText(out, encoding) : wrap(out); } }; return hash; },
};

const builtinModules = {
  path: () => path, fs: () => fs, "fs/promises": () => fs.promises, util: () => util, events: () => EventEmitter, assert: () => assert, "assert/strict": () => assert,
  os: () => os, process: () => process, console: () => console, buffer: () => ({ Buffer, kMaxLength: 2 ** 32 }), timers: () => ({ setTimeout, setInterval, setImmediate, clearTimeout, clearInterval: clearTimeout, clearImmediate: clearTimeout }),
  "timers/promises": () => timersPromises, perf_hooks: () => ({ performance }), readline: () => readline, "readline/promises": () => readline.promises, crypto: () => cryptoModule,
  module: () => Object.assign(Module, { createRequire: (from) => makeRequire(new Module(from.startsWith("file://") ? from.slice(7) : from)), builtinModules: Object.keys(builtinModules) }),
  string_decoder: () => ({ StringDecoder: class { constructor(encoding) { this.encoding = encoding; } write(bytes) { return decodeText(bytes, this.encoding); } end(bytes) { return bytes ? this.write(bytes) : ""; } } }),
  url: () => ({ fileURLToPath: (url) => decodeURIComponent(String(url.href || url).replace(/^file:\/\//, "")), pathToFileURL: (name) => ({ href: "file://" + path.resolve(name), pathname: path.resolve(name), toString() { return this.href; } }) }),
};
const NETWORK = ["http", "https", "http2", "net", "tls", "dgram", "dns", "dns/promises", "inspector"];
const ABSENT = ["child_process", "cluster", "worker_threads", "stream", "stream/promises", "zlib", "vm", "v8", "tty", "repl", "querystring", "async_hooks", "test", "diagnostics_channel", "sqlite"];
const made = new Map();
function builtin(id) {
  const name = id.replace(/^node:/, "");
  if (made.has(name)) return made.get(name);
  if (Object.prototype.hasOwnProperty.call(builtinModules, name)) { const value = builtinModules[name](); made.set(name, value); return value; }
  if (NETWORK.includes(name)) throw internal.codedError(Error, "ERR_NO_NETWORK", "The module '" + id + "' is not available: this small node runs in a teaching container without a network");
  if (ABSENT.includes(name) || id.startsWith("node:")) throw internal.codedError(Error, "ERR_MODULE_NOT_AVAILABLE", "The module '" + id + "' is not part of this small node");
  return undefined;
}

function Module(id, parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  this.filename = id;
  this.loaded = false;
  this.children = [];
  this.paths = lookupPaths(this.path);
  Object.defineProperty(this, "parent", { value: parent, enumerable: false });
}
function lookupPaths(from) {
  const out = [];
  for (let at = from; ; at = path.dirname(at)) {
    if (path.basename(at) !== "node_modules") out.push(at === "/" ? "/node_modules" : at + "/node_modules");
    if (at === "/" || at === ".") break;
  }
  return out;
}
const cache = Object.create(null);
const kindOf = (name) => host("kind", name);
function asFile(name) {
  if (kindOf(name) === "file") return name;
  for (const ext of [".js", ".json", ".cjs"]) if (kindOf(name + ext) === "file") return name + ext;
  return undefined;
}
function packageOf(directory) {
  const file = path.join(directory, "package.json");
  if (kindOf(file) !== "file") return undefined;
  try { return JSON.parse(fs.readFileSync(file, "utf8")); }
  catch (error) { if (error instanceof SyntaxError) throw new Error("Error parsing " + file + ": " + error.message); throw error; }
}
function asDirectory(name) {
  if (kindOf(name) !== "directory") return undefined;
  const main = packageOf(name)?.main;
  if (typeof main === "string") { const target = path.resolve(name, main); const found = asFile(target) || asFile(path.join(target, "index")); if (found) return found; }
  return asFile(path.join(name, "index"));
}
function conditional(target, conditions) {
  if (typeof target === "string") return target;
  if (Array.isArray(target)) { for (const one of target) { const found = conditional(one, conditions); if (found) return found; } return undefined; }
  if (typeof target !== "object" || target === null) return undefined;
  for (const [key, value] of Object.entries(target)) if (conditions.includes(key)) { const found = conditional(value, conditions); if (found) return found; }
  return undefined;
}
function fromExports(table, subpath, conditions) {
  if (typeof table === "string" || Array.isArray(table) || !Object.keys(table).some((key) => key.startsWith("."))) return subpath === "." ? conditional(table, conditions) : undefined;
  if (Object.prototype.hasOwnProperty.call(table, subpath)) return conditional(table[subpath], conditions);
  for (const [key, value] of Object.entries(table)) {
    const at = key.indexOf("*");
    if (at < 0) continue;
    const head = key.slice(0, at), tail = key.slice(at + 1);
    if (subpath.startsWith(head) && subpath.endsWith(tail) && subpath.length >= head.length + tail.length) { const found = conditional(value, conditions); if (found) return found.replaceAll("*", subpath.slice(head.length, subpath.length - tail.length)); }
  }
  return undefined;
}
function resolveFrom(request, directory, conditions = ["node", "require", "default"]) {
  let found;
  if (request.startsWith("file://")) request = decodeURIComponent(request.slice(7));
  if (/^\.{0,2}\//.test(request) || request === "." || request === "..") {
    const target = path.resolve(directory, request);
    found = (request.endsWith("/") ? undefined : asFile(target)) || asDirectory(target);
  } else {
    const [, name, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request) || [];
    for (const place of lookupPaths(directory)) {
      const base = path.join(place, name || "");
      if (kindOf(base) !== "directory") { found = asFile(path.join(place, request)); if (found) break; continue; }
      const table = packageOf(base)?.exports;
      if (table !== undefined && table !== null) {
        const target = fromExports(table, "." + rest, conditions);
        if (!target) throw internal.codedError(Error, "ERR_PACKAGE_PATH_NOT_EXPORTED", rest ? "Package subpath '." + rest + "' is not defined by \"exports\" in " + base + "/package.json" : 'No "exports" main defined in ' + base + "/package.json");
        found = path.resolve(base, target);
      } else found = asFile(base + rest) || asDirectory(base + rest);
      if (found) break;
    }
  }
  return found && call("realpath", found);
}
function isModule(file) {
  if (file.endsWith(".mjs")) return true;
  if (!file.endsWith(".js")) return false;
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const found = packageOf(at);
    if (found) return found.type === "module";
    if (at === "/" || path.basename(at) === "node_modules") return false;
  }
}
function makeRequire(module) {
  const require = (request) => {
    if (typeof request !== "string") throw internal.codedError(TypeError, "ERR_INVALID_ARG_TYPE", 'The "id" argument must be of type string. Received ' + inspect(request));
    if (request === "") throw internal.codedError(TypeError, "ERR_INVALID_ARG_VALUE", "The argument 'id' must be a non-empty string. Received ''");
    const own = builtin(request);
    if (own !== undefined) return own;
    return load(require.resolve(request), module);
  };
  require.resolve = (request) => {
    if (builtinModules[request.replace(/^node:/, "")]) return request;
    const found = resolveFrom(request, module.path);
    if (found) return found;
    const stack = [];
    for (let at = module; at; at = at.parent) if (at.filename && at.id !== "[eval]") stack.push(at.filename);
    else stack.push(path.join(process.cwd(), "[eval]"));
    throw internal.codedError(Error, "MODULE_NOT_FOUND", "Cannot find module '" + request + "'" + (stack.length ? "\nRequire stack:\n- " + stack.join("\n- ") : ""), { requireStack: stack });
  };
  require.cache = cache;
  require.main = internal.main;
  return require;
}
function load(file, parent) {
  const known = cache[file];
  if (known) return known.exports;
  if (isModule(file)) throw internal.codedError(Error, "ERR_REQUIRE_ESM", "require() of ES Module " + file + " from " + (parent ? parent.filename : file) + " not supported.\nInstead change the require of " + path.basename(file) + " in " + (parent ? parent.filename : file) + " to a dynamic import() which is available in all CommonJS modules.");
  const module = new Module(file, parent);
  cache[file] = module;
  if (parent) parent.children.push(module);
  else { internal.main = module; module.id = "."; process.mainModule = module; }
  try {
    const source = fs.readFileSync(file, "utf8").replace(/^\ufeff/, "");
    if (file.endsWith(".json")) {
      try { module.exports = JSON.parse(source); } catch (error) { error.message = file + ": " + error.message; throw error; }
    } else if (file.endsWith(".node")) throw internal.codedError(Error, "ERR_DLOPEN_FAILED", "Native modules cannot be loaded by this small node: " + file);
    else compileCommonJs(source, file).call(module.exports, module.exports, makeRequire(module), module, file, module.path);
    module.loaded = true;
  } catch (error) { delete cache[file]; throw error; }
  return module.exports;
}
function compileCommonJs(source, file) {
  const body = source.startsWith("#!") ? "//" + source.slice(2) : source;
  internal.wrapped.add(file);
  const [made, error] = compile(internal.wrapper + body + "\n})", file);
  if (error !== undefined) throw error;
  return made;
}
`;
