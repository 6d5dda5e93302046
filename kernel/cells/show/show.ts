import { inspect } from "node:util";
import { DISPLAY, isDisplayable, type MimeBundle } from "../../../src/display/displayable.js";
import type { DisplayData } from "../task.js";

// Taken before any cell runs, which may replace them.
const { parse, stringify } = JSON;

/** How a value shows: by its own `Symbol.for("Jupyter.display")`, or else as Node's console prints it. */
export async function show(value: unknown): Promise<DisplayData> {
  if (!isDisplayable(value)) return { data: { "text/plain": inspect(value) }, metadata: {} };
  return bundle(await value[DISPLAY](), value);
}

/** Checks that `data` is a media-type bundle that can be sent as JSON, and adds a `text/plain`. */
export function bundle(data: unknown, value: unknown = data): DisplayData {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new TypeError(
      `A value that shows itself must answer with an object from media types to data, such as { "text/html": "…" }; it answered with ${inspect(data)}.`,
    );
  }
  const plain = "text/plain" in data ? {} : { "text/plain": inspect(value) };
  const copy: MimeBundle = parse(stringify({ ...data, ...plain }));
  return { data: copy, metadata: {} };
}
