/** What the host tells the program about itself. */
export const options = JSON.parse(optionsText);

/** What is known of CommonJS files: the files whose first line begins with the wrapper, the wrapper, the main module. */
export const commonJs = {
  wrapped: new Set(),
  wrapper: "(function (exports, require, module, __filename, __dirname) { ",
  /** @type {unknown} */
  main: undefined,
};

/** `["fulfilled", value]` */
export function stateOf(promise) {
  const [state, result] = promiseState(promise);
  return [["pending", "fulfilled", "rejected"][state], result];
}

export function tag(value, name) {
  return Object.defineProperty(value, Symbol.toStringTag, {
    value: name,
    configurable: true,
    enumerable: false,
    writable: false,
  });
}

/** An error with Node's code, which its stack shows too. */
export function codedError(Type, code, message, extra) {
  const error = new Type(message);
  Object.defineProperty(error, "stack", {
    value: String(error.stack).replace(
      /^(\w+)/,
      `$1${extra || code === "MODULE_NOT_FOUND" ? "" : ` [${code}]`}`,
    ),
    configurable: true,
    writable: true,
    enumerable: false,
  });
  return Object.assign(error, { code }, extra);
}

/**
 * A call that may fail as a system call does.
 *
 * @param {string} name @param {HostValue[]} args @returns {any}
 */
export function call(name, ...args) {
  const answer = host(name, ...args);
  if (typeof answer !== "string") return answer;
  if (answer[0] === "=") return answer.slice(1);
  const { code, errno, syscall, path, dest, message } = JSON.parse(answer.slice(1));
  const error = new Error(message);
  Object.assign(
    error,
    { errno, syscall, code },
    path === undefined ? {} : { path },
    dest === undefined ? {} : { dest },
  );
  throw error;
}
