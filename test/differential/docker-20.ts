interface Difference {
  readonly reason: string;
  readonly from: RegExp;
  readonly to: string;
}

/** What Docker 20.10 says otherwise than Docker 26, and why. Nothing of this is applied to a newer one. */
const DIFFERENCES: readonly Difference[] = [];

/** What a newer Docker would have printed. */
export function asDocker26(version: string, _line: string, shown: string): string {
  if (!version.startsWith("20.")) return shown;
  return DIFFERENCES.reduce((text, { from, to }) => text.replace(from, to), shown);
}
