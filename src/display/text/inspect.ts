import { goJson } from "../../go/json.js";

/** `docker inspect`: a JSON array, indented by four spaces, with a newline at the end. */
export function inspectText(values: readonly unknown[]): string {
  return `${goJson(values, 4)}\n`;
}
