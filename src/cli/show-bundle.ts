import type { MimeBundle } from "../display/displayable.js";
import type { CommandIO } from "./command-io.js";

/** Shows a value: in a notebook in its richest form, elsewhere as text. */
export function show(io: CommandIO, bundle: MimeBundle): void {
  if (io.display === undefined) io.stdout(bundle["text/plain"]);
  else io.display(bundle);
}
