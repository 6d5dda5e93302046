import { BuildDefinitionError } from "../errors/build.js";
import type { LintWarning } from "./lint-rules.js";

/** What `# check=skip=RULE,RULE;error=true` says. */
export interface LintOptions {
  readonly skips: (rule: string) => boolean;
  /** A warning fails the build. */
  readonly isError: boolean;
}

/** @throws {BuildDefinitionError} in BuildKit's words */
export function lintOptions(text: string): LintOptions {
  const skipped = new Set<string>();
  let isError = false;
  for (const part of text.trim() === "" ? [] : text.trim().split(";")) {
    const at = part.indexOf("=");
    if (at < 0)
      throw new BuildDefinitionError(`failed to parse check options: invalid check option "${part}"`);
    const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (name === "skip") for (const rule of value.split(",")) skipped.add(rule.trim());
    else if (name === "error") isError = isTrue(value, part);
    // Experimental rules are not here, so there are none to switch on.
    else if (name !== "experimental")
      throw new BuildDefinitionError(`failed to parse check options: invalid check option "${name}"`);
  }
  return { isError, skips: (rule) => skipped.has("all") || skipped.has(rule) };
}

function isTrue(value: string, part: string): boolean {
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(value)) return false;
  throw new BuildDefinitionError(
    `failed to parse check options: failed to parse check option "${part}": strconv.ParseBool: parsing "${value}": invalid syntax`,
  );
}

/** BuildKit's `lint violation found for rules: …`; `undefined` where nothing was found, or it is not to fail. */
export function lintFailure(warnings: readonly LintWarning[], { isError }: LintOptions): string | undefined {
  if (!isError || warnings.length === 0) return undefined;
  return `lint violation found for rules: ${[...new Set(warnings.map(({ rule }) => rule))].join(", ")}`;
}
