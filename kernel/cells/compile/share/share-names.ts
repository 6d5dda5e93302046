import type { AnyNode, Expression, Program, VariableDeclaration } from "acorn";
import type { Reference, Scope, Variable } from "eslint-scope";
import { CAUGHT, CONSTANTS, DYNAMIC_IMPORT, LAST_EXPRESSION, META, SHARED } from "../names.js";
import { type Edit, put } from "./edits.js";
import { moduleEdits } from "./modules.js";
import { type ParsedScript, walk } from "./syntax.js";

export interface SharedNames {
  readonly edits: readonly Edit[];
  /** What the cell declares at its top level, `var` in blocks included. */
  readonly names: readonly string[];
  readonly constants: readonly string[];
  /** Modules that it imports at its top level. */
  readonly imports: readonly string[];
  /** Those that it may import while it runs, as far as their names are written in it. */
  readonly dynamicImports: readonly string[];
  /** Variables of earlier cells that it sets. */
  readonly sets: readonly string[];
  readonly lastExpression?: string;
}

/**
 * Turns every use of a name that cells share into a member of the object that they share. So a function of an earlier cell
 * sees what a later one sets a variable to, and calls the function that a later one declares again.
 *
 * @param written whether the cell's own text has the name: what a compiler has added is nobody else's
 * @param isKnown whether an earlier cell has a value of this name
 */
export function shareNames(
  text: string,
  { program, top }: ParsedScript,
  written: (name: string) => boolean,
  isKnown: (name: string) => boolean,
): SharedNames {
  const shared = top.variables.filter(
    ({ name, defs }) => written(name) || defs.some(({ type }) => type === "ImportBinding"),
  );
  const own = new Set(shared.map(({ name }) => name));
  const modules = moduleEdits(text, program, (name) => own.has(name) || isKnown(name));
  const hoisted = shared.flatMap(({ name, defs }) => {
    if (defs.some(({ type }) => type === "FunctionName")) return `${SHARED}.${name} = ${name};`;
    // A variable that is never set is there all the same, and keeps the value that it has.
    return defs.some((def) => kindOf(def) === "var") ? `${SHARED}.${name} = ${SHARED}.${name};` : [];
  });
  // Of edits at the same place, the first comes first.
  const edits: Edit[] = [
    put(0, ['"use strict";', ...hoisted, ...modules.before, ""].join(" ")),
    ...modules.edits,
  ];
  const last = lastExpression(program);
  if (last) edits.push(put(last.start, `${SHARED}.${LAST_EXPRESSION} = (`));
  for (const statement of program.body) edits.push(...classEdits(statement, own));
  edits.push(...variableEdits(program, shared));
  const constants = shared.filter(({ defs }) => defs.some((def) => kindOf(def) === "const"));
  const known = top.through.filter(({ identifier }) => isKnown(identifier.name));
  const writes = constants
    .flatMap(({ references }) => references)
    .filter((each) => each.isWrite() && !each.init);
  const mentions = shared.flatMap(({ references }) => references).concat(known);
  edits.push(...mentionEdits(program, mentions, new Set(writes)));
  if (last) edits.push(put(last.end, ")"));
  return {
    edits,
    names: [...new Set([...own, ...modules.names])],
    constants: [...constants.map(({ name }) => name), ...modules.constants],
    imports: modules.imports,
    dynamicImports: dynamicImports(program),
    sets: known.filter((each) => each.isWrite()).map(({ identifier }) => identifier.name),
    ...(last ? { lastExpression: LAST_EXPRESSION } : {}),
  };
}

function dynamicImports(program: Program): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    if (node.type === "ImportExpression" && node.source.type === "Literal")
      found.push(String(node.source.value));
  });
  return found;
}

function kindOf(def: Scope["variables"][number]["defs"][number]): string | undefined {
  return def.type === "Variable" ? def.parent?.kind : undefined;
}

/** The value of a cell: that of its last statement, if that is an expression or the default export. */
function lastExpression(program: Program): Expression | undefined {
  const last = program.body.findLast(({ type }) => type !== "EmptyStatement");
  if (last?.type === "ExpressionStatement") return last.expression;
  if (last?.type !== "ExportDefaultDeclaration") return undefined;
  const { declaration } = last;
  return declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration"
    ? undefined
    : declaration;
}

/** A class is there from its place on. */
function classEdits(statement: Program["body"][number], own: ReadonlySet<string>): Edit[] {
  const isExport =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  const declared = isExport ? statement.declaration : statement;
  const name = declared?.type === "ClassDeclaration" ? declared.id?.name : undefined;
  if (!declared || name === undefined || !own.has(name)) return [];
  return [put(declared.end, ` ${SHARED}.${name} = ${name};`)];
}

/** All declarations of shared variables, in blocks and loops too. */
function variableEdits(program: Program, shared: readonly Variable[]): Edit[] {
  const parents = new Set<object>();
  for (const { defs } of shared)
    for (const def of defs) if (def.type === "Variable" && def.parent) parents.add(def.parent);
  if (parents.size === 0) return [];
  const edits: Edit[] = [];
  const targets = new Set<AnyNode>();
  walk(program, (node) => {
    if (node.type === "ForInStatement" || node.type === "ForOfStatement") targets.add(node.left);
    if (node.type !== "VariableDeclaration" || !parents.has(node)) return;
    const [first] = node.declarations;
    if (targets.has(node)) edits.push({ start: node.start, end: first?.start ?? node.start, text: "" });
    else edits.push(...declarationEdits(node));
  });
  return edits;
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
      const text = kind === "var" ? "void 0" : `${SHARED}.${id.name} = undefined`;
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

function mentionEdits(
  program: Program,
  references: readonly Reference[],
  errors: ReadonlySet<Reference>,
): Edit[] {
  const places = new Map<number, { readonly end: number; readonly name: string; readonly from: string }>();
  for (const reference of references) {
    const { identifier } = reference;
    const [start, end] = identifier.range ?? [0, 0];
    places.set(start, { end, name: identifier.name, from: errors.has(reference) ? CONSTANTS : SHARED });
  }
  const edits: Edit[] = [];
  const shorthands = new Set<number>();
  const called = new Set<number>();
  walk(program, (node: AnyNode) => {
    if (node.type === "MetaProperty" && node.meta.name === "import")
      edits.push({ start: node.start, end: node.end, text: META });
    if (node.type === "ImportExpression")
      edits.push({ start: node.start, end: node.start + "import".length, text: DYNAMIC_IMPORT });
    if (node.type === "CatchClause" && node.param?.type === "Identifier")
      edits.push(put(node.body.start + 1, ` ${CAUGHT}(${node.param.name});`));
    if (node.type === "Property" && node.shorthand) shorthands.add(node.start);
    if (node.type === "CallExpression" && node.callee.type === "Identifier") called.add(node.callee.start);
    if (node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier")
      called.add(node.tag.start);
    // `export { name }` mentions it, but is no use of it.
    if (node.type === "ExportSpecifier") places.delete(node.local.start);
  });
  for (const [start, { end, name, from }] of places) {
    const member = `${from}.${name}`;
    // `shared.f()` would be a call with a `this`.
    const text = called.has(start) ? `(0, ${member})` : member;
    edits.push({ start, end, text: shorthands.has(start) ? `${name}: ${text}` : text });
  }
  return edits;
}
