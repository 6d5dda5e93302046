import { isSpecifier, matches, type Specifier } from "./version.js";

/** One requirement: `requests[socks]<3,>=2.28; python_version >= "3.7"`. */
export interface Requirement {
  /** As it was written. */
  readonly name: string;
  readonly specifiers: readonly Specifier[];
  /** Where it comes from: `-r requirements.txt (line 2)`, or nothing. */
  readonly origin: string;
}

/** A requirement that cannot be parsed; the message is pip's. */
export class InvalidRequirement extends Error {}

const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*/;

/** `Foo.Bar_baz` and `foo-bar-baz` are the same project. */
export function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** `where`: ` (from line 1 of requirements.txt)`, for the message. */
export function parseRequirement(text: string, origin = "", where = ""): Requirement {
  const [plain = ""] = text.split(/;|\s+#/, 1);
  const name = NAME.exec(plain)?.[1];
  if (name === undefined) throw invalid(text, where);
  const rest = plain
    .replace(NAME, "")
    .trim()
    .replace(/^\((.*)\)$/, "$1");
  return { name, specifiers: parseSpecifiers(rest, text, where), origin };
}

function parseSpecifiers(text: string, all: string, where: string): Specifier[] {
  if (text === "") return [];
  return text.split(",").map((part) => {
    const [, operator, version = ""] = /^\s*(===|==|!=|>=|<=|~=|>|<)\s*(\S+)\s*$/.exec(part) ?? [];
    if (!isOperator(operator) || !isSpecifier({ operator, version })) throw invalid(all, where);
    return { operator, version };
  });
}

function isOperator(text: string | undefined): text is Specifier["operator"] {
  return text !== undefined && ["===", "==", "!=", ">=", "<=", "~=", ">", "<"].includes(text);
}

function invalid(text: string, where: string): InvalidRequirement {
  const hint = /[^=<>!~]=[^=]/.test(text) ? "\nHint: = is not a valid operator. Did you mean == ?" : "";
  return new InvalidRequirement(`Invalid requirement: '${text}'${where}${hint}`);
}

export function allows(requirement: Requirement, version: string): boolean {
  return requirement.specifiers.every((specifier) => matches(version, specifier));
}

/** `charset-normalizer<3,>=2`, with the specifiers in the order pip prints them. */
export function formatRequirement({ name, specifiers }: Requirement): string {
  return `${name}${formatSpecifiers(specifiers)}`;
}

export function formatSpecifiers(specifiers: readonly Specifier[]): string {
  return specifiers
    .map(({ operator, version }) => `${operator}${version}`)
    .sort()
    .join(",");
}

/** A dependency from METADATA; `undefined` if its marker is false on Linux with Python 3.10. */
export function parseDependency(text: string): Requirement | undefined {
  const [, marker] = /;(.*)$/.exec(text) ?? [];
  if (marker !== undefined && !/^\s*python_version\s*>=/.test(marker)) return undefined;
  return parseRequirement(text);
}

export interface RequirementLine {
  readonly text: string;
  readonly line: number;
}

/** The lines of a requirements file, continued ones joined, without comments and blank lines. */
export function requirementLines(content: string): RequirementLine[] {
  const found: RequirementLine[] = [];
  let pending = "";
  let first = 0;
  for (const [at, raw] of content.split(/\r?\n/).entries()) {
    const text = raw.replace(/(^|\s+)#.*$/, "");
    if (pending === "") first = at + 1;
    if (text.endsWith("\\")) {
      pending += text.slice(0, -1);
      continue;
    }
    const whole = (pending + text).trim();
    pending = "";
    if (whole !== "") found.push({ text: whole, line: first });
  }
  if (pending.trim() !== "") found.push({ text: pending.trim(), line: first });
  return found;
}
