import type { MimeBundle } from "../display/displayable.js";
import type { CommandIO } from "./io.js";

/** In a notebook the value in its richest form; elsewhere its text, which is the same text. */
export function show(io: CommandIO, bundle: MimeBundle): void {
  if (io.display === undefined) io.stdout(bundle["text/plain"]);
  else io.display(bundle);
}
