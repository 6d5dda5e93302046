import type { AnyNode, Program } from "acorn";
import type { Scope } from "eslint-scope";
import { analyze, parse } from "./packages.js";

/** A script as a tree, with the scope of what it declares at its top level. */
export interface ParsedScript {
  readonly program: Program;
  readonly top: Scope;
}

/**
 * @throws {SyntaxError} of acorn, with the place as `pos`: what TypeScript lets pass, such as a name that is declared twice
 */
export function parseScript(text: string): ParsedScript {
  const program: object = parseProgram(text);
  if (!isProgram(program) || !isEsTree(program)) throw new TypeError("acorn has made no program");
  const manager = analyze(program, { ecmaVersion: 2022, sourceType: "module" });
  const top = manager.scopes.find(({ type }) => type === "module");
  if (!top) throw new TypeError("eslint-scope has found no module");
  return { program, top };
}

function parseProgram(text: string): Program {
  const options = { ecmaVersion: "latest", ranges: true } as const;
  try {
    return parse(text, { ...options, sourceType: "module" });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    try {
      // A function that is declared twice.
      return parse(text, {
        ...options,
        sourceType: "script",
        allowAwaitOutsideFunction: true,
        allowImportExportEverywhere: true,
      });
    } catch {
      throw error;
    }
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

function isProgram(node: object): node is Program {
  return "type" in node && node.type === "Program";
}

/** One library's tree as the other's: both have the ESTree form, and their types differ only in rare places. */
function isEsTree(tree: object): tree is Parameters<typeof analyze>[0] {
  return "type" in tree && tree.type === "Program";
}
