import type { AnyNode, Expression, Program, VariableDeclaration } from "acorn";
import type { Reference, Scope } from "eslint-scope";
import { LAST_EXPRESSION } from "../names.js";
import type { Edit } from "./edits.js";
import { analyze } from "./packages.js";
import { walk } from "./transform.js";

export interface SharedNames {
  readonly edits: readonly Edit[];
  /** What the cell declares at its top level. */
  readonly names: readonly string[];
  readonly constants: readonly string[];
  /** Variables of earlier cells that it sets. */
  readonly sets: readonly string[];
  readonly lastExpression?: string;
}

/** How a name is declared at the cell's top level: a variable becomes a member of `exports`, others are copied to one. */
type Kind = "variable" | "function" | "class";

/**
 * Turns every use of a variable that cells share into a member of `exports`, as TypeScript does for a module's
 * exports. Undefined where replacing words is not enough: a `var` in a block, a function that is assigned to.
 *
 * @param isKnown whether an earlier cell has a value of this name
 */
export function shareNames(program: Program, isKnown: (name: string) => boolean): SharedNames | undefined {
  const tree: object = program;
  if (!isEsTree(tree)) return undefined;
  const manager = analyze(tree, { ecmaVersion: 2022, sourceType: "module" });
  const top = manager.scopes.find(({ type }) => type === "module");
  const kinds = top && kindsIn(top, program);
  if (!kinds) return undefined;

  const functions = [...kinds].filter(([, kind]) => kind === "function");
  const copies = functions.map(([name]) => ` exports.${name} = ${name};`).join("");
  // Of edits at the same place, the first comes first.
  const edits: Edit[] = [put(0, `"use strict";${copies} `)];
  const last = program.body.findLast(({ type }) => type !== "EmptyStatement");
  const expression = last?.type === "ExpressionStatement" ? last.expression : undefined;
  if (expression) edits.push(put(expression.start, `exports.${LAST_EXPRESSION} = (`));
  for (const statement of program.body) {
    if (statement.type === "VariableDeclaration") edits.push(...declarationEdits(statement));
    if (statement.type === "ClassDeclaration")
      edits.push(put(statement.end, ` exports.${statement.id.name} = ${statement.id.name};`));
  }
  const known = top.through.filter(({ identifier }) => isKnown(identifier.name));
  const mentions = top.variables
    .filter(({ name }) => kinds.get(name) === "variable")
    .flatMap(({ references }) => references)
    .concat(known);
  edits.push(...mentionEdits(program, mentions));
  if (expression) edits.push(put(expression.end, ")"));
  const constants = program.body.flatMap((each) =>
    each.type === "VariableDeclaration" && each.kind === "const" ? namesDeclared(each, top) : [],
  );
  return {
    edits,
    names: [...kinds.keys()],
    constants,
    sets: known.filter((each) => each.isWrite()).map(({ identifier }) => identifier.name),
    ...(expression ? { lastExpression: LAST_EXPRESSION } : {}),
  };
}

/** What the cell's top level declares; undefined unless each name is declared once, by a statement of the top level, and set there. */
function kindsIn(top: Scope, program: Program): Map<string, Kind> | undefined {
  const own = new Set<object>(program.body);
  const kinds = new Map<string, Kind>();
  for (const { name, defs, references } of top.variables) {
    const [def, ...more] = defs;
    if (!def || more.length > 0 || name === "__proto__") return undefined;
    if (def.type === "Variable") {
      if (!def.parent || !own.has(def.parent)) return undefined;
      kinds.set(name, "variable");
    } else if (def.type === "FunctionName" || def.type === "ClassName") {
      if (!own.has(def.node) || references.some((each) => each.isWrite())) return undefined;
      kinds.set(name, def.type === "FunctionName" ? "function" : "class");
    } else {
      return undefined;
    }
  }
  return kinds;
}

/** `const a = 1, { b } = c;` becomes `(a = 1, { b } = c);`. The names themselves are replaced like all other uses. */
function declarationEdits({ start, kind, declarations }: VariableDeclaration): Edit[] {
  const first = declarations[0];
  const last = declarations.at(-1);
  if (!first || !last) return [];
  const edits: Edit[] = [{ start, end: first.start, text: "(" }];
  for (const { id, init } of declarations) {
    if (id.type !== "Identifier") continue;
    if (!init) {
      // `var x;` keeps the value that it has.
      const text = kind === "var" ? "void 0" : `exports.${id.name} = undefined`;
      edits.push({ start: id.start, end: id.end, text });
    } else if (isAnonymous(init)) {
      // A function takes its name from the variable it is assigned to, and here from a property; not from a member expression.
      edits.push(put(init.start, `{ ${id.name}: `), put(init.end, ` }.${id.name}`));
    }
  }
  edits.push(put(last.end, ")"));
  return edits;
}

function isAnonymous(init: Expression): boolean {
  return (
    init.type === "ArrowFunctionExpression" ||
    ((init.type === "FunctionExpression" || init.type === "ClassExpression") && !init.id)
  );
}

function mentionEdits(program: Program, references: readonly Reference[]): Edit[] {
  const places = new Map<number, { readonly end: number; readonly name: string }>();
  for (const { identifier } of references) {
    const [start, end] = identifier.range ?? [0, 0];
    places.set(start, { end, name: identifier.name });
  }
  if (places.size === 0) return [];
  const shorthands = new Set<number>();
  const called = new Set<number>();
  walk(program, (node: AnyNode) => {
    if (node.type === "Property" && node.shorthand) shorthands.add(node.start);
    if (node.type === "CallExpression" && node.callee.type === "Identifier") called.add(node.callee.start);
    if (node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier")
      called.add(node.tag.start);
  });
  return [...places].map(([start, { end, name }]) => {
    const member = `exports.${name}`;
    // `exports.f()` would be a call with a `this`.
    const text = called.has(start) ? `(0, ${member})` : member;
    return { start, end, text: shorthands.has(start) ? `${name}: ${text}` : text };
  });
}

function namesDeclared(declaration: VariableDeclaration, top: Scope): string[] {
  return top.variables
    .filter(({ defs }) => defs.some((def) => def.type === "Variable" && Object.is(def.parent, declaration)))
    .map(({ name }) => name);
}

function put(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** One library's tree as the other's: both have the ESTree form, and their types differ only in rare places. */
function isEsTree(tree: object): tree is Parameters<typeof analyze>[0] {
  return "type" in tree && tree.type === "Program";
}
