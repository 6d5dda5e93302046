import { consoleCell } from "./console/console.js";
import { type Ask, completeFrom, type LineCompletion } from "./lab-names.js";
import { findMagic, MAGICS } from "./registry.js";

/**
 * Completion in a cell that is not TypeScript, or of a magic's name.
 * @param before the cell's text up to the cursor
 * @returns undefined if it is TypeScript after all
 */
export async function completeCell(before: string, ask: Ask): Promise<LineCompletion | undefined> {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (/^%\S*$/.test(line)) {
    const magics = MAGICS.filter(({ name }) => name.startsWith("%"));
    return completeFrom(
      magics.map(({ name }) => ({ name, kind: "magic" })),
      line,
    );
  }
  const opening = before.trimStart().split("\n", 1)[0] ?? "";
  if (/^\s*\$\s/.test(line) || /^\$\s/.test(opening) || consoleCell.isLine(opening)) {
    // It knows docker's whole command line, which cells must not wait for.
    const { completeConsoleLine } = await import("./console/completion.js");
    return completeConsoleLine(line, ask);
  }
  const [, name = "", parameters = ""] = /^(%%\S+)\s*(.*)$/.exec(opening) ?? [];
  const magic = findMagic(name);
  if (magic?.kind !== "cell") return undefined;
  const word = /\S*$/.exec(line)?.[0] ?? "";
  const isOpening = line.trimStart() === opening;
  const found = (await magic.complete?.({ isOpening, parameters, before, line, word }, ask)) ?? [];
  return completeFrom(found, word);
}
