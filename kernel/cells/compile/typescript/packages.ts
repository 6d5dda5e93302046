import type TS from "typescript";
import ts from "./load.js";

/** After this long without a question, what was known of packages is looked up again. */
const FORGET_MS = 1000;

/** What a language service asks its host about modules; TypeScript passes the second to its programs without naming it. */
type ModuleQuestions = Required<
  Pick<TS.LanguageServiceHost, "resolveModuleNameLiterals"> &
    Pick<TS.CompilerHost, "getModuleResolutionCache">
>;

/**
 * What `package.json` of each package says about its files, kept between questions: each of them makes a program of all libraries'
 * files, and TypeScript would read it again for every one, which is much of what a check costs. Where a module is, is looked up
 * for each program: a cell may have installed it.
 */
export function packageQuestions(directory: string, host: TS.ModuleResolutionHost): ModuleQuestions {
  const cache = (): TS.ModuleResolutionCache => ts.createModuleResolutionCache(directory, (name) => name);
  const packages = cache();
  let places = cache();
  let asked = 0;
  return {
    getModuleResolutionCache: () => {
      const now = performance.now();
      if (now - asked > FORGET_MS) packages.clear();
      asked = now;
      places = cache();
      return packages;
    },
    resolveModuleNameLiterals: (literals, containing, redirected, options, file) =>
      literals.map((literal) =>
        ts.resolveModuleName(
          ...([literal.text, containing, options, host, places, redirected] as const),
          ts.getModeForUsageLocation(file, literal, options),
        ),
      ),
  };
}
