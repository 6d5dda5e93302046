import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { writeNotebook } from "../../src/lesson/notebook.js";
import { describeWith } from "../components.js";
import { run, temporaryFolder } from "../jupyter/environment.js";
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
  test.each(Object.entries(ATTEMPTS))("%s", { timeout: 120_000 }, async (_name, attempt) => {
    const lesson = readLesson(lessonPath(CAPSTONE));
    const solution = [
      `const mended = ${attempt.mended};`,
      `const ignored = ${JSON.stringify(attempt.ignored)};`,
    ].join("\n");
    expect(codeCell(lesson, "mend")).toBeDefined();
    const cells = lesson.cells.map((cell) => (cell.id === "mend" ? { ...cell, source: solution } : cell));
    const folder = temporaryFolder();
    const [source, target] = [join(folder, "attempt.ipynb"), join(folder, "executed.ipynb")];
    writeFileSync(source, writeNotebook({ ...lesson, cells }));
    const bin = join(ROOT, "dist", "kernel", "bin.js");
    await run(process.execPath, [bin, "lesson", "run", source, "--output", target]);
    const cell = codeCell(readLesson(target), "check");
    const said = cell === undefined ? "" : cellText(cell);
    expect(said).toContain(`The image is mended: ${attempt.done} of 6 done`);
    for (const what of attempt.missing) expect(said).toContain(`[ ] ${what}`);
  });
});
