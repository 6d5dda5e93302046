import type { AnyNode, Program } from "acorn";
import { parse, transformSync } from "./packages.js";

/** A cell without its types, as text and as a tree. */
export interface PlainCell {
  readonly text: string;
  readonly program: Program;
  /** From `text` to the cell. */
  readonly sourceMap: string;
}

/** What only TypeScript itself can turn into JavaScript, and names used by our own wrapper. Strings may contain them too: no harm. */
const LEAVE_TO_TYPESCRIPT =
  /@|\b(?:import|export|enum|namespace|module|declare|interface|type|abstract|using|exports|require|arguments)\b/;

/** Removes a cell's types; undefined where TypeScript does it better, as when the cell has errors. */
export function withoutTypes(source: string): PlainCell | undefined {
  if (LEAVE_TO_TYPESCRIPT.test(source)) return undefined;
  const { code, map, errors } = transformSync("cell.ts", source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    sourcemap: true,
  });
  if (errors.length > 0 || !map) return undefined;
  try {
    const program = parse(code, { ecmaVersion: 2022, sourceType: "module", ranges: true });
    return { text: code, program, sourceMap: JSON.stringify(map) };
  } catch (error) {
    // Declared twice: TypeScript reports it best.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Calls `visit` for every node below `root`. */
export function walk(root: AnyNode, visit: (node: AnyNode) => void): void {
  visit(root);
  for (const value of Object.values(root)) {
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) walk(each, visit);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
