import { type Content, element } from "../display/html/element.js";

/** A question's or an answer's text: what stands between backticks becomes code. */
export function withCode(text: string): Content {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? element("code", {}, part.slice(1, -1)) : part));
}
