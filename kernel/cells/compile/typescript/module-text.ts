import type TS from "typescript";
import { LAST_EXPRESSION } from "../names.js";
import ts from "./load.js";

/** Text inserted into a cell's own; no line ends, so line numbers stay the same. */
export interface Insertion {
  /** UTF-16 code units of the cell's text. */
  readonly offset: number;
  readonly text: string;
}

/** What is known of a cell without its types. */
export interface CellOutline {
  /** Names declared at its top level, which later cells see. */
  readonly declared: ReadonlyMap<string, DeclaredName>;
  /** Those of its names that it exports itself. */
  readonly exported: ReadonlySet<string>;
  /** All identifiers in it. */
  readonly identifiers: ReadonlySet<string>;
  /** Modules imported at its top level, except for types alone. */
  readonly imports: readonly string[];
  readonly insertions: readonly Insertion[];
  readonly hasLastExpression: boolean;
}

export interface DeclaredName {
  /** In the terms of TypeScript's completion: `const`, `function`, `class`, `interface` … */
  readonly kind: string;
  /** Whether there is a value of this name when the cell runs, rather than only a type. */
  readonly isValue: boolean;
  /** A variable without a type of its own: TypeScript takes that of what it is set to, each time, or of what an array is given. */
  readonly evolves?: "value" | "array";
  /** For an import: the same import, for this name alone. */
  readonly importText?: string;
}

/**
 * Makes a module of a cell: it exports what the cell declares at its top level, and its last expression. TypeScript then
 * turns every use of such a name into a member of `exports`, which all cells share: a value that a later cell
 * sets is seen by the functions of the cell that declared it.
 */
export function outlineCell(file: TS.SourceFile): CellOutline {
  const outline = new Outline(file);
  for (const statement of file.statements) outline.add(statement);
  outline.takeLastExpression();
  return {
    declared: outline.declared,
    exported: outline.exported,
    identifiers: identifiersOf(file),
    imports: outline.imports,
    insertions: outline.insertions.sort((a, b) => a.offset - b.offset),
    hasLastExpression: outline.hasLastExpression,
  };
}

class Outline {
  readonly declared = new Map<string, DeclaredName>();
  readonly exported = new Set<string>();
  readonly imports: string[] = [];
  readonly insertions: Insertion[] = [];
  hasLastExpression = false;
  readonly #file: TS.SourceFile;

  constructor(file: TS.SourceFile) {
    this.#file = file;
  }

