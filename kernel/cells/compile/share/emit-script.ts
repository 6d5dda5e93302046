import type { CompiledCell } from "../compiler.js";
import { applyEdits } from "./edits.js";
import type { Script } from "./script.js";
import { shareNames } from "./share-names.js";
import { parseScript } from "./syntax.js";

/** Whether a cell may be one object, `{ a: 1 }`: a cell is shown what it is, and nobody writes a block for nothing. */
export function looksLikeObject(source: string): boolean {
  return /^(?:\s|\/\/.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*\{[\s\S]*\}\s*$/.test(source);
}

/**
 * The JavaScript of a cell that runs beside others.
 *
 * @param source the cell as it was written
 * @param isKnown whether an earlier cell has a value of this name
 * @throws {SyntaxError} of acorn, with the place in the script as `pos`
 */
export function emitScript(
  source: string,
  script: Script,
  isKnown: (name: string) => boolean,
): Omit<CompiledCell, "id" | "files"> {
  const words = new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
  const parsed = parseScript(script.text);
  const { edits, ...names } = shareNames(script.text, parsed, (name) => words.has(name), isKnown);
  const { text, places } = applyEdits(script.text, edits);
  return { javascript: text, sourceMap: script.sourceMap, edits: places, prefix: 0, ...names };
}
