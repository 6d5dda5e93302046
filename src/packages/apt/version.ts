/**
 * Compares two Debian version numbers as dpkg does (Debian Policy 5.6.12): epoch, then upstream version, then
 * revision; `~` sorts before everything, letters before other characters, runs of digits by their value.
 *
 * @example compareVersions("1.0~rc1", "1.0") // below 0
 */
export function compareVersions(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  return left[0] - right[0] || compareParts(left[1], right[1]) || compareParts(left[2], right[2]);
}

export type VersionOperator = "<<" | "<=" | "=" | ">=" | ">>";

export function versionSatisfies(version: string, operator: VersionOperator, wanted: string): boolean {
  const order = compareVersions(version, wanted);
  switch (operator) {
    case "<<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "=":
      return order === 0;
    case ">=":
      return order >= 0;
    case ">>":
      return order > 0;
  }
}

function split(version: string): [epoch: number, upstream: string, revision: string] {
  const colon = version.indexOf(":");
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf("-");
  return [
    colon < 0 ? 0 : Number(version.slice(0, colon)),
    dash < 0 ? rest : rest.slice(0, dash),
    dash < 0 ? "" : rest.slice(dash + 1),
  ];
}

function compareParts(a: string, b: string): number {
  let left = a;
  let right = b;
  while (left !== "" || right !== "") {
    const [leftText, rightText] = [/^\D*/.exec(left)?.[0] ?? "", /^\D*/.exec(right)?.[0] ?? ""];
    const length = Math.max(leftText.length, rightText.length);
    for (let at = 0; at < length; at++) {
      const order = weight(leftText[at]) - weight(rightText[at]);
      if (order !== 0) return order;
    }
    left = left.slice(leftText.length);
    right = right.slice(rightText.length);
    const [leftDigits, rightDigits] = [/^\d*/.exec(left)?.[0] ?? "", /^\d*/.exec(right)?.[0] ?? ""];
    const order = compareNumbers(leftDigits.replace(/^0+/, ""), rightDigits.replace(/^0+/, ""));
    if (order !== 0) return order;
    left = left.slice(leftDigits.length);
    right = right.slice(rightDigits.length);
  }
  return 0;
}

function compareNumbers(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function weight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === "~") return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}
