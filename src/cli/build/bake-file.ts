import { isRecord } from "../../go/reflect/value.js";
import { refusal } from "./refusal.js";

/** A target of a bake file: what a `build` line would say. Members are the file's own. */
export type BakeTarget = Readonly<Record<string, unknown>>;

/** A bake file, its variables replaced and what targets inherit put in. */
export interface BakeFile {
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly targets: Readonly<Record<string, BakeTarget>>;
}

/** A file nests no deeper than this; a group that names itself would. */
const MAX_DEPTH = 32;

/**
 * Bake files in JSON (`docker-bake.json`), the later ones over the earlier. `${NAME}` in a text is a variable of the file, or of the
 * environment if that has it.
 *
 * @throws {UsageError} in buildx's words
 */
export function readBake(
  files: readonly { readonly name: string; readonly text: string }[],
  environment: (name: string) => string | undefined,
): BakeFile {
  const parsed = files.map(({ name, text }) => parsedFile(name, text));
  const defaults = merged(parsed.map(({ variable }) => membersOf(variable)));
  const variables = (name: string): string => {
    if (!Object.hasOwn(defaults, name))
      throw refusal(`there is no variable named "${name}" in the bake file`);
    const { default: value } = membersOf(defaults[name]);
    return environment(name) ?? (value === undefined || value === null ? "" : String(value));
  };
  const raw = merged(parsed.map(({ target }) => membersOf(target)));
  const targets = Object.fromEntries(
    Object.keys(raw).map((name) => [name, membersOf(expanded(inherited(name, raw, 0), variables))]),
  );
  const groups = Object.fromEntries(
    Object.entries(merged(parsed.map(({ group }) => membersOf(group)))).map(([name, group]) => [
      name,
      textsOf(membersOf(group).targets),
    ]),
  );
  return { groups, targets };
}

/** The targets that names and groups mean, each once. Nothing named means `default`. @throws {UsageError} */
export function targetsNamed({ groups, targets }: BakeFile, names: readonly string[]): readonly string[] {
  const found: string[] = [];
  const visit = (name: string, depth: number): void => {
    const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (group !== undefined && depth < MAX_DEPTH) for (const each of group) visit(each, depth + 1);
    else if (!Object.hasOwn(targets, name)) throw refusal(`failed to find target ${name}`);
    else if (!found.includes(name)) found.push(name);
  };
  for (const name of names.length > 0 ? names : ["default"]) visit(name, 0);
  return found;
}

/** `--set PATTERN.KEY=VALUE`. @throws {UsageError} */
export function withOverrides(file: BakeFile, overrides: readonly string[]): BakeFile {
  let { targets } = file;
  for (const text of overrides) {
    const [, pattern, key, value] = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text) ?? [];
    if (pattern === undefined || key === undefined || value === undefined)
      throw refusal(`invalid override ${text}, expected target.name=value`);
    const names = Object.keys(targets).filter((name) => matches(name, pattern));
    if (names.length === 0) throw refusal(`could not find any target matching '${pattern}'`);
    targets = {
      ...targets,
      ...Object.fromEntries(names.map((name) => [name, overridden(membersOf(targets[name]), key, value)])),
    };
  }
  return { ...file, targets };
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/\W/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

const LISTS = new Set([
  "tags",
  "platform",
  "platforms",
  "output",
  "secret",
  "cache-from",
  "cache-to",
  "no-cache-filter",
]);

function overridden(target: BakeTarget, key: string, value: string): BakeTarget {
  const [, map, member] = /^(args|labels|contexts)\.(.+)$/s.exec(key) ?? [];
  if (map !== undefined && member !== undefined)
    return { ...target, [map]: { ...membersOf(target[map]), [member]: value } };
  const name = key === "platform" ? "platforms" : key;
  return { ...target, [name]: LISTS.has(key) ? [value] : value };
}

function parsedFile(name: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(text);
    if (isRecord(document)) return document;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal(
    `${name} is no bake file in JSON, the form that layerlab reads: {"target": {"app": {"context": "."}}}`,
  );
}

/** A target over those it inherits from, the last of them first. */
function inherited(name: string, raw: Readonly<Record<string, unknown>>, depth: number): BakeTarget {
  if (!Object.hasOwn(raw, name)) throw refusal(`failed to find target ${name}`);
  if (depth > MAX_DEPTH) throw refusal(`infinite loop from ${name} to ${name}`);
  const { inherits, ...own } = membersOf(raw[name]);
  const below = textsOf(inherits).map((each) => inherited(each, raw, depth + 1));
  return merged([...below, own]);
}

/** Later members over earlier ones; maps (`args`, `labels`, whole targets) are put together. */
function merged(all: readonly BakeTarget[], depth = 0): BakeTarget {
  checkDepth(depth);
  const out = new Map<string, unknown>();
  for (const each of all)
    for (const [name, value] of Object.entries(each)) {
      const before = out.get(name);
      out.set(name, isRecord(value) && isRecord(before) ? merged([before, value], depth + 1) : value);
    }
  return Object.fromEntries(out);
}

function expanded(value: unknown, variables: (name: string) => string, depth = 0): unknown {
  checkDepth(depth);
  if (typeof value === "string")
    return value.replace(/\$\{\s*([A-Za-z_]\w*)\s*\}/g, (_, name: string) => variables(name));
  if (Array.isArray(value)) return value.map((each: unknown) => expanded(each, variables, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, expanded(each, variables, depth + 1)]),
  );
}

function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw refusal(`the bake file nests deeper than ${MAX_DEPTH} levels`);
}

export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** A list of texts; one text counts as a list of one. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
