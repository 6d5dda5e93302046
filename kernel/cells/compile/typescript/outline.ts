import type TS from "typescript";
import type { NamesSet } from "../compiler.js";
import ts from "./load.js";

/** What is known of a cell without its types. */
export interface CellOutline {
  /** Names declared at its top level, which later cells see. */
  readonly declared: ReadonlyMap<string, DeclaredName>;
  /** Those of its names that it exports itself. */
  readonly exported: ReadonlySet<string>;
  /** All of it is one object, see `isObject`. */
  readonly isObject?: boolean;
  /** It has JSX. */
  readonly isJsx?: boolean;
  /** All identifiers in it. */
  readonly identifiers: ReadonlySet<string>;
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

export function outlineCell(file: TS.SourceFile): CellOutline {
  const outline = new Outline(file);
  for (const statement of file.statements) outline.add(statement);
  return {
    declared: outline.declared,
    exported: outline.exported,
    identifiers: identifiersOf(file),
  };
}

/** What a cell has declared in the end. */
export function withOutcome(outline: CellOutline, { unset, added }: NamesSet): CellOutline {
  const declared = new Map(outline.declared);
  for (const name of unset) declared.delete(name);
  for (const { name, specifier } of added)
    declared.set(name, {
      kind: "alias",
      isValue: true,
      importText: `import { ${name} } from ${JSON.stringify(specifier)};`,
    });
  return { ...outline, declared };
}

class Outline {
  readonly declared = new Map<string, DeclaredName>();
  readonly exported = new Set<string>();
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
    else if (ts.isExportDeclaration(statement)) this.#exports(statement);
    else this.#nested(statement);
  }

  /** What it exports under another name, or of another module, is a name of later cells. */
  #exports({ exportClause, moduleSpecifier, isTypeOnly }: TS.ExportDeclaration): void {
    if (!exportClause) return;
    const from =
      moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
        ? `from ${JSON.stringify(moduleSpecifier.text)};`
        : undefined;
    const add = (name: string, text: string): void => {
      this.exported.add(name);
      if (this.declared.has(name) || name === "default") return;
      const importText = from === undefined ? {} : { importText: `import ${text} ${from}` };
      this.declared.set(name, { kind: "alias", isValue: !isTypeOnly, ...importText });
    };
    if (ts.isNamespaceExport(exportClause)) {
      add(exportClause.name.text, `* as ${exportClause.name.text}`);
      return;
    }
    for (const { name, propertyName } of exportClause.elements)
      add(name.text, `{ ${propertyName ? `${propertyName.text} as ` : ""}${name.text} }`);
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
  }

  /** `var` in a block or a loop belongs to all of the cell. */
  #nested(node: TS.Node): void {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
      for (const { name } of node.declarations)
        for (const each of namesOf(name)) this.declared.set(each, { kind: "var", isValue: true });
    ts.forEachChild(node, (child) => this.#nested(child));
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
  }

  #import(statement: TS.ImportDeclaration): void {
    const { importClause, moduleSpecifier } = statement;
    if (!ts.isStringLiteral(moduleSpecifier)) return;
    const isTypeOnly = importClause?.isTypeOnly ?? false;
    if (!importClause) return;
    const from = `from ${JSON.stringify(moduleSpecifier.text)};`;
    const word = isTypeOnly ? "import type" : "import";
    const add = (name: TS.Identifier, text: string, isValue: boolean): void => {
      this.declared.set(name.text, { kind: "alias", isValue, importText: `${word} ${text} ${from}` });
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
