import { requireLines } from "./lines.js";
import type { CellMagic } from "./magic.js";

/** A magic that shows the cell's lines as one media type. */
export function showLines(
  help: Pick<CellMagic, "name" | "summary" | "elsewhere" | "language">,
  mediaType: string,
): CellMagic<{ readonly text: string }> {
  return {
    kind: "cell",
    usage: help.name,
    ...help,

    parse(call) {
      requireLines(call, `${help.name} ${call.parameters}`, `to show. Write the ${help.name.slice(2)}`);
      return { text: call.text };
    },

    async run({ text }, { context }) {
      const display = { data: { [mediaType]: text, "text/plain": text }, metadata: {} };
      context.output({ type: "display", display, update: false });
    },
  };
}
