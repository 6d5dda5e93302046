import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The test files that take longest, by the end of their paths. They are begun first: one that is begun last keeps a single core
 * busy while the others have nothing left to do.
 */
const LONG = [
  "lessons/nbclient.test.ts",
  "lessons/claims.test.ts",
  "differential/lessons.test.ts",
  "package/pack.test.ts",
  "jupyter/session.test.ts",
  "lessons/jupyterlab.test.ts",
  "differential/volumes.test.ts",
  "cli/interrupt.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((end) => moduleId.endsWith(end));
      return at < 0 ? LONG.length : at;
    };
    return others.sort((a, b) => rank(a) - rank(b));
  }
}
