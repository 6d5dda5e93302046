/** How a run ended, if it did not end by itself. */
export class Ended extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`ended with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** What the guest reports of an uncaught error. */
export interface Description {
  readonly text: string;
  readonly error: boolean;
  readonly syntax?: boolean;
  readonly memory?: boolean;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** In the form Node.js prints: the line that threw, a caret, and the error. */
export function uncaught(found: Description, sourceLine: (file: string, line: number) => string): string {
  if (!found.error)
    return `Uncaught:\n${found.text}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n`;
  if (!found.file || !found.line) return `${found.text}\n`;
  const text = sourceLine(found.file, found.line);
  const thrown = text.search(/\bthrow\b/);
  const caret =
    thrown >= 0 && !found.syntax ? thrown : Math.max(0, Math.min(text.length, (found.column ?? 1) - 1));
  return `${found.file}:${found.line}\n${text}\n${" ".repeat(caret)}^\n\n${found.text}\n`;
}

/** A promise was rejected with something that is not an error. */
export function unhandled(shown: string): string {
  return (
    `node:internal/process/promises:288\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n\n` +
    "[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason " +
    `"${shown.replace(/^'|'$/g, "")}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n`
  );
}

export function outOfMemory(limit: number): string {
  return `FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory (this small node has ${Math.round(limit / 2 ** 20)} MB)\n`;
}

/** It computed for longer than it may. */
export function stopped(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `node: stopped: the program computed for ${seconds} seconds without a system call or a pause\n`;
}
