import { BuildDefinitionError } from "../errors/build.js";

export interface Directives {
  /** The image of a Dockerfile frontend; here there is only one. */
  readonly syntax: string | undefined;
  /** `\\` or a backquote. */
  readonly escapeCharacter: string;
  /** What the linter is to do: `skip=…;error=true`. */
  readonly check: string;
}

/**
 * `# name=value` lines before anything else; each name once.
 *
 * @throws {BuildDefinitionError}
 */
export function directivesOf(lines: readonly string[]): Directives {
  const found = new Map<string, string>();
  for (const [at, line] of lines.entries()) {
    const [, word = "", value = ""] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/.exec(line.trim()) ?? [];
    const name = word.toLowerCase();
    if (name !== "escape" && name !== "syntax" && name !== "check") break;
    const location = { line: at + 1, endLine: at + 1 };
    if (found.has(name))
      throw new BuildDefinitionError(`only one ${name} parser directive can be used`, location);
    if (name === "escape" && value !== "\\" && value !== "`")
      throw new BuildDefinitionError(`invalid escape token '${value}' does not match \` or \\`, location);
    found.set(name, value);
  }
  return {
    syntax: found.get("syntax"),
    escapeCharacter: found.get("escape") ?? "\\",
    check: found.get("check") ?? "",
  };
}
