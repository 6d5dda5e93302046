/**
 * Jupyter counts a cursor's position in Unicode code points, JavaScript in UTF-16 code units; they differ after
 * an emoji.
 */
export function toCodeUnits(text: string, codePoints: number): number {
  let units = 0;
  let points = 0;
  for (const character of text) {
    if (points++ >= codePoints) break;
    units += character.length;
  }
  return units;
}

export function toCodePoints(text: string, codeUnits: number): number {
  return [...text.slice(0, codeUnits)].length;
}
