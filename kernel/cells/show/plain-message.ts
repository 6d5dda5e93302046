import { CONSTANTS, SHARED } from "../compile/names.js";

const CALLED = new RegExp(`\\(0 ?, (?:${CONSTANTS}|${SHARED})\\.([^\\s()]+)\\)`, "g");
const MEMBER = new RegExp(`\\b(?:${CONSTANTS}|${SHARED})\\.`, "g");
/** A module's name that no file has. */
const IMPORTER = /\n- [^\n]*[\\/]cell\.cjs(?=\n|$)/;

/** An engine's message about a cell's JavaScript, in the words of the cell: `f is not a function`. */
export function plainMessage(message: string): string {
  return message
    .replace(CALLED, "$1")
    .replace(MEMBER, "")
    .replace(IMPORTER, "")
    .replace(/\nRequire stack:$/, "");
}

/** Gives an error its plain message, also where a cell looks at it. Anything else that was thrown stays as it is. */
export function makePlain(error: unknown): void {
  if (!(error instanceof Error)) return;
  const message: unknown = Object.getOwnPropertyDescriptor(error, "message")?.value;
  if (typeof message !== "string") return;
  const plain = plainMessage(message);
  if (plain !== message) Reflect.set(error, "message", plain);
}
