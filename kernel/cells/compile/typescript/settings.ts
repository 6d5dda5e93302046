import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type TS from "typescript";
import type { TypesMode } from "../compiler.js";
import { LIBRARIES, TSLAB_TYPES, TYPE_ROOT } from "./documents.js";
import ts from "./load.js";

export const CHECK_OPTIONS: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  // Finds what Node finds, including `exports` of packages, and also files without their extension.
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  strict: true,
  useUnknownInCatchVariables: false,
  declaration: true,
  skipLibCheck: true,
  lib: [...LIBRARIES],
  typeRoots: [TYPE_ROOT],
  types: ["node"],
  // Cells may import it wherever the notebook lies, see ../tslab.ts.
  paths: { tslab: [TSLAB_TYPES] },
  noErrorTruncation: false,
};

/** What counts of a `tsconfig.json`. Where output goes is the kernel's matter, and an unused name may be used in the next cell. */
const TAKEN =
  /^(?:strict\w*|noImplicit(?!Override)\w+|noUnchecked\w+|noFallthrough\w+|noPropertyAccess\w+|exactOptional\w+|useUnknown\w+|useDefineFor\w+|alwaysStrict|jsx\w*|reactNamespace|experimentalDecorators|emitDecoratorMetadata|baseUrl|paths|pathsBasePath|allowJs|checkJs|customConditions)$/;
const EMITTED = /^(?:jsx\w*|reactNamespace|experimentalDecorators|emitDecoratorMetadata|useDefineFor\w+)$/;

/** Packages that make JSX, where no one says which. */
const JSX_PACKAGES = ["react", "preact"];

/** How cells are read and checked: what their notebook's folder says, and `%types`. */
export class Settings {
  readonly #directory: string;
  readonly #path: string;
  #version: number | undefined = 0;
  #config: TS.CompilerOptions = {};
  #mode: TypesMode = "on";
  #check: TS.CompilerOptions = CHECK_OPTIONS;

  constructor(directory: string) {
    this.#directory = directory;
    this.#path = join(directory, "tsconfig.json");
    this.refresh();
  }

  /** Reads `tsconfig.json` again if it has changed. */
  refresh(): void {
    const version = statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs;
    if (version === this.#version) return;
    this.#version = version;
    this.#config = version === undefined ? {} : this.#read();
    this.#update();
  }

  set mode(mode: TypesMode) {
    this.#mode = mode;
    this.#update();
  }

  get mode(): TypesMode {
    return this.#mode;
  }

  get check(): TS.CompilerOptions {
    return this.#check;
  }

  /** Whether somebody wants to know of types that nobody has written. */
  get showsImplicit(): boolean {
    const { strict, noImplicitAny = strict } = this.#config;
    return this.#mode === "strict" || noImplicitAny === true;
  }

  /** The names that JSX stands for where it is emitted as calls. */
  get jsxNames(): readonly string[] {
    const { jsxFactory = "", jsxFragmentFactory = "", reactNamespace = "React" } = this.#check;
    return [reactNamespace, ...[jsxFactory, jsxFragmentFactory].map((name) => name.split(".")[0] ?? "")];
  }

  get emit(): TS.CompilerOptions {
    const options = pick(this.#config, EMITTED);
    return {
      ...options,
      ...this.#jsx(),
      ...(options.experimentalDecorators ? {} : { emitDecoratorMetadata: false }),
    };
  }

  /** The file that a specifier means by the `paths` of `tsconfig.json`. */
  resolve(specifier: string, directory: string): string | undefined {
    if (!this.#config.paths || /^[./]/.test(specifier)) return undefined;
    const from = join(directory, "cell.ts");
    const found = ts.resolveModuleName(specifier, from, this.#check, ts.sys).resolvedModule;
    return found?.isExternalLibraryImport === false ? found.resolvedFileName : undefined;
  }

  #jsx(): TS.CompilerOptions {
    const { jsx } = this.#config;
    if (jsx === ts.JsxEmit.React || jsx === ts.JsxEmit.ReactJSX) return { jsx };
    if (jsx !== undefined) return { jsx: ts.JsxEmit.ReactJSX };
    const found = JSX_PACKAGES.find((name) => this.#finds(`${name}/jsx-runtime`));
    return found === undefined
      ? { jsx: ts.JsxEmit.React }
      : { jsx: ts.JsxEmit.ReactJSX, jsxImportSource: found };
  }

  /** From the notebook's folder upwards, as what is emitted will. */
  #finds(specifier: string): boolean {
    try {
      createRequire(this.#path).resolve(specifier);
      return true;
    } catch {
      return false;
    }
  }

  #read(): TS.CompilerOptions {
    const { config } = ts.readConfigFile(this.#path, ts.sys.readFile);
    // Which files belong to the project is of no matter, and finding out may take long.
    const host = { ...ts.sys, readDirectory: () => [] };
    return ts.parseJsonConfigFileContent(config ?? {}, host, this.#directory, {}, this.#path).options;
  }

  #update(): void {
    const { lib = [], types = [], typeRoots = [], paths = {}, strict } = this.#config;
    this.#check = {
      ...CHECK_OPTIONS,
      ...(strict === undefined ? {} : { useUnknownInCatchVariables: strict }),
      ...pick(this.#config, TAKEN),
      ...this.#jsx(),
      ...(this.#mode === "strict"
        ? { strict: true, noImplicitAny: true, useUnknownInCatchVariables: true }
        : {}),
      lib: [...new Set([...LIBRARIES, ...lib])],
      types: [...new Set(["node", ...types])],
      typeRoots: [TYPE_ROOT, ...typeRoots],
      paths: { ...CHECK_OPTIONS.paths, ...paths },
    };
  }
}

function pick(options: TS.CompilerOptions, wanted: RegExp): TS.CompilerOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => wanted.test(name)));
}
