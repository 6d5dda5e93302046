import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type TS from "typescript";
import ts from "./load.js";

/**
 * TypeScript's registry of parsed files, for one language service. We have our own so that the libraries' declarations can
 * be parsed one by one before the service needs them: that is most of the cost of its first question.
 */
export class Documents implements TS.DocumentRegistry {
  readonly #parsed = new Map<string, { version: string; file: TS.SourceFile }>();
  readonly #snapshots = new Map<string, TS.IScriptSnapshot>();

  /** Parses a declaration file that will not change. */
  prepare(path: string): void {
    const snapshot = this.snapshot(path);
    if (snapshot) this.#document(path, snapshot, FIXED, ts.ScriptTarget.ES2022);
  }

  /** The text of a file that will not change, read only once: the service asks for every file at every question. */
  snapshot(path: string): TS.IScriptSnapshot | undefined {
    const known = this.#snapshots.get(path);
    if (known) return known;
    const text = ts.sys.readFile(path);
    if (text === undefined) return undefined;
    const snapshot = ts.ScriptSnapshot.fromString(text);
    this.#snapshots.set(path, snapshot);
    return snapshot;
  }

  acquireDocument(
    fileName: string,
    _settings: unknown,
    snapshot: TS.IScriptSnapshot,
    version: string,
    _kind?: TS.ScriptKind,
    options?: TS.CreateSourceFileOptions | TS.ScriptTarget,
  ): TS.SourceFile {
    return this.#document(fileName, snapshot, version, options ?? ts.ScriptTarget.ES2022);
  }

  acquireDocumentWithKey(
    fileName: string,
    _path: TS.Path,
    settings: unknown,
    _key: TS.DocumentRegistryBucketKey,
    snapshot: TS.IScriptSnapshot,
    version: string,
    kind?: TS.ScriptKind,
    options?: TS.CreateSourceFileOptions | TS.ScriptTarget,
  ): TS.SourceFile {
    return this.acquireDocument(fileName, settings, snapshot, version, kind, options);
  }

  updateDocument(
    fileName: string,
    settings: unknown,
    snapshot: TS.IScriptSnapshot,
    version: string,
    kind?: TS.ScriptKind,
    options?: TS.CreateSourceFileOptions | TS.ScriptTarget,
  ): TS.SourceFile {
    return this.acquireDocument(fileName, settings, snapshot, version, kind, options);
  }

  updateDocumentWithKey(
    fileName: string,
    path: TS.Path,
    settings: unknown,
    key: TS.DocumentRegistryBucketKey,
    snapshot: TS.IScriptSnapshot,
    version: string,
    kind?: TS.ScriptKind,
    options?: TS.CreateSourceFileOptions | TS.ScriptTarget,
  ): TS.SourceFile {
    return this.acquireDocumentWithKey(fileName, path, settings, key, snapshot, version, kind, options);
  }

  getKeyForCompilationSettings(): TS.DocumentRegistryBucketKey {
    // One service, one setting: the type is a string that only TypeScript can make.
    return "" as TS.DocumentRegistryBucketKey;
  }

  releaseDocument(fileName: string): void {
    // Libraries stay; cells and the files beside the notebook are parsed again.
    if (this.#parsed.get(fileName)?.version !== FIXED) this.#parsed.delete(fileName);
  }

  releaseDocumentWithKey(path: TS.Path): void {
    this.releaseDocument(path);
  }

  reportStats(): string {
    return `${this.#parsed.size} files`;
  }

  #document(
    path: string,
    snapshot: TS.IScriptSnapshot,
    version: string,
    options: TS.CreateSourceFileOptions | TS.ScriptTarget,
  ): TS.SourceFile {
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

/** Where TypeScript keeps its libraries, and the directory with `@types/node`. */
export const LIBRARY = dirname(require.resolve("typescript"));
export const TYPE_ROOT = dirname(dirname(require.resolve("@types/node/package.json")));
/** The declarations of the module that cells import as `tslab`. */
export const TSLAB_TYPES = require.resolve("tslab").replace(/\.js$/, ".d.ts");

/** Parts of newer editions of JavaScript that a release of Node.js may have or not. */
const NEWER: readonly (readonly [part: string, isHere: boolean])[] = [
  ["es2024.arraybuffer", "transfer" in ArrayBuffer.prototype],
  ["es2024.collection", "groupBy" in Map],
  ["es2024.object", "groupBy" in Object],
  ["es2024.promise", "withResolvers" in Promise],
  ["es2024.sharedmemory", "waitAsync" in Atomics],
  ["es2024.string", "isWellFormed" in String.prototype],
  ["esnext.array", "fromAsync" in Array],
  ["esnext.collection", "union" in Set.prototype],
  ["esnext.disposable", true],
  ["esnext.error", "isError" in Error],
  ["esnext.float16", "Float16Array" in globalThis],
  ["esnext.iterator", "Iterator" in globalThis],
  ["esnext.promise", "try" in Promise],
];

/** TypeScript's library for the JavaScript that this Node.js runs. */
export const LIBRARIES: readonly string[] = [
  "lib.es2023.d.ts",
  ...NEWER.filter(([, isHere]) => isHere).map(([part]) => `lib.${part}.d.ts`),
];

/** Roughly the declarations that every cell sees: those that are missing here are parsed on demand. */
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
