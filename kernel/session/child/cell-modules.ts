import { statSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import vm from "node:vm";
import type { BesideFile } from "../../cells/compile/compiler.js";
import { META } from "../../cells/compile/names.js";
import { importMeta } from "./import-meta.js";
import { explainMissing, plainSpecifier } from "./missing-module.js";
import { loadTslab } from "./tslab.js";

/** Of the function that a file beside the notebook becomes: those of Node's own CommonJS modules, and `import.meta`. */
const FILE_PARAMETERS = ["exports", "require", "module", "__filename", "__dirname", META];

/** The modules that cells import. */
export class CellModules {
  readonly require: NodeJS.Require;
  readonly #directory: string;
  readonly #require: NodeJS.Require;
  readonly #import: (specifier: string, options?: ImportCallOptions) => Promise<object>;
  /** What is loaded before a cell runs: ES modules. */
  readonly #loaded = new Map<string, object>();
  /** TypeScript files beside the notebook. */
  readonly #files = new Map<string, { readonly javascript: string; exports?: object }>();
  /** Files that specifiers mean which are no paths. */
  readonly #aliases = new Map<string, string>();
  /** Those of the learner's own files that are ES modules. */
  readonly #esModules = new Set<string>();
  /** The learner's own files that are loaded, and when each was written. */
  readonly #versions = new Map<string, number>();

  constructor(directory: string) {
    this.#directory = directory;
    const base = join(directory, "cell.cjs");
    this.#require = createRequire(base);
    // Node's own, but that it finds what cells find.
    this.require = new Proxy(this.#require, {
      apply: (_, __, [id]: [string]) => this.#explained(id, () => this.#load(id, directory)),
    });
    this.#import = vm.runInThisContext("(specifier, options) => import(specifier, options)", {
      filename: base,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  }

  /** TypeScript files that are new or have changed. */
  add(files: readonly BesideFile[], aliases: { readonly [specifier: string]: string } = {}): void {
    for (const [specifier, path] of Object.entries(aliases)) this.#aliases.set(specifier, path);
    for (const { path, javascript } of files) this.#files.set(path, { javascript });
  }

  resolve(specifier: string): string {
    return isBuiltin(specifier) ? specifier : pathToFileURL(this.#require.resolve(specifier)).href;
  }

  /** Loads what only `import()` can load; the rest is loaded where a cell imports it. */
  async prepare(specifiers: readonly string[]): Promise<void> {
    if (specifiers.length > 0) this.#forgetChanged();
    for (const specifier of specifiers.map((each) => this.#plain(each))) {
      if (specifier === "tslab" || this.#loaded.has(specifier) || this.#file(specifier, this.#directory))
        continue;
      if (isBuiltin(specifier)) {
        this.#loaded.set(specifier, await this.#import(specifier));
        continue;
      }
      const own = this.#ownPath(specifier);
      if (own !== undefined && (own.endsWith(".mjs") || this.#esModules.has(own))) {
        this.#loaded.set(specifier, await this.#importOwn(own));
        continue;
      }
      try {
        const module: unknown = this.#require(specifier);
        if (own !== undefined && types.isModuleNamespaceObject(module)) this.#esModules.add(own);
        this.#noteVersions(own);
      } catch (error) {
        if (!isOnlyEsModule(error)) continue;
        this.#loaded.set(
          specifier,
          await (own === undefined ? this.#import(specifier) : this.#importOwn(own)),
        );
      }
    }
  }

  /** A module in the form of an ES module: `default` is all of a CommonJS one. */
  load(specifier: string): object {
    const loaded = this.#loaded.get(this.#plain(specifier));
    return loaded ?? asEsModule(this.#explained(specifier, () => this.#load(specifier, this.#directory)));
  }

  /** `import()`, which finds what `import` finds. */
  async import(specifier: string, options?: ImportCallOptions): Promise<object> {
    if (options !== undefined) return this.#import(specifier, options);
    await this.prepare([specifier]);
    return this.load(specifier);
  }

  #explained(specifier: string, load: () => unknown): unknown {
    try {
      return load();
    } catch (error) {
      throw explainMissing(error, specifier, this.#plain(specifier));
    }
  }

  #load(specifier: string, directory: string): unknown {
    const id = this.#plain(specifier);
    if (id === "tslab") return loadTslab();
    return this.#file(id, directory) ?? this.#require(id);
  }

  #plain(specifier: string): string {
    return this.#aliases.get(specifier) ?? plainSpecifier(specifier);
  }

  /** The learner's own file that a cell imports, if it is there. */
  #ownPath(specifier: string): string | undefined {
    if (!/^\.{0,2}\//.test(specifier)) return undefined;
    try {
      return this.#require.resolve(specifier);
    } catch {
      return undefined;
    }
  }

  async #importOwn(path: string): Promise<object> {
    const version = versionOf(path) ?? 0;
    this.#esModules.add(path);
    this.#versions.set(path, version);
    // Another address is another module.
    return this.#import(`${pathToFileURL(path).href}?version=${version}`);
  }

  /** An edited file is read again, and so is everything of the learner's that may have loaded it. */
  #forgetChanged(): void {
    const changed = [...this.#versions].some(([path, version]) => versionOf(path) !== version);
    if (!changed) return;
    for (const path of this.#versions.keys()) delete this.#require.cache[path];
    for (const specifier of this.#loaded.keys())
      if (/^\.{0,2}\//.test(specifier)) this.#loaded.delete(specifier);
    this.#versions.clear();
  }

  #noteVersions(imported: string | undefined): void {
    for (const path of [...Object.keys(this.#require.cache), ...(imported === undefined ? [] : [imported])]) {
      if (this.#versions.has(path) || !path.startsWith(this.#directory) || path.includes("node_modules"))
        continue;
      const version = versionOf(path);
      if (version !== undefined) this.#versions.set(path, version);
    }
  }

  #file(id: string, directory: string): object | undefined {
    if (!id.startsWith(".") && !id.startsWith("/")) return undefined;
    const name = join(id.startsWith("/") ? "/" : directory, id);
    const written = name.replace(/\.jsx?$/, "");
    const candidates = [
      name,
      ...[name, written, `${name}/index`].flatMap((each) => [`${each}.ts`, `${each}.tsx`]),
    ];
    const path = candidates.find((each) => this.#files.has(each)) ?? name;
    const file = this.#files.get(path);
    if (!file) return undefined;
    if (!file.exports) {
      const module = { exports: {} };
      // Before it runs: files may import each other.
      file.exports = module.exports;
      const folder = join(path, "..");
      const load = (inner: string): unknown => this.#explained(inner, () => this.#load(inner, folder));
      const { resolve } = createRequire(path);
      const meta = importMeta(path, (inner) => pathToFileURL(resolve(inner)).href);
      const run = vm.compileFunction(file.javascript, FILE_PARAMETERS, { filename: path });
      run(module.exports, Object.assign(load, { resolve }), module, path, folder, meta);
      file.exports = module.exports;
    }
    return file.exports;
  }
}

function versionOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function isOnlyEsModule(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ERR_REQUIRE_ESM" ||
      error.code === "ERR_REQUIRE_ASYNC_MODULE" ||
      error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED")
  );
}

/** As TypeScript's `esModuleInterop` has it. */
function asEsModule(module: unknown): object {
  if (typeof module !== "object" || module === null) return { ...Object(module), default: module };
  if (types.isModuleNamespaceObject(module)) return module;
  if (Reflect.get(module, "__esModule") !== true) return { ...Object(module), default: module };
  // Node gives all of it for a default that it has not: `import vl from "vega-lite-api"`.
  return "default" in module ? module : new Proxy(module, { get: getOrAll });
}

function getOrAll(module: object, name: string | symbol): unknown {
  return name === "default" ? module : Reflect.get(module, name);
}
