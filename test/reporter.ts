import { writeFileSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

/** What `test/run.mjs` reads back to close with. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
  /** How many tests each reason skipped. */
  reasons: Record<string, number>;
}

/**
 * Counts what was run, and lists at the end why tests were skipped: a run that left something out says so
 * where it is read. So is the seed of the random tests. A file that does not load and an error outside any test count as failures.
 */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const totals: Totals = { passed: 0, failed: unhandled.length, skipped: 0, reasons: {} };
    for (const module of modules) {
      totals.failed += module.errors().length;
      for (const suite of module.children.allSuites()) totals.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") totals.passed++;
        else if (result.state === "failed") totals.failed++;
        else {
          totals.skipped++;
          const note = "note" in result ? result.note : undefined;
          const reason =
            note ??
            /· skipped: (.*?)(?: > |$)/.exec(test.fullName)?.[1] ??
            `${module.relativeModuleId}: ${test.fullName}`;
          totals.reasons[reason] = (totals.reasons[reason] ?? 0) + 1;
        }
      }
    }
    const seed = modules[0]?.project.config.env?.LAYERLAB_TEST_SEED;
    if (seed !== undefined) console.log(`The random tests again: LAYERLAB_TEST_SEED=${seed} npm test`);
    const file = process.env.LAYERLAB_TEST_TOTALS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(totals));
  }
}
