import { goJson } from "../go-text.js";

/** `docker inspect`: a JSON array, four spaces, a line end. */
export function inspectText(values: readonly unknown[]): string {
  return `${goJson(values, 4)}\n`;
}