  add(statement: TS.Statement): void {
    if (ts.isVariableStatement(statement)) this.#variables(statement);
    else if (ts.isFunctionDeclaration(statement)) this.#named(statement, "function", true);
    else if (ts.isClassDeclaration(statement)) this.#named(statement, "class", true);
    else if (ts.isEnumDeclaration(statement)) this.#named(statement, "enum", true);
    else if (ts.isInterfaceDeclaration(statement)) this.#named(statement, "interface", false);
    else if (ts.isTypeAliasDeclaration(statement)) this.#named(statement, "type", false);
    else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name))
      this.#named(statement, "module", true);
    else if (ts.isImportEqualsDeclaration(statement)) this.#named(statement, "alias", true);
    else if (ts.isImportDeclaration(statement)) this.#import(statement);
    else if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    )
      for (const { name } of statement.exportClause.elements) this.exported.add(name.text);
  }

  takeLastExpression(): void {
    const last = this.#file.statements.findLast((statement) => !ts.isEmptyStatement(statement));
    if (!last || !ts.isExpressionStatement(last)) return;
    this.hasLastExpression = true;
    this.#insert(last.expression.getStart(this.#file), `exports.${LAST_EXPRESSION} = (`);
    this.#insert(last.expression.getEnd(), ")");
  }

  #variables(statement: TS.VariableStatement): void {
    const { flags, declarations } = statement.declarationList;
    // What `using` declares is gone at the cell's end.
    const isUsing = (flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Using;
    const isAwaitUsing = (flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing;
    if (isUsing || isAwaitUsing) return;
    const kind = flags & ts.NodeFlags.Const ? "const" : flags & ts.NodeFlags.Let ? "let" : "var";
    const isValue = !has(statement, ts.SyntaxKind.DeclareKeyword);
    for (const declaration of declarations)
      for (const each of namesOf(declaration.name)) {
        const evolves = kind === "const" || !isValue ? undefined : evolution(declaration);
        this.declared.set(each, { kind, isValue, ...(evolves ? { evolves } : {}) });
        if (has(statement, ts.SyntaxKind.ExportKeyword)) this.exported.add(each);
      }
    this.#export(statement);
    if (!isValue || kind !== "let") return;
    // Without a value of its own, TypeScript would keep the one of an earlier cell.
    for (const { initializer, end } of declarations) if (!initializer) this.#insert(end, " = undefined");
  }

  #named(
    statement: TS.DeclarationStatement | TS.FunctionDeclaration | TS.ClassDeclaration,
    kind: string,
    isValue: boolean,
  ): void {
    if (!statement.name) return;
    const known = this.declared.get(statement.name.text);
    const here = isValue && !has(statement, ts.SyntaxKind.DeclareKeyword);
    // An interface and a variable may share a name.
    if (!known?.isValue) this.declared.set(statement.name.text, { kind, isValue: here });
    if (has(statement, ts.SyntaxKind.ExportKeyword) && !has(statement, ts.SyntaxKind.DefaultKeyword))
      this.exported.add(statement.name.text);
    this.#export(statement);
  }

  #import(statement: TS.ImportDeclaration): void {
    const { importClause, moduleSpecifier } = statement;
    if (!ts.isStringLiteral(moduleSpecifier)) return;
    const isTypeOnly = importClause?.isTypeOnly ?? false;
    if (!isTypeOnly) this.imports.push(moduleSpecifier.text);
    if (!importClause) return;
    const from = `from ${JSON.stringify(moduleSpecifier.text)};`;
    const word = isTypeOnly ? "import type" : "import";
    const add = (name: TS.Identifier, text: string, isValue: boolean): void => {
      this.declared.set(name.text, { kind: "alias", isValue, importText: `${word} ${text} ${from}` });
      if (isValue) this.#insert(statement.end, `;exports.${name.text} = ${name.text};`);
    };
    if (importClause.name) add(importClause.name, importClause.name.text, !isTypeOnly);
    const bindings = importClause.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings))
      add(bindings.name, `* as ${bindings.name.text}`, !isTypeOnly);
    if (bindings && ts.isNamedImports(bindings)) {
      for (const { name, propertyName, isTypeOnly: isType } of bindings.elements) {
        const origin = propertyName ? `${propertyName.getText(this.#file)} as ` : "";
        add(name, `{ ${isType ? "type " : ""}${origin}${name.text} }`, !isTypeOnly && !isType);
      }
    }
  }

  #export(statement: TS.Statement): void {
    if (!has(statement, ts.SyntaxKind.ExportKeyword)) this.#insert(statement.getStart(this.#file), "export ");
  }

  #insert(offset: number, text: string): void {
    this.insertions.push({ offset, text });
  }
}

function evolution({ name, type, initializer }: TS.VariableDeclaration): DeclaredName["evolves"] {
  if (type || !ts.isIdentifier(name)) return undefined;
  if (!initializer || initializer.kind === ts.SyntaxKind.NullKeyword) return "value";
  if (ts.isIdentifier(initializer)) return initializer.text === "undefined" ? "value" : undefined;
  return ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0 ? "array" : undefined;
}

function has(node: TS.Node, kind: TS.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((each) => each.kind === kind) ?? false);
}

export function namesOf(name: TS.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

export function identifiersOf(root: TS.Node): Set<string> {
  const found = new Set<string>();
  const visit = (node: TS.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** A cell's text with insertions, and the way back to places in the cell. */
export class ModuleText {
  readonly text: string;
  readonly #insertions: readonly Insertion[];
  readonly #prefix: number;

  constructor(source: string, insertions: readonly Insertion[], prefix: string) {
    this.#insertions = insertions;
    this.#prefix = prefix.length;
    let text = prefix;
    let from = 0;
    for (const insertion of insertions) {
      text += source.slice(from, insertion.offset) + insertion.text;
      from = insertion.offset;
    }
    this.text = text + source.slice(from);
  }

  /** The place in the cell; undefined within an insertion. */
  toCell(offset: number): number | undefined {
    let shift = this.#prefix;
    if (offset < shift) return undefined;
    for (const insertion of this.#insertions) {
      const start = insertion.offset + shift;
      if (offset < start) break;
      if (offset < start + insertion.text.length) return undefined;
      shift += insertion.text.length;
    }
    return offset - shift;
  }
}
