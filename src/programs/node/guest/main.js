import "./errors.js";
import { Buffer } from "./buffer.js";
import { builtin, builtinModules } from "./builtin-modules.js";
import { codedError, commonJs } from "./calls.js";
import { clone } from "./clone.js";
import { load, Module, makeRequire } from "./commonjs.js";
import { console } from "./console.js";
import { cryptoModule } from "./crypto.js";
import { TextDecoder, TextEncoder } from "./encoding.js";
import { inspect } from "./inspect.js";
import { path } from "./path.js";
import { process, runExit, signalled } from "./process.js";
import { asDirectory, asFile, isModule, lookupPaths, resolveFrom } from "./resolve.js";
import { clearTimeout, runTimer, setImmediate, setInterval, setTimeout, untilNext } from "./timers.js";

const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
for (const [name, value] of Object.entries({
  global: globalThis,
  process,
  console,
  Buffer,
  TextEncoder,
  TextDecoder,
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval: clearTimeout,
  clearImmediate: clearTimeout,
  structuredClone: (value) => clone(value, new Map()),
  crypto: { getRandomValues: cryptoModule.getRandomValues, randomUUID: cryptoModule.randomUUID },
  fetch: () =>
    Promise.reject(
      codedError(
        TypeError,
        "ERR_NO_NETWORK",
        "fetch failed: this small node runs in a teaching container without a network",
      ),
    ),
}))
  define(name, value);
function handled(error, origin) {
  if (process.listenerCount("uncaughtException") === 0) return false;
  process.emit("uncaughtException", error, origin);
  return true;
}
/** The functions that the host calls. */
export default {
  require: (from, request) => {
    const module = new Module(from);
    return makeRequire(module)(request);
  },
  resolve: (request, directory) => {
    const name = request.replace(/^node:/, "");
    if (Object.hasOwn(builtinModules, name)) return `node:${name}`;
    builtin(request);
    const found = resolveFrom(request, directory, ["node", "import", "default"]);
    if (found) return found;
    const relative = /^\.{0,2}\//.test(request);
    throw codedError(
      Error,
      "ERR_MODULE_NOT_FOUND",
      "Cannot find " +
        (relative ? `module '${path.resolve(directory, request)}'` : `package '${request}'`) +
        " imported from " +
        directory,
    );
  },
  isModule,
  /** What an import of one of our modules, or of a CommonJS module, receives. */
  namesOf: (request) => {
    const value = request.startsWith("node:") ? builtin(request) : load(request);
    return JSON.stringify(
      (typeof value === "object" && value !== null) || typeof value === "function"
        ? Object.keys(value).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== "default")
        : [],
    );
  },
  valueOf: (request) => (request.startsWith("node:") ? builtin(request) : load(request)),
  runMain: (file) => load(file),
  /** Globals that an inline script has as locals of its own. */
  inline: () => {
    const module = new Module(path.join(process.cwd(), "[eval]"));
    module.id = "[eval]";
    commonJs.main = undefined;
    module.paths = lookupPaths(process.cwd());
    define("module", module);
    define("exports", module.exports);
    define("require", makeRequire(module));
    define("__filename", "[eval]");
    define("__dirname", ".");
    for (const name of Object.keys(builtinModules))
      if (!name.includes("/") && !(name in globalThis))
        Object.defineProperty(globalThis, name, {
          get: () => builtin(name),
          set: (value) => define(name, value),
          configurable: true,
        });
  },
  print: (value) => console.log(value),
  resolveMain: (file) => {
    const target = path.resolve(file);
    const found = asFile(target) || asDirectory(target) || "";
    if (found) process.argv.splice(1, 0, found);
    return found;
  },
  untilNext,
  runTimer,
  signalled,
  caught: (error) => handled(error, "uncaughtException"),
  rejected: (reason, promise) => {
    if (process.listenerCount("unhandledRejection") > 0) {
      process.emit("unhandledRejection", reason, promise);
      return true;
    }
    return handled(reason, "unhandledRejection");
  },
  beforeExit: () => process.emit("beforeExit", Number(process.exitCode) || 0),
  exit: () => {
    runExit();
    return Number(process.exitCode) || 0;
  },
  /** The text of an uncaught error: what follows the source line, and the place of that line. */
  describe: (error) => {
    if (!(error instanceof Error)) return JSON.stringify({ text: inspect(error), error: false });
    const found = /\n {4}at (?:.*\()?([^()\n]+):(\d+):(\d+)\)?/.exec(String(error.stack));
    const syntax = error instanceof SyntaxError && String(error.stack).split("\n    at ").length <= 2;
    return JSON.stringify({
      text: syntax ? `${error.name}: ${error.message}` : inspect(error),
      error: true,
      memory: error.name === "InternalError" && error.message === "out of memory",
      syntax,
      file: found?.[1],
      line: Number(found?.[2]),
      column: Number(found?.[3]),
    });
  },
};
