import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import type { Converter } from "tslab/dist/converter.js";

/**
 * tslab's converter refuses a cell for any type error, resolves modules as Node 10 did, looks for
 * `@types/node` where npm may not have put it, and keeps no source map. It takes all of that from the
 * TypeScript module it requires, so it is given one with four functions replaced. Everything else is
 * TypeScript's own.
 *
 * Used in the compiler's worker thread only: it changes that thread's module cache.
 */
export interface LenientConverter {
  readonly converter: Converter;
  readonly typescript: typeof TypeScript;
  readonly isCompleteCode: (source: string) => { completed: boolean; indent?: string };
  /** What the last `convert` saw: the side of it that tslab's result does not tell. */
  readonly seen: Seen;
}

export interface Seen {
  /** Type errors of the cell, which do not stop it. */
  warnings: TypeScript.Diagnostic[];
  file: TypeScript.SourceFile | undefined;
  /** From the JavaScript that runs back to the cell. */
  sourceMaps: string[];
}

/** TypeScript's numbers: 1000-1999 is syntax. Without those there is a program that can run. */
const isSyntax = (diagnostic: TypeScript.Diagnostic): boolean =>
  diagnostic.code >= 1000 && diagnostic.code < 2000;

/** 1000-1999 too, yet fine in a cell, whose top is the body of an async function. */
const FINE_IN_A_CELL = new Set([
  1103, // `for await` at the top
  1375, // `await` in a file that is not a module
  1378, // `await` with an older module setting
  1432, // `for await` with an older module setting
]);

const SOURCE_MAP = /\n\/\/# sourceMappingURL=(?:data:application\/json;base64,(\S+)|\S+)\s*$/;

export function createLenientConverter(globals: string): LenientConverter {
  const require = createRequire(import.meta.url);
  const converterPath = require.resolve("tslab/dist/converter.js");
  const requireOfTslab = createRequire(converterPath);
  const typescriptPath = requireOfTslab.resolve("@tslab/typescript-for-tslab");
  const typescript: typeof TypeScript = requireOfTslab(typescriptPath);
  const typeRoot = dirname(dirname(requireOfTslab.resolve("@types/node/package.json")));
  const seen: Seen = { warnings: [], file: undefined, sourceMaps: [] };

  const replaced: Pick<typeof TypeScript, "transpileModule"> & Record<string, unknown> = {
    getPreEmitDiagnosticsOfFiles(program: TypeScript.Program, files: TypeScript.SourceFile[]) {
      const all = internals(typescript).getPreEmitDiagnosticsOfFiles(program, files);
      seen.file = files[0];
      seen.warnings = all.filter((diagnostic) => !isSyntax(diagnostic) && diagnostic.file === seen.file);
      return all.filter((diagnostic) => isSyntax(diagnostic) && !FINE_IN_A_CELL.has(diagnostic.code));
    },

    createWatchCompilerHost(
      files: string[],
      options: TypeScript.CompilerOptions,
      system: TypeScript.System,
      ...rest: [undefined, TypeScript.DiagnosticReporter, TypeScript.WatchStatusReporter]
    ) {
      const globalsFile = `${system.getCurrentDirectory()}/__layerlab_globals__.d.ts`.replaceAll("\\", "/");
      const readFile = system.readFile.bind(system);
      const fileExists = system.fileExists.bind(system);
      system.readFile = (path, encoding) => (path === globalsFile ? globals : readFile(path, encoding));
      system.fileExists = (path) => path === globalsFile || fileExists(path);
      return typescript.createWatchCompilerHost(
        [...files, globalsFile],
        {
          ...options,
          moduleResolution: typescript.ModuleResolutionKind.Bundler,
          lib: ["lib.es2023.d.ts"],
          typeRoots: [typeRoot],
          types: ["node"],
          inlineSourceMap: true,
          ignoreDeprecations: "5.0",
        },
        system,
        ...rest,
      );
    },

    /** tslab's second step: from ES module to CommonJS. As Node has it, so that `import()` stays one. */
    transpileModule(input, options) {
      const inline = SOURCE_MAP.exec(input);
      const output = typescript.transpileModule(inline ? input.slice(0, inline.index) : input, {
        ...options,
        fileName: "cell.cjs",
        compilerOptions: {
          ...options.compilerOptions,
          module: typescript.ModuleKind.Node16,
          sourceMap: true,
        },
      });
      seen.sourceMaps = [];
      if (output.sourceMapText && inline?.[1]) {
        seen.sourceMaps = [output.sourceMapText, Buffer.from(inline[1], "base64").toString("utf8")];
      }
      return { ...output, outputText: output.outputText.replace(SOURCE_MAP, "") };
    },
  };

  const patched = {};
  for (const key of Object.keys(typescript)) {
    Object.defineProperty(patched, key, {
      enumerable: true,
      get: () => (key in replaced ? replaced[key] : Reflect.get(typescript, key)),
    });
  }
  const cached = requireOfTslab.cache[typescriptPath];
  if (!cached) throw new Error(`${basename(typescriptPath)} was required but is not in the module cache`);
  cached.exports = patched;

  // Only the learner's own files can change under a running kernel; hundreds of watches for libraries'
  // declarations cost start-up time and, on shared machines, the user's limit of them.
  const watchFile = typescript.sys.watchFile?.bind(typescript.sys);
  typescript.sys.watchFile = (path, callback, interval, options) =>
    path.includes("/node_modules/") || path.includes("/dist/") || !watchFile
      ? { close: () => undefined }
      : watchFile(path, callback, interval, options);

  const { createConverter, isCompleteCode }: typeof import("tslab/dist/converter.js") =
    requireOfTslab(converterPath);
  return { converter: createConverter(), typescript, isCompleteCode, seen };
}

/** What tslab's build of TypeScript exports beside the documented API. */
interface Internals {
  getPreEmitDiagnosticsOfFiles(
    program: TypeScript.Program,
    files: TypeScript.SourceFile[],
  ): readonly TypeScript.Diagnostic[];
}

function internals(typescript: object): Internals {
  if (!("getPreEmitDiagnosticsOfFiles" in typescript)) {
    throw new Error("tslab's TypeScript has changed: getPreEmitDiagnosticsOfFiles is not there");
  }
  return typescript as Internals;
}
