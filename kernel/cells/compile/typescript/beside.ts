import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { BesideFile, CompiledCell } from "../compiler.js";
import { emitFile } from "./emit.js";
import ts from "./load.js";
import { Settings } from "./settings.js";

/** TypeScript files that cells import, directly or through one another. Node cannot run TypeScript by itself. */
export class FilesBeside {
  readonly #directory: string;
  readonly #settings: Settings;
  readonly #sent = new Map<string, string>();

  constructor(directory: string, settings = new Settings(directory)) {
    this.#directory = directory;
    this.#settings = settings;
  }

  /** The files that a cell's `imports` lead to, and that are new or have changed; and what specifiers mean that are no paths. */
  changed(imports: readonly string[]): Pick<CompiledCell, "files" | "aliases"> {
    const seen = new Set<string>();
    const files: BesideFile[] = [];
    const aliases: { [specifier: string]: string } = {};
    const visit = (specifiers: readonly string[], directory: string): void => {
      for (const specifier of specifiers) {
        const alias = this.#settings.resolve(specifier, directory);
        if (alias !== undefined) aliases[specifier] = alias;
        const path = findTypeScript(alias ?? specifier, directory);
        if (path === undefined || seen.has(path)) continue;
        seen.add(path);
        const text = readFileSync(path, "utf8");
        visit(
          ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName),
          dirname(path),
        );
        if (this.#sent.get(path) === text) continue;
        this.#sent.set(path, text);
        files.push({ path, source: text, ...emitFile(text, path, this.#settings.emit) });
      }
    };
    visit(imports, this.#directory);
    return { files, ...(Object.keys(aliases).length === 0 ? {} : { aliases }) };
  }

  /** The process that had loaded them is gone. */
  reset(): void {
    this.#sent.clear();
  }
}

/** What `./helper` can mean: that file, one in TypeScript (even if written as `./helper.js`), or a directory's index. */
function findTypeScript(specifier: string, directory: string): string | undefined {
  if (!/^\.{0,2}\//.test(specifier)) return undefined;
  const path = resolve(directory, specifier);
  const written = path.replace(/\.jsx?$/, "");
  const candidates = [
    path,
    ...[path, written, `${path}/index`].flatMap((each) => [`${each}.ts`, `${each}.tsx`]),
  ];
  return candidates.find((each) => /\.tsx?$/.test(each) && existsSync(each));
}
