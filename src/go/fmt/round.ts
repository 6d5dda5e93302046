/** Go's rounding: exactly half way between two numbers it takes the even one, where JavaScript takes the larger. */

/** Enough places to see that only zeros follow. */
const MORE = 40;

/** JavaScript's `toExponential`, ties to even. */
export function toExponential(value: number, places: number): string {
  const rounded = value.toExponential(places);
  const [mantissa = "", power = ""] = value.toExponential(Math.min(100, places + MORE)).split("e");
  return isTieToEven(mantissa, places)
    ? `${mantissa.slice(0, places === 0 ? 1 : places + 2)}e${power}`
    : rounded;
}

/** JavaScript's `toFixed`, ties to even, and without an exponent for large numbers. */
export function toFixed(value: number, places: number): string {
  if (value >= 1e21) return `${BigInt(value)}${places > 0 ? `.${"0".repeat(places)}` : ""}`;
  const exact = value.toFixed(Math.min(100, places + MORE));
  const point = exact.indexOf(".");
  return isTieToEven(exact, places)
    ? exact.slice(0, places === 0 ? point : point + places + 1)
    : value.toFixed(places);
}

/** Whether what follows so many places is exactly a half, and the digit before it is even. */
function isTieToEven(exact: string, places: number): boolean {
  const [whole = "", fraction = ""] = exact.split(".");
  const before = places === 0 ? whole.at(-1) : fraction[places - 1];
  return /^50*$/.test(fraction.slice(places)) && Number(before) % 2 === 0;
}
