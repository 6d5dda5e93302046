/**
 * Turns a cell's TypeScript into JavaScript that can run, and answers what an editor asks about it.
 *
 * A compiler remembers the declarations of the cells that have run (see {@link CellCompiler.adopt}): a name of
 * an earlier cell is known in later ones, and may be declared again.
 */
export interface CellCompiler {
  /** Emits JavaScript without looking at types. */
  compile(source: string): Promise<CompileResult>;
  /**
   * Type errors of a cell, which do not stop it. To be called before the cell is adopted.
   * @param isAwaited whether the cell's end waits for it; otherwise cells that follow quickly go first
   */
  check(cell: CompiledCell, isAwaited: boolean): Promise<readonly Diagnostic[]>;
  /** Adds a cell's declarations, once it has run; `outcome` by default: all that it declares. */
  adopt(cell: CompiledCell, outcome?: NamesSet): void;
  /** The cell has nothing that others could see. */
  forget(cell: CompiledCell): void;
  /** What {@link check} is to say from now on. */
  setTypes(mode: TypesMode): void;
  complete(source: string, offset: number): Promise<Completion>;
  /** What the name at `offset` is, and its documentation. */
  inspect(source: string, offset: number): Promise<Inspection | undefined>;
  /** Forgets all cells: the process that held their values is gone. */
  reset(): void;
  /** Whether someone typing `source` at a console is done, or more lines must follow. */
  completeness(source: string): Promise<Completeness>;
  close(): Promise<void>;
}

/** What is said about types: what is wrong, nothing, or all that TypeScript's strict mode finds. */
export type TypesMode = "on" | "off" | "strict";

/** Where the names that a cell has set are not those that it declares. */
export interface NamesSet {
  /** It has failed before these had a value. */
  readonly unset: readonly string[];
  /** Of `export * from`. */
  readonly added: readonly { readonly name: string; readonly specifier: string }[];
}

export type CompileResult =
  | { readonly ok: true; readonly cell: CompiledCell }
  /** What cannot be parsed as TypeScript. */
  | { readonly ok: false; readonly errors: readonly Diagnostic[] };

/** A piece of the JavaScript that replaced another after the source map was made. Both count from 0. */
export interface EditPlace {
  readonly line: number;
  readonly column: number;
  readonly removed: number;
  readonly added: number;
}

export interface CompiledCell {
  readonly id: number;
  /** The body of an async function with the parameters of `names.ts`. */
  readonly javascript: string;
  /** The shared member that holds the value of the last expression. */
  readonly lastExpression?: string;
  /** Modules that the cell imports at its top level: they are loaded before it runs. */
  readonly imports: readonly string[];
  /** Those that it may import while it runs, as far as their names are written in it. */
  readonly dynamicImports: readonly string[];
  /** From the JavaScript before `edits` to the cell's text, with `prefix` characters before its first line. */
  readonly sourceMap: string;
  readonly edits: readonly EditPlace[];
  readonly prefix: number;
  /** The names that the cell declares at its top level, as shared members; the constants among them. */
  readonly names: readonly string[];
  readonly constants: readonly string[];
  /** Variables of earlier cells that it sets. */
  readonly sets: readonly string[];
  /** TypeScript files beside the notebook that the cell imports, as CommonJS; only those that changed. */
  readonly files: readonly BesideFile[];
  /** Files that specifiers mean by the `paths` of `tsconfig.json`. */
  readonly aliases?: { readonly [specifier: string]: string };
}

/** A TypeScript file beside the notebook, as CommonJS. */
export interface BesideFile {
  readonly path: string;
  readonly source: string;
  readonly javascript: string;
  readonly sourceMap: string;
}

/** Lines and columns count from 0, as in editors' protocols. */
export interface Diagnostic {
  readonly code: number;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** UTF-16 code units of the cell's text. */
  readonly start: number;
  readonly end: number;
}

export interface Completion {
  readonly matches: readonly { readonly name: string; readonly kind: string }[];
  readonly start: number;
  readonly end: number;
  /** Set inside a string that names something in the lab; what it begins with is from `start` to `end`. */
  readonly names?: LabName;
}

/** What a string in a cell names: `docker.run("…")` an image that may still have to be pulled, `docker.diff("…")` a container. */
export type LabName = "image" | "image to pull" | "container" | "image or container";

export interface Inspection {
  /** The declaration, as TypeScript code. */
  readonly signature: string;
  readonly documentation: string;
  /** The members of its type, if it has any. */
  readonly members?: string;
}

/** `incomplete`: more lines must follow, the next one indented by `indent`. */
export type Completeness =
  | { readonly status: "complete" }
  | { readonly status: "invalid" }
  | { readonly status: "incomplete"; readonly indent: string };
