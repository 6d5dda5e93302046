/**
 * The globals of the place where this folder's modules run: QuickJS's own, and the parameters that `machine.ts` passes.
 * Nothing of Node.js or of a browser.
 */

/** A call to the host. A result that begins with `=` is text; with `!`, an error as JSON. */
declare function host(name: "cwd" | "decode" | "kind" | "sourceLine", ...args: HostValue[]): string;
declare function host(name: "memory"): number;
declare function host(name: "stdin" | "line" | "random", ...args: HostValue[]): Uint8Array<ArrayBuffer>;
declare function host(name: string, ...args: HostValue[]): string | Uint8Array | undefined;
type HostValue = string | number | Uint8Array;
/** Compiles a script of one function. Returns the function, or the error. */
declare function compile(
  code: string,
  file: string,
): [value: (...args: unknown[]) => unknown, error?: unknown];
/** 0 pending, 1 fulfilled, 2 rejected; and the value. */
declare function promiseState(promise: Promise<unknown>): [state: 0 | 1 | 2, result?: unknown];
/** What the host tells the program about itself, as JSON. */
declare const optionsText: string;

declare const performance: { now(): number };
declare function queueMicrotask(callback: () => void): void;
declare class DOMException extends Error {
  constructor(message?: string, name?: string);
}

interface CallSite {
  getFileName(): string | null;
  getFunctionName(): string | null;
  getLineNumber(): number;
  getColumnNumber(): number;
}
interface ErrorConstructor {
  stackTraceLimit: number;
  prepareStackTrace(error: Error, sites: CallSite[]): string;
}
