/** A pattern that finds characters of the given ranges: hexadecimal codes, `a-b` for a range, with space between them. */
export function characterClass(ranges: string): RegExp {
  const range = (text: string): string =>
    text
      .split("-")
      .map((code) => `\\u{${code}}`)
      .join("-");
  return new RegExp(`[${ranges.trim().split(/\s+/).map(range).join("")}]`, "u");
}
