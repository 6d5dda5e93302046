import { options, tag } from "./calls.js";
import { table } from "./console-table.js";
import { format, formatWith } from "./format.js";
import { inspect } from "./inspect.js";
import { process } from "./process.js";

const counts = new Map();
const clocks = new Map();
let margin = "";
function print(stream, args) {
  let text = formatWith({ colors: options.tty && process.env.NO_COLOR === undefined }, ...args);
  if (margin) text = margin + text.replaceAll("\n", `\n${margin}`);
  stream.write(`${text}\n`);
}
export const console = {
  log: (...args) => print(process.stdout, args),
  info: (...args) => print(process.stdout, args),
  debug: (...args) => print(process.stdout, args),
  error: (...args) => print(process.stderr, args),
  warn: (...args) => print(process.stderr, args),
  trace(...args) {
    const error = new Error(format(...args));
    error.name = "Trace";
    print(process.stderr, [
      "Trace" +
        (args.length ? `: ${format(...args)}` : "") +
        "\n" +
        String(error.stack).split("\n").slice(1).join("\n"),
    ]);
  },
  dir(value, given) {
    print(process.stdout, [inspect(value, { colors: options.tty, ...given })]);
  },
  dirxml: (...args) => print(process.stdout, args),
  assert(value, ...args) {
    if (!value)
      print(
        process.stderr,
        args.length
          ? typeof args[0] === "string"
            ? [`Assertion failed: ${args[0]}`, ...args.slice(1)]
            : ["Assertion failed:", ...args]
          : ["Assertion failed"],
      );
  },
  count(label = "default") {
    counts.set(label, (counts.get(label) || 0) + 1);
    print(process.stdout, [`${label}: ${counts.get(label)}`]);
  },
  countReset(label = "default") {
    counts.delete(label);
  },
  time(label = "default") {
    clocks.set(label, performance.now());
  },
  timeEnd(label = "default") {
    console.timeLog(label);
    clocks.delete(label);
  },
  timeLog(label = "default", ...args) {
    const ms = performance.now() - (clocks.get(label) || 0);
    print(process.stdout, [
      `${label}: ${ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`}`,
      ...args,
    ]);
  },
  group(...args) {
    if (args.length) print(process.stdout, args);
    margin += "  ";
  },
  groupCollapsed(...args) {
    console.group(...args);
  },
  groupEnd() {
    margin = margin.slice(2);
  },
  table(data, columns) {
    if (typeof data !== "object" || data === null) return console.log(data);
    print(process.stdout, [table(data, columns)]);
  },
};
tag(console, "console");
