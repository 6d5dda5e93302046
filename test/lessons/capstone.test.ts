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

const INHERITED = `FROM ubuntu
COPY . /srv/
RUN apt update
RUN apt install -y python3 python3-pip
RUN pip install -r /srv/requirements.txt
RUN dd if=/dev/zero of=/srv/cache.bin bs=1000000 count=80
RUN rm /srv/cache.bin /srv/.env /srv/dump.sql
CMD ["python3", "/srv/app.py"]`;

/** What learners write into the cells, and what the check must then say. */
const ATTEMPTS = {
  "as it was inherited": {
    mended: INHERITED,
    ignored: "# nothing",
    done: 1,
    missing: [
      "the key is nowhere in it",
      "it is at least 85 MB smaller",
      "an edit of app.py builds one step",
    ],
  },
  "only the .dockerignore": {
    mended: INHERITED.replace("rm ", "rm -f "),
    ignored: ".env\ndump.sql",
    done: 2,
    missing: ["it is at least 85 MB smaller", "less than 1 MB in it is never seen"],
  },
  "no packages": {
    mended:
      'FROM ubuntu\nRUN apt update && apt install -y python3\nCOPY app.py /srv/\nCMD ["python3", "/srv/app.py"]',
    ignored: "# nothing",
    done: 5,
    missing: ["it does what it did"],
  },
  solved: {
    mended: `FROM ubuntu
RUN apt update && apt install -y python3 python3-pip
COPY requirements.txt /srv/
RUN pip install -r /srv/requirements.txt
COPY app.py /srv/
CMD ["python3", "/srv/app.py"]`,
    ignored: "# nothing",
    done: 6,
    missing: [],
  },
};

describeWith(["build"], "a scripted learner at the capstone", () => {
  /** The lesson's last cells once for each attempt: what comes before them is the same for all. */
  const executed = new Map<string, string>();

  beforeAll(async () => {
    const lesson = readLesson(lessonPath(CAPSTONE));
    const [mend, check] = ["mend", "check"].map((id) => lesson.cells.findIndex((cell) => cell.id === id));
    expect(lesson.cells.slice(mend, (check ?? 0) + 1).map(({ id }) => id)).toEqual([
      "mend",
      "ignore",
      "mended",
      "check",
    ]);
    const cells = lesson.cells.slice(0, mend);
    for (const [at, attempt] of Object.values(ATTEMPTS).entries())
      for (const cell of lesson.cells.slice(mend, (check ?? 0) + 1))
        cells.push({ ...cell, id: `${cell.id}-${at}`, source: written(cell.id, attempt) ?? cell.source });
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

/** What the learner writes into the cells that are there for it. */
function written(
  id: string | undefined,
  { mended, ignored }: { readonly mended: string; readonly ignored: string },
): string | undefined {
  if (id === "mend") return `%%writefile orders/Dockerfile\n${mended}`;
  return id === "ignore" ? `%%writefile orders/.dockerignore\n${ignored}` : undefined;
}
