import type { CompiledCell } from "../compiler.js";
import { emitScript, looksLikeObject } from "../share/emit-script.js";
import { withoutTypes } from "./transform.js";

/**
 * Emits a cell's JavaScript without TypeScript's own compiler: for most cells, in a tenth of the time, and before that
 * compiler is loaded. Undefined for the others, which run the same way.
 *
 * @param isKnown whether an earlier cell has a value of this name
 */
export function fastEmit(
  source: string,
  isKnown: (name: string) => boolean,
): Omit<CompiledCell, "id"> | undefined {
  const object = looksLikeObject(source) ? withoutTypes(`(${source}\n)`) : undefined;
  const script = object ?? withoutTypes(source);
  if (!script) return undefined;
  try {
    return { ...emitScript(source, script, isKnown), prefix: object ? 1 : 0, files: [] };
  } catch (error) {
    // Declared twice: TypeScript reports it best.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
