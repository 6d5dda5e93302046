/**
 * What random tests draw their cases from: the same seed gives the same cases. Each run has another one, which
 * `test/reporter.ts` prints at its end, and fast-check with each failure.
 */
export const SEED = Number(process.env.LAYERLAB_TEST_SEED);

/** How many times as many cases as a usual run tries: `LAYERLAB_TEST_CASES=20 npm test -- test/vfs`. */
const TIMES = Number(process.env.LAYERLAB_TEST_CASES ?? 1);

/** For `fc.assert` and `fc.sample`: so many cases in a usual run. */
export function cases(count: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: SEED, numRuns: Math.ceil(count * TIMES) };
}
