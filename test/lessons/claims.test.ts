import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { writeNotebook } from "../../src/lesson/notebook.js";
import { runNotebook } from "../../src/lesson/run.js";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import {
  CLAIMS,
  claimsTable,
  codeCell,
  LESSONS,
  lessonPath,
  missing,
  readLesson,
  tableIn,
} from "./claims.js";
import { expectProofs } from "./expect-proofs.js";
import { oneAtATime } from "./one-at-a-time.js";

/** Five documents: so many claims each. What people ask besides has the letter F. */
const EXPECTED = Object.entries({ A: 18, B: 11, C: 8, D: 12, E: 12 }).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
);

describe("the table of claims", () => {
  test("has each of the 61 once, and what people asked besides, each with a proof", () => {
    const ids = CLAIMS.map(({ id }) => id);
    const asked = ids.filter((id) => /^F\d+$/.test(id));
    expect(ids).toEqual([...EXPECTED, ...new Set(asked)]);
    expect(asked.length).toBeGreaterThan(0);
    expect(
      CLAIMS.filter(({ proofs }) => proofs.length === 0 || proofs.some(({ shows }) => shows.length === 0)),
    ).toEqual([]);
  });

  test("is what README shows", () => {
    expect(tableIn(readFileSync(join(ROOT, "README.md"), "utf8"))).toBe(claimsTable());
  });

  test("no proof is in a cell's own text, or holds for a cell that printed nothing", () => {
    const empty = CLAIMS.flatMap(({ id, proofs }) =>
      proofs.flatMap(({ lesson, cell, shows }) => {
        const source = codeCell(readLesson(lessonPath(lesson)), cell)?.source ?? "";
        return shows
          .filter((pattern) => {
            const regex = new RegExp(pattern, "m");
            return regex.test(source) || regex.test("") || regex.test("\n");
          })
          .map((pattern) => `${id}: ${pattern}`);
      }),
    );
    expect(empty).toEqual([]);
  });

  test("a lesson that was not executed proves nothing", async () => {
    for (const lesson of LESSONS) {
      const nothing = await runNotebook(readLesson(lessonPath(lesson)), async () => ({ status: "ok" }));
      for (const claim of CLAIMS.filter(({ proofs }) => proofs.some((proof) => proof.lesson === lesson)))
        expect(missing(claim, lesson, nothing.notebook), claim.id).not.toEqual([]);
    }
  });
});

describe("the saved lessons", () => {
  test.each(LESSONS)("%s shows its claims, and no error", (lesson) => {
    expectProofs(lesson, readLesson(lessonPath(lesson)));
  });
});

describeWith(["build"], "layerlab lesson run", () => {
  test.each(LESSONS)("%s, twice in one kernel", { timeout: 300_000 }, async (lesson) => {
    const { cells, ...rest } = readLesson(lessonPath(lesson));
    const again = cells.map((cell) => ({ ...cell, id: `${cell.id}-again` }));
    const folder = temporaryFolder();
    const source = join(folder, "twice.ipynb");
    const target = join(folder, "executed.ipynb");
    writeFileSync(source, writeNotebook({ ...rest, cells: [...cells, ...again] }));
    const bin = join(ROOT, "dist", "kernel", "bin.js");
    await oneAtATime(lesson, () => run(process.execPath, [bin, "lesson", "run", source, "--output", target]));
    const executed = readLesson(target);
    const [once, twice] = [executed.cells.slice(0, cells.length), executed.cells.slice(cells.length)];
    expectProofs(lesson, { ...executed, cells: once });
    expectProofs(lesson, {
      ...executed,
      cells: twice.map((cell) => ({ ...cell, id: cell.id?.replace(/-again$/, "") ?? "" })),
    });
  });
});
