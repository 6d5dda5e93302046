import { INSPECT } from "./inspect.js";
import { MODULES } from "./modules.js";
import { PROCESS } from "./process.js";
import { TEXT } from "./text.js";

/**
 * The guest's half of this small node: one function of the host's calls that sets up the globals and answers
 * what the host drives. Text of JavaScript for QuickJS, never run by the engine underneath.
 */
export const BOOTSTRAP = String.raw`
(function (host, compile, promiseState, optionsText) {
"use strict";
const options = JSON.parse(optionsText);
const internal = {
  /** CommonJS files, whose first line begins with the wrapper. */
  wrapped: new Set(),
  wrapper: "(function (exports, require, module, __filename, __dirname) { ",
  promiseState: (promise) => { const [state, result] = promiseState(promise); return [["pending", "fulfilled", "rejected"][state], result]; },
  tag: (value, name) => Object.defineProperty(value, Symbol.toStringTag, { value: name, configurable: true, enumerable: false, writable: false }),
  codedError(Type, code, message, extra) {
    const error = new Type(message);
    Object.defineProperty(error, "stack", { value: String(error.stack).replace(/^(\w+)/, "$1" + (extra || code === "MODULE_NOT_FOUND" ? "" : " [" + code + "]")), configurable: true, writable: true, enumerable: false });
    return Object.assign(error, { code }, extra);
  },
};
/** A call that may fail as a system call does. */
function call(name, ...args) {
  const answer = host(name, ...args);
  if (typeof answer !== "string") return answer;
  if (answer[0] === "=") return answer.slice(1);
  const { code, errno, syscall, path, dest, message } = JSON.parse(answer.slice(1));
  const error = new Error(message);
  Object.assign(error, { errno, syscall, code }, path === undefined ? {} : { path }, dest === undefined ? {} : { dest });
  throw error;
}
${INSPECT}${TEXT}${PROCESS}${MODULES}
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
for (const [name, value] of Object.entries({
  global: globalThis, process, console, Buffer, TextEncoder, TextDecoder, setTimeout, setInterval, setImmediate,
  clearTimeout, clearInterval: clearTimeout, clearImmediate: clearTimeout,
  structuredClone: (value) => clone(value, new Map()),
  crypto: { getRandomValues: cryptoModule.getRandomValues, randomUUID: cryptoModule.randomUUID },
  fetch: () => Promise.reject(internal.codedError(TypeError, "ERR_NO_NETWORK", "fetch failed: this small node runs in a teaching container without a network")),
})) define(name, value);
function clone(value, seen) {
  if (typeof value === "function" || typeof value === "symbol") throw new DOMException(String(value) + " could not be cloned.", "DataCloneError");
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (copy) => { seen.set(value, copy); return copy; };
  if (value instanceof Date) return keep(new Date(value));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof Map) { const copy = keep(new Map()); for (const [key, one] of value) copy.set(clone(key, seen), clone(one, seen)); return copy; }
  if (value instanceof Set) { const copy = keep(new Set()); for (const one of value) copy.add(clone(one, seen)); return copy; }
  if (value instanceof Error) { const copy = keep(new value.constructor(value.message)); copy.stack = value.stack; return copy; }
  if (ArrayBuffer.isView(value)) return keep(value.slice());
  const copy = keep(Array.isArray(value) ? [] : {});
  for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
  return copy;
}
function handled(error, origin) {
  if (process.listenerCount("uncaughtException") === 0) return false;
  process.emit("uncaughtException", error, origin);
  return true;
}
return {
  require: (from, request) => { const module = new Module(from); return makeRequire(module)(request); },
  resolve: (request, directory) => {
    const name = request.replace(/^node:/, "");
    if (Object.prototype.hasOwnProperty.call(builtinModules, name)) return "node:" + name;
    builtin(request);
    const found = resolveFrom(request, directory, ["node", "import", "default"]);
    if (found) return found;
    const relative = /^\.{0,2}\//.test(request);
    throw internal.codedError(Error, "ERR_MODULE_NOT_FOUND", "Cannot find " + (relative ? "module '" + path.resolve(directory, request) + "'" : "package '" + request + "'") + " imported from " + directory);
  },
  isModule,
  /** What a module of ours or a CommonJS one exports, for an import of it. */
  namesOf: (request) => { const value = request.startsWith("node:") ? builtin(request) : load(request); return JSON.stringify(typeof value === "object" && value !== null || typeof value === "function" ? Object.keys(value).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== "default") : []); },
  valueOf: (request) => (request.startsWith("node:") ? builtin(request) : load(request)),
  runMain: (file) => load(file),
  /** Globals an inline script has as locals of its own. */
  inline: () => {
    const module = new Module(path.join(process.cwd(), "[eval]"));
    module.id = "[eval]";
    internal.main = undefined;
    module.paths = lookupPaths(process.cwd());
    define("module", module);
    define("exports", module.exports);
    define("require", makeRequire(module));
    define("__filename", "[eval]");
    define("__dirname", ".");
    for (const name of Object.keys(builtinModules)) if (!name.includes("/") && !(name in globalThis)) Object.defineProperty(globalThis, name, { get: () => builtin(name), set: (value) => define(name, value), configurable: true });
  },
  print: (value) => console.log(value),
  resolveMain: (file) => { const target = path.resolve(file); const found = asFile(target) || asDirectory(target) || ""; if (found) process.argv.splice(1, 0, found); return found; },
  untilNext,
  runTimer,
  caught: (error) => handled(error, "uncaughtException"),
  rejected: (reason, promise) => { if (process.listenerCount("unhandledRejection") > 0) { process.emit("unhandledRejection", reason, promise); return true; } return handled(reason, "unhandledRejection"); },
  beforeExit: () => process.emit("beforeExit", Number(process.exitCode) || 0),
  exit: () => { internal.runExit(); return Number(process.exitCode) || 0; },
  /** The text of an uncaught error: what follows the source line, and where that line is. */
  describe: (error) => {
    if (!(error instanceof Error)) return JSON.stringify({ text: inspect(error), error: false });
    const found = /\n    at (?:.*\()?([^()\n]+):(\d+):(\d+)\)?/.exec(String(error.stack));
    const syntax = error instanceof SyntaxError && String(error.stack).split("\n    at ").length <= 2;
    return JSON.stringify({ text: syntax ? error.name + ": " + error.message : inspect(error), error: true, memory: error.name === "InternalError" && error.message === "out of memory", syntax, file: found?.[1], line: Number(found?.[2]), column: Number(found?.[3]) });
  },
};
})
`;
