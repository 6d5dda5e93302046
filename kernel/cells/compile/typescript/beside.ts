import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { BesideFile } from "../compiler.js";
import { emitFile } from "./emit.js";
import ts from "./load.js";

/** TypeScript files that cells import, directly or through one another. Node cannot run TypeScript by itself. */
export class FilesBeside {
  readonly #directory: string;
  readonly #sent = new Map<string, string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The files that a cell's `imports` lead to, and that are new or have changed. */
  changed(imports: readonly string[]): BesideFile[] {
    const seen = new Set<string>();
    const result: BesideFile[] = [];
    const visit = (specifiers: readonly string[], directory: string): void => {
      for (const specifier of specifiers) {
        const path = findTypeScript(specifier, directory);
        if (path === undefined || seen.has(path)) continue;
        seen.add(path);
        const text = readFileSync(path, "utf8");
        visit(
          ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName),
          dirname(path),
        );
        if (this.#sent.get(path) === text) continue;
        this.#sent.set(path, text);
        result.push({ path, source: text, ...emitFile(text) });
      }
    };
    visit(imports, this.#directory);
    return result;
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
  const candidates = [path, `${path}.ts`, path.replace(/\.js$/, ".ts"), `${path}/index.ts`];
  return candidates.find((each) => each.endsWith(".ts") && existsSync(each));
}
