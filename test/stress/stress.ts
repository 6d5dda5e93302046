import { appendFileSync } from "node:fs";
import { cases, SEED } from "../random.js";

/**
 * How long `npm run stress` has, in seconds, and what part of it is for each of these tests. In a usual test run each
 * does a few rounds.
 */
const SECONDS = Number(process.env.LAYERLAB_STRESS_SECONDS ?? 0);
const PARTS = {
  faults: 0.3,
  kills: 0.15,
  full: 0.05,
  clock: 0.1,
  damage: 0.1,
  archives: 0.15,
  registry: 0.15,
} as const;

/** For a test that may take all of its part, and then some for what was begun. */
export const TIMEOUT = { timeout: SECONDS * 1000 + 120_000 };

export type Counts = Readonly<Record<string, number>>;

/**
 * Runs rounds: `few` of them, or as many as there is time for, but not more than `all`. Adds up what they count.
 * @param round gets its own random numbers, which are the same ones for the same seed and number
 */
export async function rounds(
  { part, name, few, all = Number.POSITIVE_INFINITY, share = 1 }: Rounds,
  round: (random: Random, at: number) => Promise<Counts>,
): Promise<Counts> {
  const began = performance.now();
  const milliseconds = SECONDS * 1000 * PARTS[part] * share;
  const sum: Record<string, number> = {};
  for (let at = 0; at < all; at++) {
    if (SECONDS === 0 ? at >= cases(few).numRuns : performance.now() - began > milliseconds) break;
    const counts = await round(new Random(SEED, at), at);
    for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const report = process.env.LAYERLAB_STRESS_REPORT;
  if (report !== undefined)
    appendFileSync(report, `${JSON.stringify({ part, name, seconds, counts: sum })}\n`);
  return sum;
}

interface Rounds {
  readonly part: keyof typeof PARTS;
  readonly name: string;
  readonly few: number;
  readonly all?: number;
  /** Of the part's time; all of it by default. */
  readonly share?: number;
}

/** Numbers that look random; the same ones for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number, round: number) {
    this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(round + 1, 0xc2b2ae35)) >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, key: this.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}
