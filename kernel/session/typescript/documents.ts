import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * TypeScript's registry of parsed files, for one language service. It is our own so that the libraries' declarations can
 * be parsed one by one before the service asks for them: most of what its first question costs.
 */
export class Documents implements ts.DocumentRegistry {
  readonly #parsed = new Map<string, { version: string; file: ts.SourceFile }>();

  /** Parses a declaration file that will not change. */
  prepare(path: string): void {
    const text = ts.sys.readFile(path);
    if (text !== undefined && !this.#parsed.has(path))
      this.#document(path, ts.ScriptSnapshot.fromString(text), FIXED, ts.ScriptTarget.ES2022);
  }

  acquireDocument(
    fileName: string,
    _settings: unknown,
    snapshot: ts.IScriptSnapshot,
    version: string,
    _kind?: ts.ScriptKind,
    options?: ts.CreateSourceFileOptions | ts.ScriptTarget,
  ): ts.SourceFile {
    return this.#document(fileName, snapshot, version, options ?? ts.ScriptTarget.ES2022);
  }

  acquireDocumentWithKey(
    fileName: string,
    _path: ts.Path,
    settings: unknown,
    _key: ts.DocumentRegistryBucketKey,
    snapshot: ts.IScriptSnapshot,
    version: string,
    kind?: ts.ScriptKind,
    options?: ts.CreateSourceFileOptions | ts.ScriptTarget,
  ): ts.SourceFile {
    return this.acquireDocument(fileName, settings, snapshot, version, kind, options);
  }

  updateDocument(
    fileName: string,
    settings: unknown,
    snapshot: ts.IScriptSnapshot,
    version: string,
    kind?: ts.ScriptKind,
    options?: ts.CreateSourceFileOptions | ts.ScriptTarget,
  ): ts.SourceFile {
    return this.acquireDocument(fileName, settings, snapshot, version, kind, options);
  }

  updateDocumentWithKey(
    fileName: string,
    path: ts.Path,
    settings: unknown,
    key: ts.DocumentRegistryBucketKey,
    snapshot: ts.IScriptSnapshot,
    version: string,
    kind?: ts.ScriptKind,
    options?: ts.CreateSourceFileOptions | ts.ScriptTarget,
  ): ts.SourceFile {
    return this.acquireDocumentWithKey(fileName, path, settings, key, snapshot, version, kind, options);
  }

  getKeyForCompilationSettings(): ts.DocumentRegistryBucketKey {
    // One service, one setting: the type is a string that only TypeScript makes.
    return "" as ts.DocumentRegistryBucketKey;
  }

  releaseDocument(fileName: string): void {
    // Libraries stay, cells and what lies beside the notebook are parsed anew.
    if (this.#parsed.get(fileName)?.version !== FIXED) this.#parsed.delete(fileName);
  }

  releaseDocumentWithKey(path: ts.Path): void {
    this.releaseDocument(path);
  }

  reportStats(): string {
    return `${this.#parsed.size} files`;
  }

  #document(
    path: string,
    snapshot: ts.IScriptSnapshot,
    version: string,
    options: ts.CreateSourceFileOptions | ts.ScriptTarget,
  ): ts.SourceFile {
    const known = this.#parsed.get(path);
    if (known?.version === version) return known.file;
    const file = ts.createLanguageServiceSourceFile(path, snapshot, options, version, false);
    this.#parsed.set(path, { version, file });
    return file;
  }
}

/** The version of files that do not change while a kernel runs. */
export const FIXED = "0";

const require = createRequire(import.meta.url);

/** Where TypeScript has its libraries, and the directory that `@types/node` lies in. */
export const LIBRARY = dirname(require.resolve("typescript"));
export const TYPE_ROOT = dirname(dirname(require.resolve("@types/node/package.json")));
/** The declarations of the module that cells import as `tslab`. */
export const TSLAB_TYPES = require.resolve("tslab").replace(/\.js$/, ".d.ts");

/** TypeScript's library for the JavaScript that this Node.js runs. */
export const LIBRARIES = [
  Number(process.versions.node.split(".")[0]) >= 22 ? "lib.es2024.d.ts" : "lib.es2023.d.ts",
  "lib.esnext.disposable.d.ts",
];

/** Declarations that every cell sees, roughly: what is missing here is parsed when it is asked for. */
export function commonDeclarations(): string[] {
  const below = (directory: string, wanted: RegExp): string[] =>
    readdirSync(directory)
      .filter((name) => wanted.test(name))
      .map((name) => join(directory, name).replaceAll("\\", "/"));
  const node = join(TYPE_ROOT, "node");
  return [
    ...below(LIBRARY, /^lib\.(?:es5|es20(?:1\d|2[0-3])(?:\..+)?|decorators(?:\.legacy)?)\.d\.ts$/).filter(
      (path) => !path.endsWith(".full.d.ts"),
    ),
    ...below(node, /\.d\.ts$/),
    ...below(
      dirname(createRequire(join(node, "package.json")).resolve("undici-types/package.json")),
      /\.d\.ts$/,
    ),
  ];
}
