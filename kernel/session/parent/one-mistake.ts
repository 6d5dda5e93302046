import type { Diagnostic } from "../../cells/compile/compiler.js";
import type { Failure } from "../../cells/task.js";

/** TypeScript's codes for names that nothing declares. */
export const UNKNOWN_NAME: ReadonlySet<number> = new Set([
  2304, 2552, 2580, 2581, 2582, 2583, 2584, 2592, 2593, 18004,
]);

/** What an engine says of an expression, and TypeScript's codes for the same. */
const SAME: readonly { readonly said: RegExp; readonly codes: ReadonlySet<number> }[] = [
  { said: /^(.+) is not defined$/, codes: UNKNOWN_NAME },
  { said: /^Cannot access '(.+)' before initialization$/, codes: new Set([2448, 2449, 2450]) },
  { said: /^(.+) is not a function$/, codes: new Set([2349, 2551, 2339]) },
  { said: /^(.+) is not a constructor$/, codes: new Set([2351]) },
  { said: /^(.+) is not iterable$/, codes: new Set([2488, 2461, 2495, 2549]) },
];

export interface Unsaid {
  readonly warnings: readonly Diagnostic[];
  /** What may have been meant, of those that are left out. */
  readonly advice: readonly string[];
}

/** One mistake is told once: leaves out the warnings that say what the cell has failed with. */
export function notSaidBy(
  failure: Failure | undefined,
  warnings: readonly Diagnostic[],
  source: string,
): Unsaid {
  for (const { said, codes } of SAME) {
    const expression = failure && said.exec(failure.message)?.[1];
    if (expression === undefined) continue;
    const isSaid = ({ code, start, end }: Diagnostic): boolean => {
      const text = source.slice(start, end);
      return codes.has(code) && (text === expression || expression.endsWith(`.${text}`));
    };
    const advice = warnings
      .filter(isSaid)
      .flatMap(({ message }) => /Did you mean '.*?'\?/.exec(message) ?? []);
    return { warnings: warnings.filter((each) => !isSaid(each)), advice: [...new Set(advice)] };
  }
  return { warnings, advice: [] };
}
