import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { writeNotebook } from "../../src/lesson/notebook.js";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { cellText, codeCell, lessonPath, readLesson } from "./claims.js";

const CAPSTONE = "09-capstone";

/** What learners write into the cell, and what the check must then say. */
const ATTEMPTS = {
  "as it was inherited": {
    mended: "inherited",
    ignored: "",
    done: 1,
    missing: [
      "the key is nowhere in it",
      "it is at least 85 MB smaller",
      "an edit of app.py builds one step",
    ],
  },
  "only the .dockerignore": {
    mended: 'inherited.replace("rm ", "rm -f ")',
    ignored: ".env\ndump.sql\n",
    done: 2,
    missing: ["it is at least 85 MB smaller", "less than 1 MB in it is never seen"],
  },
  "no packages": {
    mended: JSON.stringify(
      'FROM ubuntu\nRUN apt update && apt install -y python3\nCOPY app.py /srv/\nCMD ["python3", "/srv/app.py"]\n',
    ),
    ignored: "",
    done: 5,
    missing: ["it does what it did"],
  },
  solved: {
    mended: JSON.stringify(`FROM ubuntu
RUN apt update && apt install -y python3 python3-pip
COPY requirements.txt /srv/
RUN pip install -r /srv/requirements.txt
COPY app.py /srv/
CMD ["python3", "/srv/app.py"]
`),
    ignored: "",
    done: 6,
    missing: [],
  },
};

describeWith(["build"], "a scripted learner at the capstone", () => {
  /** The lesson's two last cells once for each attempt: what comes before them is the same for all. */
  const executed = new Map<string, string>();

  beforeAll(async () => {
    const lesson = readLesson(lessonPath(CAPSTONE));
    const [mend, check] = ["mend", "check"].map((id) => lesson.cells.findIndex((cell) => cell.id === id));
    expect(check).toBe((mend ?? 0) + 1);
    const cells = lesson.cells.slice(0, mend);
    for (const [at, attempt] of Object.values(ATTEMPTS).entries())
      for (const cell of lesson.cells.slice(mend, (check ?? 0) + 1))
        cells.push(
          cell.id === "mend"
            ? { ...cell, id: `mend-${at}`, source: solution(attempt) }
            : { ...cell, id: `check-${at}` },
        );
    const folder = temporaryFolder();
    const [source, target] = [join(folder, "attempts.ipynb"), join(folder, "executed.ipynb")];
    writeFileSync(source, writeNotebook({ ...lesson, cells }));
    const bin = join(ROOT, "dist", "kernel", "bin.js");
    await run(process.execPath, [bin, "lesson", "run", source, "--output", target]);
    const notebook = readLesson(target);
    for (const [at, name] of Object.keys(ATTEMPTS).entries()) {
      const cell = codeCell(notebook, `check-${at}`);
      executed.set(name, cell === undefined ? "" : cellText(cell));
    }
  }, 240_000);

  test.each(Object.entries(ATTEMPTS))("%s", (name, attempt) => {
    const said = executed.get(name);
    expect(said).toContain(`The image is mended: ${attempt.done} of 6 done`);
    for (const what of attempt.missing) expect(said).toContain(`[ ] ${what}`);
  });
});

function solution({ mended, ignored }: { readonly mended: string; readonly ignored: string }): string {
  return `const mended = ${mended};\nconst ignored = ${JSON.stringify(ignored)};`;
}
