/** `==`, but NaN equals itself. */
export function alike(a, b) {
  // biome-ignore lint/suspicious/noDoubleEquals: this is what loose equality means
  return a == b || (Number.isNaN(a) && Number.isNaN(b));
}

/** Deep equality, as in `assert` and `util`. */
export function same(a, b, strict, seen = []) {
  if (strict ? Object.is(a, b) : alike(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  const inner = [...seen, [a, b]];
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name))
    return false;
  for (const Boxed of [Number, String, Boolean, BigInt, Symbol])
    if (
      a instanceof Boxed !== b instanceof Boxed ||
      (a instanceof Boxed && !Object.is(a.valueOf(), b.valueOf()))
    )
      return false;
  if (a instanceof Map && b instanceof Map) return sameEntries([...a], [...b], strict, inner);
  if (a instanceof Set && b instanceof Set)
    return sameEntries(
      [...a].map((value) => [value, true]),
      [...b].map((value) => [value, true]),
      strict,
      inner,
    );
  const x = Object.keys(a),
    y = Object.keys(b);
  return (
    x.length === y.length && x.every((key) => Object.hasOwn(b, key) && same(a[key], b[key], strict, inner))
  );
}

/** Entries in any order: each of `a` is paired with one of `b`. If strict, a key that is not an object is found by its identity. */
function sameEntries(a, b, strict, seen) {
  if (a.length !== b.length) return false;
  const left = new Set(b);
  return a.every(([key, value]) => {
    for (const entry of left) {
      if (!same(key, entry[0], strict, seen) || !same(value, entry[1], strict, seen)) continue;
      left.delete(entry);
      return true;
    }
    return false;
  });
}
