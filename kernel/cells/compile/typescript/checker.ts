import { statSync } from "node:fs";
import type TS from "typescript";
import type { Completion, Diagnostic, Inspection, LabName } from "../compiler.js";
import { argumentAt, labNameOf } from "./argument.js";
import { toDiagnostic } from "./diagnostic.js";
import { Documents, FIXED, LIBRARY } from "./documents.js";
import { parse } from "./emit.js";
import { isSettable, type KnownNames, STATE, type Variable } from "./known-names.js";
import { type LateMembers, lateMembers } from "./late-members.js";
import ts from "./load.js";
import { type CellOutline, identifiersOf } from "./outline.js";
import { packageQuestions } from "./packages.js";
import { Settings } from "./settings.js";

/** "Cannot assign to 'x' because it is an import": it is a name of an earlier cell. */
const ASSIGNS_TO_IMPORT = 2632;
/** "Cannot find module": of Deno's ways to name one, the running cell says what there is to say. */
const NO_MODULE = 2307;
/** `import x = require("y")` and `export =`, which run in cells. */
const COMMONJS: ReadonlySet<number> = new Set([1202, 1203]);
/** "'this' implicitly has type 'any'": in a function that is called as a method or with `new`. */
const IMPLICIT_THIS = 2683;

/** TypeScript's language service for one cell and the declarations of the cells before it. */
export class Checker {
  readonly documents = new Documents();
  readonly #known: KnownNames;
  readonly #settings: Settings;
  readonly #files: {
    readonly globals: string;
    readonly before: string;
    readonly cell: string;
    readonly jsx: string;
  };
  /** The files that are not on the disk. */
  readonly #virtual = new Map<string, { text: string; version: number }>();
  /** The file that the cell is in. */
  #current: string;
  readonly #service: TS.LanguageService;

  constructor(known: KnownNames, globals: string, directory: string, settings = new Settings(directory)) {
    this.#known = known;
    this.#settings = settings;
    const at = (name: string): string => `${directory}/${name}`.replaceAll("\\", "/");
    this.#files = {
      globals: at("__layerlab_globals__.d.ts"),
      before: at("__layerlab_before__.d.ts"),
      cell: at("__layerlab_cell__.ts"),
      jsx: at("__layerlab_cell__.tsx"),
    };
    this.#set(this.#files.globals, globals);
    this.#set(this.#files.before, "export {};\n");
    this.#set(this.#files.cell, "docker; process.version; export {};");
    this.#current = this.#files.cell;
    this.#service = ts.createLanguageService(this.#host(directory), this.documents);
  }

  /** Builds what all questions have in common. */
  warmUp(): void {
    this.#service.getProgram();
  }

  /** The first look at types, after {@link warmUp}. */
  warmUpTypes(): void {
    this.#service.getSemanticDiagnostics(this.#files.cell);
  }

  /** Type errors of a cell, and its declarations. */
  check(source: string, outline: CellOutline): { readonly warnings: Diagnostic[]; readonly dts: string } {
    const { shift, declares } = this.#setCell(source, outline);
    const end = shift + source.length;
    const { mode, showsImplicit } = this.#settings;
    let found = mode === "off" ? [] : this.#service.getSemanticDiagnostics(this.#current);
    const late = showsImplicit ? undefined : this.#lateMembers(found);
    if (late && late.declarations !== "") {
      this.#setCell(source, outline, late.declarations);
      found = this.#service.getSemanticDiagnostics(this.#current);
    }
    const warnings = found
      .filter((each) => isShown(each, showsImplicit) && late?.isMistaken(each) !== true)
      .filter(({ start = 0 }) => start >= shift && start <= end)
      .map((each) => toDiagnostic({ ...each, start: (each.start ?? 0) - shift }, source));
    if (!declares) return { warnings, dts: "" };
    // Forced: otherwise a type that cannot be named would leave no declarations at all.
    const [dts] = this.#service.getEmitOutput(this.#current, true, true).outputFiles;
    return { warnings, dts: dts?.text ?? "" };
  }

  #lateMembers(found: readonly TS.Diagnostic[]): LateMembers | undefined {
    const program = this.#service.getProgram();
    const file = program?.getSourceFile(this.#current);
    return program && file && lateMembers(program, file, found);
  }

  complete(source: string, offset: number): Completion {
    const prefix = /[\p{ID_Continue}$\u200c\u200d]*$/u.exec(source.slice(0, offset))?.[0] ?? "";
    const start = offset - prefix.length;
    const shift = this.#setText(source);
    const info = this.#service.getCompletionsAtPosition(this.#files.cell, offset + shift, {
      includeCompletionsWithInsertText: false,
    });
    const named = this.#nameAt(offset + shift);
    if (named) return { matches: [], start: named.start - shift, end: offset, names: named.names };
    const span = info?.optionalReplacementSpan ?? info?.entries[0]?.replacementSpan;
    // Within quotes, the word may be more than an identifier: a path, a module's or a property's name.
    const from = span && span.start - shift < start ? span.start - shift : start;
    const written = source.slice(from, offset);
    const entries = (info?.entries ?? [])
      .filter(({ name }) => name.startsWith(written) && !name.startsWith("__layerlab"))
      .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name))
      .map(({ name, kind }) => ({ name, kind: this.#kind(name, kind) }));
    const others =
      info === undefined || info.isMemberCompletion || !info.isGlobalCompletion
        ? []
        : this.#known.startingWith(written);
    const matches = new Map([...others, ...entries].map((each) => [each.name, each]));
    return { matches: [...matches.values()], start: from, end: offset };
  }

  inspect(source: string, offset: number): Inspection | undefined {
    const shift = this.#setText(source);
    const info = this.#service.getQuickInfoAtPosition(this.#files.cell, offset + shift);
    const text = ts.displayPartsToString;
    // All that is said about an undeclared name.
    if (!info || text(info.displayParts) === "any") return undefined;
    const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${text(tag.text)}`.trimEnd());
    const documentation = [text(info.documentation), tags.join("\n")].filter((part) => part !== "");
    const members = this.#members(offset + shift);
    return {
      signature: withoutImport(text(info.displayParts)),
      documentation: documentation.join("\n\n"),
      ...(members === undefined ? {} : { members }),
    };
  }

  #nameAt(position: number): { readonly names: LabName; readonly start: number } | undefined {
    const program = this.#service.getProgram();
    const file = program?.getSourceFile(this.#files.cell);
    const place = program && file && argumentAt(program, file, position);
    const names = place && labNameOf(place);
    return names && { names, start: place.start };
  }

  /** Names reach a cell through an import of our own; to the reader they are not aliases. */
  #kind(name: string, kind: string): string {
    return kind === "alias" ? (this.#known.kindOf(name) ?? kind) : kind;
  }

  #members(position: number): string | undefined {
    const program = this.#service.getProgram();
    const file = program?.getSourceFile(this.#files.cell);
    const node = file && nodeAt(file, position);
    if (!program || !node) return undefined;
    const checker = program.getTypeChecker();
    // `#name`, and what has a symbol of ours for its name.
    const isInner = ({ escapedName }: TS.Symbol): boolean =>
      /^(?:#|__#|__@(?!iterator|asyncIterator))/.test(String(escapedName));
    const properties = checker
      .getTypeAtLocation(node)
      .getProperties()
      .filter((each) => !isInner(each));
    if (properties.length === 0) return undefined;
    const lines = properties.slice(0, 200).map((property) => {
      const type = checker.getTypeOfSymbolAtLocation(property, node);
      return `  ${property.name}: ${checker.typeToString(type, node)};`;
    });
    return `{\n${lines.join("\n")}\n}`;
  }

  /**
   * The cell exactly as it was written, between what it knows of earlier cells and what later ones are to know of it: a word more
   * in its own text (`export`) would change its types.
   */
  #setCell(
    source: string,
    { identifiers, declared, exported, isObject, isJsx }: CellOutline,
    late = "",
  ): { readonly shift: number; readonly declares: boolean } {
    const named = isJsx ? [...identifiers, ...this.#settings.jsxNames] : [...identifiers];
    const before = this.#setBefore(named.filter((name) => !declared.has(name)));
    const { variables } = before;
    this.#current = isJsx ? this.#files.jsx : this.#files.cell;
    const prefix = isObject ? `${before.prefix}(` : before.prefix;
    const names = [...declared].filter(([name, { importText }]) => !importText && !exported.has(name));
    const settable = [...declared].filter(([, { kind, isValue }]) => isValue && isSettable(kind));
    const states = [...variables.map(({ name }) => name), ...settable.map(([name]) => name)];
    const suffix = [
      late,
      ...names.map(([name]) => `export { ${name} };`),
      ...states.map((name) => `export const ${STATE}${name} = ${name};`),
    ].join(" ");
    this.#set(this.#current, `${prefix}${source}\n${isObject ? ")" : ""};${suffix}`);
    return { shift: prefix.length, declares: declared.size + states.length > 0 };
  }

  /** A cell that is being typed, unchanged. Returns how far it was shifted. */
  #setText(source: string): number {
    const file = parse(source);
    const declared = new Set(file.statements.flatMap(declaredBy));
    const { prefix } = this.#setBefore([...identifiersOf(file)].filter((name) => !declared.has(name)));
    this.#current = this.#files.cell;
    this.#set(this.#current, prefix + source);
    return prefix.length;
  }

  /** Variables are declared as such: a cell may set them, and that tells TypeScript what they hold from then on. */
  #setBefore(identifiers: readonly string[]): {
    readonly prefix: string;
    readonly variables: readonly Variable[];
  } {
    const { text, names, variables } = this.#known.moduleFor(identifiers);
    this.#set(this.#files.before, text);
    const imported = `import { ${names.join(", ")} } from "./__layerlab_before__"; export {}; `;
    return { prefix: imported + variables.map(variableBefore).join(""), variables };
  }

  #set(path: string, text: string): void {
    const known = this.#virtual.get(path);
    if (known?.text !== text) this.#virtual.set(path, { text, version: (known?.version ?? 0) + 1 });
  }

  #host(directory: string): TS.LanguageServiceHost {
    const read = (path: string): string | undefined => this.#virtual.get(path)?.text ?? ts.sys.readFile(path);
    const exists = (path: string): boolean => this.#virtual.has(path) || ts.sys.fileExists(path);
    const files = {
      fileExists: exists,
      readFile: read,
      getCurrentDirectory: () => directory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      ...(ts.sys.realpath ? { realpath: ts.sys.realpath } : {}),
    };
    return {
      ...files,
      ...packageQuestions(directory, files),
      getCompilationSettings: () => this.#settings.check,
      getScriptFileNames: () => [this.#files.globals, this.#current],
      getScriptVersion: (path) => this.#version(path),
      getScriptSnapshot: (path) => {
        if (this.#version(path) === FIXED) return this.documents.snapshot(path);
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => directory,
      getDefaultLibFileName: () => `${LIBRARY}/lib.es2023.d.ts`.replaceAll("\\", "/"),
      readDirectory: ts.sys.readDirectory,
    };
  }

  /** Libraries do not change while a kernel runs; the learner's own files do. */
  #version(path: string): string {
    const virtual = this.#virtual.get(path);
    if (virtual) return `v${virtual.version}`;
    if (path.includes("/node_modules/") || path.endsWith(".d.ts")) return FIXED;
    return String(statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -1);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `(alias) const x: number` and `import x`: how TypeScript shows a name from our own import. */
function withoutImport(text: string): string {
  return text.replace(/^\(alias\) /, "").replace(/\nimport [^\n]*$/, "");
}

function declaredBy(statement: TS.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [...identifiersOf(name)],
    );
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings } = statement.importClause ?? {};
    return [...(name ? [name.text] : []), ...(namedBindings ? identifiersOf(namedBindings) : [])];
  }
  const name = "name" in statement ? statement.name : undefined;
  return typeof name === "object" && name !== null && ts.isIdentifier(name as TS.Node)
    ? [(name as TS.Identifier).text]
    : [];
}

