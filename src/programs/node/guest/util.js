import { TextDecoder, TextEncoder } from "./encoding.js";
import { same } from "./equality.js";
import { format, formatWith } from "./format.js";
import { inspect } from "./inspect.js";
import { process } from "./process.js";

export const util = {
  inspect,
  format,
  formatWithOptions: (given, ...args) => formatWith(given, ...args),
  promisify:
    (callback) =>
    (...args) =>
      new Promise((resolve, reject) =>
        callback(...args, (error, value) => (error ? reject(error) : resolve(value))),
      ),
  callbackify:
    (work) =>
    (...args) => {
      const done = args.pop();
      work(...args).then(
        (value) => process.nextTick(done, null, value),
        (error) => process.nextTick(done, error),
      );
    },
  inherits(child, parent) {
    child.super_ = parent;
    Object.setPrototypeOf(child.prototype, parent.prototype);
  },
  deprecate: (act) => act,
  isDeepStrictEqual: (a, b) => same(a, b, true),
  stripVTControlCharacters: (text) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ""),
  types: {
    isPromise: (v) => v instanceof Promise,
    isDate: (v) => v instanceof Date,
    isRegExp: (v) => v instanceof RegExp,
    isMap: (v) => v instanceof Map,
    isSet: (v) => v instanceof Set,
    isNativeError: (v) => v instanceof Error,
    isUint8Array: (v) => v instanceof Uint8Array,
    isTypedArray: (v) => ArrayBuffer.isView(v) && !(v instanceof DataView),
    isAnyArrayBuffer: (v) => v instanceof ArrayBuffer,
  },
  isArray: Array.isArray,
  TextEncoder,
  TextDecoder,
};
