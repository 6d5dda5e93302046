import type TS from "typescript";
import ts from "./load.js";
import { type CellOutline, type DeclaredName, identifiersOf, namesOf } from "./outline.js";

interface Declaration {
  /** Statements of a d.ts module that declare the name. */
  readonly text: string;
  /** Identifiers in `text`. */
  readonly refs: ReadonlySet<string>;
}

type Known = DeclaredName & Declaration;

/** Before a variable's name: what it holds at a cell's end, which may be less than its type allows. */
export const STATE = "__layerlab_now_";

export function isSettable(kind: string): boolean {
  return kind === "let" || kind === "var";
}

/** A variable of an earlier cell. */
export interface Variable {
  readonly name: string;
  readonly evolves: DeclaredName["evolves"];
  /** Whether there is a type of what it holds, under its name after {@link STATE}. */
  readonly hasState: boolean;
}

/** By name. */
export type Declarations = ReadonlyMap<string, Declaration>;

/**
 * What the cells that ran have declared: each name with its latest declaration. Only what a cell mentions, and
 * what that in turn mentions, is given to the compiler: the thousandth cell costs no more than the first.
 */
export class KnownNames {
  readonly #names = new Map<string, Known>();

  /** A cell has run; its types are not known yet. */
  adopt(outline: CellOutline): void {
    for (const [name, declared] of outline.declared) {
      const text = declared.importText
        ? `${declared.importText} export { ${name} };`
        : declared.isValue
          ? `export declare let ${name}: any;`
          : `export type ${name} = any;`;
      this.#names.set(name, { ...declared, text, refs: new Set() });
      this.#names.delete(STATE + name);
    }
  }

  /** The types of a cell that was adopted. */
  declare(outline: CellOutline, declarations: Declarations): void {
    for (const [name, { text, refs }] of declarations) {
      const known = this.#names.get(name);
      // Where a type has no name, a name that the cell does not export stands in for it.
      if (known && (known.importText !== undefined || !outline.declared.has(name)) && !name.startsWith(STATE))
        continue;
      this.#names.set(name, { ...(known ?? { kind: "const", isValue: false }), text, refs });
    }
  }

  clear(): void {
    this.#names.clear();
  }

  kindOf(name: string): string | undefined {
    return this.#names.get(name)?.kind;
  }

  /** Those that begin with `prefix`. */
  startingWith(prefix: string): { name: string; kind: string }[] {
    return [...this.#names]
      .filter(([name]) => name.startsWith(prefix) && !name.startsWith(STATE))
      .map(([name, { kind }]) => ({ name, kind }));
  }

  /** A d.ts module with everything that `identifiers` refer to, and the names and variables among them that it contains. */
  moduleFor(identifiers: Iterable<string>): {
    readonly text: string;
    readonly names: string[];
    readonly variables: Variable[];
  } {
    const found = [...identifiers].filter((name) => this.#names.has(name)).sort();
    const states = found.map((name) => STATE + name).filter((name) => this.#names.has(name));
    const wanted = new Set([...found, ...states]);
    // Iterating a set includes what is added to it on the way.
    for (const name of wanted) {
      for (const ref of this.#names.get(name)?.refs ?? []) if (this.#names.has(ref)) wanted.add(ref);
    }
    const text = [...wanted].map((name) => this.#names.get(name)?.text ?? "").join("\n");
    const isVariable = (name: string): boolean => isSettable(this.#names.get(name)?.kind ?? "");
    return {
      text: `${text}\nexport {};\n`,
      names: found.filter((name) => !isVariable(name)),
      variables: found.filter(isVariable).map((name) => ({
        name,
        evolves: this.#names.get(name)?.evolves,
        hasState: this.#names.has(STATE + name),
      })),
    };
  }
}

/** Splits the d.ts text that TypeScript emitted for a cell. */
export function readDeclarations(dts: string): Declarations {
  const texts = new Map<string, string>();
  const file = ts.createSourceFile("cell.d.ts", dts, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
  for (const statement of file.statements) {
    for (const [name, text] of declarationsIn(statement, file))
      texts.set(name, `${texts.get(name) ?? ""}${text}\n`);
  }
  return new Map(
    [...texts].map(([name, text]) => {
      const parsed = ts.createSourceFile("d.ts", text, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
      return [name, { text, refs: identifiersOf(parsed) }];
    }),
  );
}

/**
 * What a variable holds is of use to later cells unless that is nothing, or one value only: a function may have set it to
 * something else in the meantime, and TypeScript would call every look at that a mistake.
 */
function isWorthKnowing({ name, type }: TS.VariableDeclaration): boolean {
  if (!ts.isIdentifier(name) || !name.text.startsWith(STATE)) return true;
  const isOneValue = (node: TS.TypeNode): boolean =>
    ts.isUnionTypeNode(node)
      ? node.types.every(isOneValue)
      : ts.isLiteralTypeNode(node) ||
        node.kind === ts.SyntaxKind.UndefinedKeyword ||
        node.kind === ts.SyntaxKind.NeverKeyword;
  return type !== undefined && !isOneValue(type);
}

/** Written in front of each declaration anew. */
const DROPPED: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.DefaultKeyword,
  ts.SyntaxKind.DeclareKeyword,
]);

/** The word after the modifiers, such as `function`. */
function isKeyword({ kind }: TS.Node): boolean {
  return ts.tokenToString(kind) !== undefined;
}

function declarationsIn(statement: TS.Statement, file: TS.SourceFile): [name: string, text: string][] {
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    const word = flags & ts.NodeFlags.Const ? "const" : "let";
    const comment = file.text.slice(statement.pos, statement.getStart(file)).trim();
    return declarations
      .filter(isWorthKnowing)
      .flatMap((declaration) =>
        namesOf(declaration.name).map((name): [string, string] => [
          name,
          `${comment === "" ? "" : `${comment}\n`}export declare ${word} ${declaration.getText(file)};`,
        ]),
      );
  }
  if (
    (ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isModuleDeclaration(statement)) &&
    statement.name
  ) {
    const words = statement.modifiers?.filter(({ kind }) => !DROPPED.has(kind)) ?? [];
    const from = words[0]?.getStart(file) ?? statement.getChildren(file).find(isKeyword)?.getStart(file);
    const comment = file.text.slice(statement.pos, statement.getStart(file)).trim();
    const text = `export declare ${file.text.slice(from, statement.end)}`;
    return [[statement.name.text, comment === "" ? text : `${comment}\n${text}`]];
  }
  return [];
}