function variableBefore({ name, evolves, hasState }: Variable): string {
  const typeOf = (declared: string): string => `typeof import("./__layerlab_before__").${declared}`;
  if (evolves === "array") return `let ${name}: any[] = []; `;
  const isFree = evolves !== undefined && hasState;
  const declared = isFree ? `let ${name}; ` : `declare let ${name}: ${typeOf(name)}; `;
  return hasState ? `${declared}${name} = undefined! as ${typeOf(STATE + name)}; ` : declared;
}

/** Of what TypeScript says, what a reader is told who has asked for no more: nothing about types that nobody has written. */
export function isShown({ code, messageText }: TS.Diagnostic, showsImplicit = false): boolean {
  if (code === ASSIGNS_TO_IMPORT || COMMONJS.has(code)) return false;
  if (code === NO_MODULE)
    return !/'(?:npm|jsr|https?):/.test(ts.flattenDiagnosticMessageText(messageText, " "));
  return showsImplicit || (code !== IMPLICIT_THIS && (code < 7005 || code > 7057));
}

/** The name that begins, continues or ends at a place. */
function nodeAt(root: TS.Node, position: number): TS.Node | undefined {
  let found: TS.Node | undefined;
  const visit = (node: TS.Node): void => {
    if (node.getStart() > position || position > node.getEnd()) return;
    if (ts.isIdentifier(node)) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  return found;
}
