/** A version by PEP 440, as far as packages here use it: `2.0.1`, `3.0rc1`, `1.0.post2`, `1!2.0`. */
interface Parsed {
  readonly epoch: number;
  readonly release: readonly number[];
  /** What comes behind the numbers, so that `dev` < `a` < `b` < `rc` < nothing < `post`. */
  readonly stage: readonly [number, number];
}

const STAGES: Readonly<Record<string, number>> = {
  dev: -4,
  a: -3,
  alpha: -3,
  b: -2,
  beta: -2,
  c: -1,
  rc: -1,
  post: 1,
};
const VERSION = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(dev|alpha|beta|post|rc|a|b|c)[-_.]?(\d*))?$/i;

function parse(text: string): Parsed | undefined {
  const [, epoch = "0", release, stage, number = "0"] = VERSION.exec(text.trim()) ?? [];
  if (release === undefined) return undefined;
  return {
    epoch: Number(epoch),
    release: release.split(".").map(Number),
    stage: stage === undefined ? [0, 0] : [STAGES[stage.toLowerCase()] ?? 0, Number(number || 0)],
  };
}

export function isVersion(text: string): boolean {
  return parse(text) !== undefined;
}

/** Below zero: `a` is older. Text that is no version is older than everything. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  if (left.epoch !== right.epoch) return left.epoch - right.epoch;
  for (let at = 0; at < Math.max(left.release.length, right.release.length); at++) {
    const difference = (left.release[at] ?? 0) - (right.release[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.stage[0] - right.stage[0] || left.stage[1] - right.stage[1];
}

/** `>=2.5`; the version may end in `.*` for `==` and `!=`. */
export interface Specifier {
  readonly operator: "==" | "!=" | ">=" | "<=" | ">" | "<" | "~=" | "===";
  readonly version: string;
}

export function matches(version: string, { operator, version: wanted }: Specifier): boolean {
  switch (operator) {
    case "==":
      return wanted.endsWith(".*")
        ? startsWith(version, wanted.slice(0, -2))
        : compareVersions(version, wanted) === 0;
    case "!=":
      return !matches(version, { operator: "==", version: wanted });
    case ">=":
      return compareVersions(version, wanted) >= 0;
    case "<=":
      return compareVersions(version, wanted) <= 0;
    case ">":
      return compareVersions(version, wanted) > 0;
    case "<":
      return compareVersions(version, wanted) < 0;
    case "~=":
      return (
        compareVersions(version, wanted) >= 0 && startsWith(version, wanted.split(".").slice(0, -1).join("."))
      );
    default:
      return version === wanted;
  }
}

function startsWith(version: string, prefix: string): boolean {
  const numbers = parse(version)?.release ?? [];
  return prefix.split(".").every((part, at) => Number(part) === (numbers[at] ?? 0));
}
