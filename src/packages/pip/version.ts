import { compare, explain, type Pep440Version } from "@renovatebot/pep440";

/** Whether a text is a version by PEP 440: `2.0.1`, `3.0rc1`, `1.0.post2`, `1!2.0`, `1.0+local.1`. */
export function isVersion(text: string): boolean {
  return versionOf(text) !== undefined;
}

/** Below zero if `a` is older. Text that is not a version is older than everything. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [isVersion(a), isVersion(b)];
  return left && right ? compare(a.trim(), b.trim()) : Number(left) - Number(right);
}

/** `>=2.5`; the version may end in `.*` for `==` and `!=`. */
export interface Specifier {
  readonly operator: "==" | "!=" | ">=" | "<=" | ">" | "<" | "~=" | "===";
  readonly version: string;
}

/** What may follow an operator: `.*` and local versions only after `==` and `!=`, two numbers or more after `~=`. */
export function isSpecifier({ operator, version }: Specifier): boolean {
  if (operator === "===") return /^\S+$/.test(version);
  const exact = operator === "==" || operator === "!=";
  const prefix = exact && version.endsWith(".*");
  const parsed = versionOf(prefix ? version.slice(0, -2) : version);
  if (parsed === undefined || (parsed.local !== null && (prefix || !exact))) return false;
  if (prefix) return parsed.public === parsed.base_version;
  return operator !== "~=" || parsed.release.length > 1;
}

/**
 * Whether a version satisfies a specifier, pre-releases allowed, as the `packaging` library of pip 22 and 24 has it. (The
 * package of PEP 440 compares versions as `packaging` does, but its `satisfies` differs from it for local versions,
 * epochs, `<` and `>` with pre- and post-releases.)
 */
export function matches(version: string, { operator, version: wanted }: Specifier): boolean {
  const found = versionOf(version);
  if (operator === "===") return (found === undefined ? version : text(found)) === wanted.toLowerCase();
  if (found === undefined) return false;
  if (wanted.endsWith(".*")) {
    const prefix = versionOf(wanted.slice(0, -2));
    return prefix !== undefined && startsWith(found, prefix) === (operator === "==");
  }
  const bound = versionOf(wanted);
  if (bound === undefined) return operator === "!=";
  const difference = compare(found.public, bound.public);
  switch (operator) {
    case "==":
    case "!=": {
      const same = bound.local === null ? difference === 0 : compareVersions(version, wanted) === 0;
      return same === (operator === "==");
    }
    case ">=":
      return difference >= 0;
    case "<=":
      return difference <= 0;
    case "~=":
      return difference >= 0 && startsWith(found, { ...bound, release: bound.release.slice(0, -1) });
    case ">":
      return difference > 0 && !(isOfSame(found, bound) && isBeyond(found, bound));
    case "<":
      return difference < 0 && !(isOfSame(found, bound) && found.is_prerelease && !bound.is_prerelease);
  }
}

function versionOf(text: string): Pep440Version | undefined {
  return explain(text.trim()) ?? undefined;
}

/** In the canonical form of PEP 440. */
function text({ public: plain, local }: Pep440Version): string {
  return local === null ? plain : `${plain}+${local}`;
}

/** `1.0.post1` and `1.0a1` are of `1.0`. */
function isOfSame(a: Pep440Version, b: Pep440Version): boolean {
  return compare(a.base_version, b.base_version) === 0;
}

/** `>1.0` excludes `1.0.post1`, and every local version of 1.0. */
function isBeyond(found: Pep440Version, bound: Pep440Version): boolean {
  return found.local !== null || (found.is_postrelease && !bound.is_postrelease);
}

/** Numbers that a version lacks are zeros. */
function startsWith(
  { epoch, release }: Pep440Version,
  prefix: Pick<Pep440Version, "epoch" | "release">,
): boolean {
  return epoch === prefix.epoch && prefix.release.every((number, at) => (release[at] ?? 0) === number);
}
