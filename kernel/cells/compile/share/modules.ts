import type {
  ExportDefaultDeclaration,
  ExportSpecifier,
  Expression,
  Identifier,
  Literal,
  Program,
} from "acorn";
import { IMPORT, SHARED } from "../names.js";
import { type Edit, put, replaceLines } from "./edits.js";

/** What a cell's `import` and `export` become. */
export interface ModuleEdits {
  readonly edits: readonly Edit[];
  /** What comes before everything else. */
  readonly before: readonly string[];
  /** Names that it gives to later cells without declaring them: `export { a as b }`. */
  readonly names: readonly string[];
  readonly constants: readonly string[];
  /** Modules that it imports at its top level. */
  readonly imports: readonly string[];
}

/**
 * Imports become calls in their place, so that a module that is missing is missing there; but what stands below other
 * statements is imported before them, as in any module.
 *
 * @param isValue whether there is a value of this name, rather than only a type
 */
export function moduleEdits(text: string, program: Program, isValue: (name: string) => boolean): ModuleEdits {
  const edits: Edit[] = [];
  const names: string[] = [];
  const constants: string[] = [];
  const imports: string[] = [];
  const before: string[] = [];
  let isFirst = true;
  for (const statement of program.body) {
    const { start, end } = statement;
    const replace = (code: string): void => void edits.push(...replaceLines(text, start, end, code));
    const load = (source: Literal, bindings: readonly [local: string, imported: string][]): void => {
      const specifier = String(source.value);
      imports.push(specifier);
      constants.push(...bindings.map(([local]) => local));
      names.push(...bindings.map(([local]) => local));
      const call = `${IMPORT}(${JSON.stringify(specifier)}, ${JSON.stringify(Object.fromEntries(bindings))});`;
      replace(isFirst ? call : "");
      if (!isFirst) before.push(call);
    };
    switch (statement.type) {
      case "ImportDeclaration":
        load(
          statement.source,
          statement.specifiers.map((each) => [
            each.local.name,
            each.type === "ImportSpecifier"
              ? nameOf(each.imported)
              : each.type === "ImportDefaultSpecifier"
                ? "default"
                : "*",
          ]),
        );
        break;
      case "ExportAllDeclaration":
        if (statement.exported) load(statement.source, [[nameOf(statement.exported), "*"]]);
        else load(statement.source, [["*", "*"]]);
        break;
      case "ExportNamedDeclaration":
        if (statement.declaration) {
          edits.push(...replaceLines(text, start, statement.declaration.start, ""));
        } else if (statement.source) {
          load(
            statement.source,
            statement.specifiers.filter(isUsable).map((each) => [nameOf(each.exported), nameOf(each.local)]),
          );
        } else {
          const renamed = statement.specifiers
            .filter((each) => isUsable(each) && isValue(nameOf(each.local)))
            .map((each) => [nameOf(each.exported), nameOf(each.local)] as const)
            .filter(([exported, local]) => exported !== local);
          names.push(...renamed.map(([exported]) => exported));
          replace(
            renamed.map(([exported, local]) => `${SHARED}.${exported} = ${SHARED}.${local};`).join(" "),
          );
        }
        break;
      case "ExportDefaultDeclaration":
        edits.push(...replaceLines(text, start, statement.declaration.start, ""));
        if (!isNamed(statement.declaration))
          edits.push(
            put(statement.declaration.start, "("),
            put(statement.declaration.end, isStatement(statement.declaration) ? ");" : ")"),
          );
    }
    isFirst &&= isImport(statement);
  }
  return { edits, before, names: names.filter(isName), constants: constants.filter(isName), imports };
}

function isImport(statement: Program["body"][number]): boolean {
  return "source" in statement && statement.source !== null;
}

/** A function or a class that can be called by its name. */
function isNamed(declaration: ExportDefaultDeclaration["declaration"]): boolean {
  return isStatement(declaration) && declaration.id !== null;
}

function isStatement(
  declaration: ExportDefaultDeclaration["declaration"],
): declaration is Exclude<ExportDefaultDeclaration["declaration"], Expression> {
  return declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
}

function isName(name: string): boolean {
  return name !== "*";
}

/** `default` is no name of later cells, and neither is a text. */
function isUsable({ exported }: ExportSpecifier): boolean {
  return exported.type === "Identifier" && exported.name !== "default";
}

function nameOf(name: Identifier | Literal): string {
  return name.type === "Identifier" ? name.name : String(name.value);
}
