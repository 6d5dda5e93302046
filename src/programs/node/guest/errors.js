import { commonJs } from "./calls.js";

Error.stackTraceLimit = 10;
/** QuickJS's messages, and V8's for the same errors.
 * @type {[RegExp, (found: RegExpExecArray) => string][]} */
const translate = [
  [
    /^cannot (read|set) property '(.*)' of (null|undefined)$/,
    (m) =>
      "Cannot " +
      m[1] +
      " properties of " +
      m[3] +
      " (" +
      (m[1] === "read" ? "reading" : "setting") +
      " '" +
      m[2] +
      "')",
  ],
  [/^'(.*)' is read-only$/, () => "Assignment to constant variable."],
  [/^unexpected token in expression: '(.+)'$/, (m) => `Unexpected token '${m[1]}'`],
  [/^unexpected token in expression: ''$/, () => "Unexpected end of input"],
  [/^expecting '(.*)'$/, () => "Unexpected token"],
  [/^Unexpected identifier '.*'$/, (m) => m[0]],
  [/^(.*) is not initialized$/, (m) => `Cannot access '${m[1]}' before initialization`],
  [/^unexpected end of string$/, () => "Invalid or unexpected token"],
];
const known = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError].map(
  (one) => one.prototype,
);
Error.prepareStackTrace = (error, sites) => {
  let message = error.message;
  if (known.includes(Object.getPrototypeOf(error)) && typeof message === "string") {
    let better;
    for (const [pattern, say] of translate) {
      const found = pattern.exec(message);
      if (found) {
        better = say(found);
        break;
      }
    }
    if (message === "not a function" && sites.length > 0) {
      const line = host("sourceLine", String(sites[0].getFileName()), sites[0].getLineNumber());
      const column = sites[0].getColumnNumber();
      for (const found of line.matchAll(/[\w$]+(?:\s*\.\s*[\w$]+|\[[^\]]*\])*(?=\s*\()/g)) {
        if (found.index < column && column <= found.index + found[0].length + 1) {
          better = `${found[0]} is not a function`;
        }
      }
    }
    if (better !== undefined && better !== message) {
      Object.defineProperty(error, "message", {
        value: better,
        configurable: true,
        writable: true,
        enumerable: false,
      });
      message = better;
    }
  }
  const name = typeof error.name === "string" ? error.name : "Error";
  const head = message === undefined || message === "" ? name : `${name}: ${message}`;
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
      // A native function belongs where the program called it, not where our code did.
      if ((label && frames.length > 0) || label === "parse")
        frames.push(`    at ${label === "parse" ? "JSON.parse" : label} (<anonymous>)`);
      continue;
    }
    const line = site.getLineNumber();
    const column =
      site.getColumnNumber() - (line === 1 && commonJs.wrapped.has(file) ? commonJs.wrapper.length : 0);
    const place = `${file}:${line}:${Math.max(1, column)}`;
    frames.push(`    at ${label ? `${label} (${place})` : place}`);
    own = frames.length;
    if (!label && commonJs.wrapped.has(file)) last = [own - 1, place];
  }
  // The outermost function of a CommonJS file is the file itself.
  if (last && last[0] === own - 1) frames[own - 1] = `    at Object.<anonymous> (${last[1]})`;
  frames.length = Math.min(own, Error.stackTraceLimit);
  return [head, ...frames].join("\n");
};
