import { alike, same } from "./equality.js";
import { inspect } from "./inspect.js";

class AssertionError extends Error {
  constructor(given) {
    super(given.message);
    this.name = "AssertionError";
    this.code = "ERR_ASSERTION";
    this.generatedMessage = given.generated === true;
    this.actual = given.actual;
    this.expected = given.expected;
    this.operator = given.operator;
    Object.defineProperty(this, "stack", {
      value: String(this.stack).replace(/^\w+/, "AssertionError [ERR_ASSERTION]"),
      configurable: true,
      writable: true,
    });
  }
}
const check = (ok, message, actual, expected, operator, said) => {
  if (ok) return;
  if (message instanceof Error) throw message;
  throw new AssertionError({
    message: message === undefined ? said() : message,
    generated: message === undefined,
    actual,
    expected,
    operator,
  });
};
const compared = (head, a, b) => () => `${head}\n\n${inspect(a)} !== ${inspect(b)}\n`;
const deep = (head, a, b) => () => {
  const x = inspect(a, { breakLength: 1, compact: false }).split("\n"),
    y = inspect(b, { breakLength: 1, compact: false }).split("\n");
  const lines = [];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    if (x[at] === y[at]) lines.push(`  ${x[at]}`);
    else {
      if (x[at] !== undefined) lines.push(`+ ${x[at]}`);
      if (y[at] !== undefined) lines.push(`- ${y[at]}`);
    }
  }
  return `${head}\n+ actual - expected\n\n${lines.join("\n")}`;
};
const matches = (error, expected) => {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === "function")
    return expected.prototype !== undefined && error instanceof expected
      ? true
      : Object.prototype.isPrototypeOf.call(Error, expected)
        ? false
        : expected.call({}, error) === true;
  return Object.keys(expected).every((key) =>
    expected[key] instanceof RegExp && typeof error[key] === "string"
      ? expected[key].test(error[key])
      : same(error[key], expected[key], true),
  );
};
const ok = (value, message) =>
  check(
    value,
    message,
    value,
    true,
    "==",
    () => `The expression evaluated to a falsy value:\n\n  assert(${inspect(value)})\n`,
  );
/** @type {((value: unknown, message?: unknown) => void) & Record<string, any>} */
export const assert = Object.assign((value, message) => ok(value, message), {
  ok,
  equal: (a, b, message) => check(alike(a, b), message, a, b, "==", () => `${inspect(a)} == ${inspect(b)}`),
  notEqual: (a, b, message) =>
    check(!alike(a, b), message, a, b, "!=", () => `${inspect(a)} != ${inspect(b)}`),
  strictEqual: (a, b, message) =>
    check(
      Object.is(a, b),
      message,
      a,
      b,
      "strictEqual",
      compared("Expected values to be strictly equal:", a, b),
    ),
  notStrictEqual: (a, b, message) =>
    check(
      !Object.is(a, b),
      message,
      a,
      b,
      "notStrictEqual",
      () => `Expected "actual" to be strictly unequal to: ${inspect(b)}`,
    ),
  deepEqual: (a, b, message) =>
    check(
      same(a, b, false),
      message,
      a,
      b,
      "deepEqual",
      deep("Expected values to be loosely deep-equal:", a, b),
    ),
  deepStrictEqual: (a, b, message) =>
    check(
      same(a, b, true),
      message,
      a,
      b,
      "deepStrictEqual",
      deep("Expected values to be strictly deep-equal:", a, b),
    ),
  notDeepStrictEqual: (a, b, message) =>
    check(
      !same(a, b, true),
      message,
      a,
      b,
      "notDeepStrictEqual",
      () => `Expected "actual" not to be strictly deep-equal to: ${inspect(b)}`,
    ),
  match: (text, pattern, message) =>
    check(
      pattern.test(text),
      message,
      text,
      pattern,
      "match",
      () =>
        "The input did not match the regular expression " +
        inspect(pattern) +
        ". Input:\n\n" +
        inspect(text) +
        "\n",
    ),
  fail: (message = "Failed") => check(false, message, undefined, undefined, "fail"),
  throws(act, expected, message) {
    let thrown;
    try {
      act();
    } catch (error) {
      thrown = { error };
    }
    check(
      thrown,
      typeof expected === "string" ? expected : message,
      undefined,
      expected,
      "throws",
      () => "Missing expected exception.",
    );
    if (thrown && typeof expected !== "string" && !matches(thrown.error, expected)) throw thrown.error;
  },
  async rejects(work, expected, message) {
    let thrown;
    try {
      await (typeof work === "function" ? work() : work);
    } catch (error) {
      thrown = { error };
    }
    check(thrown, message, undefined, expected, "rejects", () => "Missing expected rejection.");
    if (thrown && typeof expected !== "string" && !matches(thrown.error, expected)) throw thrown.error;
  },
  doesNotThrow(act) {
    act();
  },
  AssertionError,
});
assert.strict = assert;
