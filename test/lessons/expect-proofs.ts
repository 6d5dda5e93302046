import { expect } from "vitest";
import type { Notebook } from "../../src/lesson/notebook.js";
import { CLAIMS, cellText, missing } from "./claims.js";
import { unanswered } from "./predictions.js";

/** An executed lesson: every claim is proven, nothing complains, each prediction is answered. */
export function expectProofs(lesson: string, notebook: Notebook): void {
  const complaints = notebook.cells.flatMap((cell) =>
    cell.cell_type === "code" && /\(TS\d+\)|^\w*Error: /m.test(cellText(cell))
      ? [`${cell.id}: ${cellText(cell)}`]
      : [],
  );
  expect(complaints).toEqual([]);
  expect(CLAIMS.flatMap((claim) => missing(claim, lesson, notebook))).toEqual([]);
  // A later cell has written what an earlier one shows.
  expect(unanswered(notebook)).toEqual([]);
}
