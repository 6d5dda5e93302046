import type TS from "typescript";
import ts from "./load.js";

/** "Property 'x' does not exist on type …" */
const NO_MEMBER = 2339;

/**
 * JavaScript gives an object its members when it likes: a constructor sets `this.x`, a program fills `{}`. TypeScript wants
 * to be told before, and calls all of that a mistake where nobody has written types.
 */
export interface LateMembers {
  /** Declarations that say what the cell's classes set, for behind its text. */
  readonly declarations: string;
  /** What is said about a member of an object that had none. */
  readonly isMistaken: (found: TS.Diagnostic) => boolean;
}

export function lateMembers(
  program: TS.Program,
  file: TS.SourceFile,
  found: readonly TS.Diagnostic[],
): LateMembers | undefined {
  const unknown = new Set(found.filter(({ code }) => code === NO_MEMBER).map(({ start }) => start));
  if (unknown.size === 0) return undefined;
  const isUnknown = (name: TS.Node): boolean => unknown.has(name.getStart(file));
  const declarations = file.statements.flatMap((each) =>
    ts.isClassDeclaration(each) && each.name ? declarationOf(each, each.name, file, isUnknown) : [],
  );
  const empty = emptyObjects(program, file, isUnknown);
  if (declarations.length + empty.size === 0) return undefined;
  return {
    declarations: declarations.join(" "),
    isMistaken: ({ code, start = -1 }) => code === NO_MEMBER && empty.has(start),
  };
}

/** An interface of the class's name is part of the class. */
function declarationOf(
  declared: TS.ClassDeclaration,
  { text }: TS.Identifier,
  file: TS.SourceFile,
  isUnknown: (name: TS.Node) => boolean,
): string[] {
  const words = (ts.getModifiers(declared) ?? []).map(({ kind }) => kind);
  // Two declarations of a default export are none.
  if (words.includes(ts.SyntaxKind.DefaultKeyword)) return [];
  const names = new Set<string>();
  for (const member of declared.members)
    if (!(ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(isStatic)))
      ts.forEachChild(member, (child) => collect(child, names, isUnknown));
  for (const statement of file.statements) {
    const name = ofPrototype(statement, text);
    if (name && isUnknown(name)) names.add(name.text);
  }
  if (names.size === 0) return [];
  const parameters = declared.typeParameters;
  const generic = parameters ? `<${parameters.map((each) => each.getText(file)).join(", ")}>` : "";
  const exported = words.includes(ts.SyntaxKind.ExportKeyword) ? "export " : "";
  return [
    `${exported}interface ${text}${generic} { ${[...names].map((name) => `${name}: any;`).join(" ")} }`,
  ];
}

function isStatic({ kind }: TS.ModifierLike): boolean {
  return kind === ts.SyntaxKind.StaticKeyword;
}

/** The names that `this.NAME = …` sets, in functions that have the same `this`. */
function collect(node: TS.Node, names: Set<string>, isUnknown: (name: TS.Node) => boolean): void {
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node)) return;
  const target = assigned(node);
  if (target?.expression.kind === ts.SyntaxKind.ThisKeyword && ts.isIdentifier(target.name))
    if (isUnknown(target.name)) names.add(target.name.text);
  ts.forEachChild(node, (child) => collect(child, names, isUnknown));
}

function assigned(node: TS.Node): TS.PropertyAccessExpression | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  return isAssignment && ts.isPropertyAccessExpression(node.left) ? node.left : undefined;
}

/** `CLASS.prototype.NAME = …` */
function ofPrototype(statement: TS.Statement, name: string): TS.Identifier | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const target = assigned(statement.expression);
  if (!target || !ts.isIdentifier(target.name) || !ts.isPropertyAccessExpression(target.expression))
    return undefined;
  const { expression, name: member } = target.expression;
  return ts.isIdentifier(expression) && expression.text === name && member.text === "prototype"
    ? target.name
    : undefined;
}

/** `{}`, as an expression and as the type that an earlier cell's variable has. */
const LITERAL = ts.SymbolFlags.ObjectLiteral | ts.SymbolFlags.TypeLiteral;

/** Where a member is looked for on an object that began as `{}`: no name could be right. */
function emptyObjects(
  program: TS.Program,
  file: TS.SourceFile,
  isUnknown: (name: TS.Node) => boolean,
): ReadonlySet<number> {
  const types = program.getTypeChecker();
  const places = new Set<number>();
  const visit = (node: TS.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isUnknown(node.name)) {
      const type = types.getTypeAtLocation(node.expression);
      const isEmpty =
        (type.flags & ts.TypeFlags.Object) !== 0 &&
        ((type.symbol?.flags ?? 0) & LITERAL) !== 0 &&
        type.getProperties().length + type.getCallSignatures().length === 0;
      if (isEmpty) places.add(node.name.getStart(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return places;
}
