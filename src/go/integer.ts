import { IntegerError } from "../errors/go.js";

/**
 * Go's `strconv.ParseInt` and `ParseUint`, in base ten.
 *
 * @throws {IntegerError} with Go's message
 */
export function parseInteger(text: string, { unsigned = false, bits = 64 } = {}): number {
  const parse = `strconv.${unsigned ? "ParseUint" : "ParseInt"}`;
  if (!(unsigned ? /^\d+$/ : /^[+-]?\d+$/).test(text))
    throw new IntegerError(`${parse}: parsing "${text}": invalid syntax`, text);
  const value = BigInt(text.replace(/^\+/, ""));
  const limit = 1n << BigInt(unsigned ? bits : bits - 1);
  if (value >= limit || value < (unsigned ? 0n : -limit))
    throw new IntegerError(`${parse}: parsing "${text}": value out of range`, text);
  return Number(value);
}
