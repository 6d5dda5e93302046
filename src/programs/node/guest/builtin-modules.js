import { assert } from "./assert.js";
import { Buffer } from "./buffer.js";
import { codedError } from "./calls.js";
import { console } from "./console.js";
import { cryptoModule } from "./crypto.js";
import { decodeText } from "./encoding.js";
import { EventEmitter } from "./events.js";
import { fs } from "./fs.js";
import { os } from "./os.js";
import { path } from "./path.js";
import { process } from "./process.js";
import { readline } from "./readline.js";
import { clearTimeout, setImmediate, setInterval, setTimeout } from "./timers.js";
import { util } from "./util.js";

const timersPromises = {
  setTimeout: (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value)),
  setImmediate: (value) => new Promise((resolve) => setImmediate(resolve, value)),
};
/** @type {Record<string, () => any>} */
export const builtinModules = {
  path: () => path,
  fs: () => fs,
  "fs/promises": () => fs.promises,
  util: () => util,
  events: () => EventEmitter,
  assert: () => assert,
  "assert/strict": () => assert,
  os: () => os,
  process: () => process,
  console: () => console,
  buffer: () => ({ Buffer, kMaxLength: 2 ** 32 }),
  timers: () => ({
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout,
    clearInterval: clearTimeout,
    clearImmediate: clearTimeout,
  }),
  "timers/promises": () => timersPromises,
  perf_hooks: () => ({ performance }),
  readline: () => readline,
  "readline/promises": () => readline.promises,
  crypto: () => cryptoModule,
  // Set by commonjs.js, which needs the others.
  module: () => undefined,
  string_decoder: () => ({
    StringDecoder: class {
      constructor(encoding) {
        this.encoding = encoding;
      }
      write(bytes) {
        return decodeText(bytes, this.encoding);
      }
      end(bytes) {
        return bytes ? this.write(bytes) : "";
      }
    },
  }),
  url: () => ({
    fileURLToPath: (url) => decodeURIComponent(String(url.href || url).replace(/^file:\/\//, "")),
    pathToFileURL: (name) => ({
      href: `file://${path.resolve(name)}`,
      pathname: path.resolve(name),
      toString() {
        return this.href;
      },
    }),
  }),
};
const NETWORK = ["http", "https", "http2", "net", "tls", "dgram", "dns", "dns/promises", "inspector"];
const ABSENT = [
  "child_process",
  "cluster",
  "worker_threads",
  "stream",
  "stream/promises",
  "zlib",
  "vm",
  "v8",
  "tty",
  "repl",
  "querystring",
  "async_hooks",
  "test",
  "diagnostics_channel",
  "sqlite",
];
const made = new Map();
export function builtin(id) {
  const name = id.replace(/^node:/, "");
  if (made.has(name)) return made.get(name);
  if (Object.hasOwn(builtinModules, name)) {
    const value = builtinModules[name]();
    made.set(name, value);
    return value;
  }
  if (NETWORK.includes(name))
    throw codedError(
      Error,
      "ERR_NO_NETWORK",
      "The module '" +
        id +
        "' is not available: this small node runs in a teaching container without a network",
    );
  if (ABSENT.includes(name) || id.startsWith("node:"))
    throw codedError(Error, "ERR_MODULE_NOT_AVAILABLE", `The module '${id}' is not part of this small node`);
  return undefined;
}
