import type TS from "typescript";
import ts from "./load.js";
import { type CellOutline, type DeclaredName, identifiersOf, namesOf } from "./module-text.js";

interface Declaration {
  /** Statements of a d.ts module that declare the name. */
  readonly text: string;
  /** Identifiers in `text`. */
  readonly refs: ReadonlySet<string>;
}

type Known = DeclaredName & Declaration;

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
    }
  }

  /** The types of a cell that was adopted. */
  declare(outline: CellOutline, declarations: Declarations): void {
    for (const [name, { text, refs }] of declarations) {
      const known = this.#names.get(name);
      // Where a type has no name, a name that the cell does not export stands in for it.
      if (known && (known.importText !== undefined || !outline.declared.has(name))) continue;
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
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, { kind }]) => ({ name, kind }));
  }

  /** A d.ts module with everything that `identifiers` refer to, and the names among them that it contains. */
  moduleFor(identifiers: Iterable<string>): { readonly text: string; readonly names: string[] } {
    const names = [...identifiers].filter((name) => this.#names.has(name)).sort();
    const wanted = new Set(names);
    // Iterating a set includes what is added to it on the way.
    for (const name of wanted) {
      for (const ref of this.#names.get(name)?.refs ?? []) if (this.#names.has(ref)) wanted.add(ref);
    }
    const text = [...wanted].map((name) => this.#names.get(name)?.text ?? "").join("\n");
    return { text: `${text}\nexport {};\n`, names };
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

function declarationsIn(statement: TS.Statement, file: TS.SourceFile): [name: string, text: string][] {
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    const word = flags & ts.NodeFlags.Const ? "const" : "let";
    const comment = file.text.slice(statement.pos, statement.getStart(file)).trim();
    return declarations.flatMap((declaration) =>
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
    return [[statement.name.text, statement.getFullText(file).trim()]];
  }
  return [];
}
