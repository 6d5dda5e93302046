import { expect } from "vitest";
import { codeCell, lessonPath, readLesson } from "./claims.js";
import type { Learner, Place, Shown } from "./learner.js";

/** What a learner does who does not go from top to bottom; cells are named by their ids. */
interface Way {
  /** Is passed over, until something says that it is missed. */
  readonly skip: readonly string[];
  /** An answer that is run before its question. */
  readonly early?: string;
  /** Is run with a slip of the finger, then mended. */
  readonly slip?: string;
  /** Before this cell the kernel is started again. */
  readonly restart?: string;
  /** Runs everything once more at the end. */
  readonly again?: true;
}

/** Each lesson has some of it, and each of it is in several lessons: all in all would take minutes. */
const WAYS: Readonly<Record<string, Way>> = {
  "00-welcome": { skip: ["stay"], early: "answer-note", restart: "predict-note", again: true },
  "01-understanding-image-layers": { skip: ["run-base", "commit-app"], slip: "install" },
  "02-the-union-view": { skip: ["unpacked", "commit-add"], early: "answer-who", restart: "measure-0" },
  "03-the-container-layer-is-not-the-image": { skip: ["touch", "predict-both"], slip: "build" },
  "04-from-dockerfile-to-layers": { skip: ["app-build", "predict-table"], early: "answer-two", slip: "ten" },
  "05-the-build-cache": { skip: ["helper", "dockerfile"], slip: "two-steps" },
  "06-what-an-image-is": { skip: ["save", "predict-verify"], early: "answer-id", restart: "unpack" },
  "07-sharing-and-size": { skip: ["python-base", "predict-secret"], slip: "shop-image" },
  "08-pull-and-push": { skip: ["node-18", "registry"], restart: "pull-second" },
  "09-capstone": { skip: ["env", "where-is"], early: "answer-hidden", slip: "orders" },
  "10-ask-the-layers": { skip: ["what-if", "predict-hash"], slip: "at", restart: "names", again: true },
};

const ADVICE = /(: run .+|, or Run > Run All Above Selected Cell\.|run its cell first.+)/;

/** Goes through a lesson's handout by its way, and does what it is told where something is missed. */
export async function learn(learner: Learner, lesson: string, cells: readonly Place[]): Promise<void> {
  const way = WAYS[lesson] ?? { skip: [cells[3]?.id ?? ""] };
  const named = (id: string): Place => {
    const found = cells.find((cell) => cell.id === id);
    if (found === undefined) throw new Error(`${lesson} has no cell ${id}: mend its way in this file`);
    return found;
  };
  const solutions = new Map(
    cells.flatMap((cell) => {
      const solved = codeCell(readLesson(lessonPath(lesson)), cell.id)?.source ?? cell.source;
      return solved === cell.source ? [] : [[cell, solved] as const];
    }),
  );
  const { skip, early, slip, restart, again } = way;
  let missed = skip.map(named);
  const passedOver = new Set(missed);

  async function complete(cell: Place): Promise<Shown> {
    let shown = await learner.run(cell);
    if (!isAsking(shown)) return shown;
    expectAdvice(cell, shown);
    const before = missed.filter(({ at }) => at < cell.at);
    missed = missed.filter(({ at }) => at >= cell.at);
    for (const each of before) await complete(each);
    if (before.length > 0) shown = await learner.run(cell);
    if (!isAsking(shown)) return shown;
    await learner.runAbove(cell);
    shown = await learner.run(cell);
    expect({ lesson, cell: cell.id, shown: isAsking(shown) ? shown : {} }, "a dead end").toEqual({
      lesson,
      cell: cell.id,
      shown: {},
    });
    return shown;
  }

  let questions = 0;
  let stubs: Place[] = [];
  for (const cell of cells) {
    if (passedOver.has(cell)) continue;
    if (cell.id === restart) await learner.restart();
    if (early !== undefined && cell.id === early.replace("answer", "predict")) {
      const shown = await learner.run(named(early));
      expect(shown.error, `${early} before its question`).toBeDefined();
      expectAdvice(named(early), shown);
    }
    if (cell.id === slip) {
      await learner.write(cell, misspelt(cell.source));
      const shown = await learner.run(cell);
      expect({ cell: cell.id, says: saysWhatIsWrong(shown) ? "" : shown.text }).toEqual({
        cell: cell.id,
        says: "",
      });
      await learner.write(cell, cell.source);
    }
    if (solutions.has(cell)) stubs.push(cell);
    const shown = await complete(cell);
    if (cell.source.includes("lab.predict(") && questions++ % 3 < 2) {
      const choices = learner.choices(cell);
      await choices.nth(questions % (await choices.count())).check();
    }
    if (cell.source.includes("lab.check(") && stubs.length > 0) {
      expect(shown.text, `${lesson}: ${cell.id} of the stub`).toMatch(/\[ \] .*\n\s+.*\w/);
      for (const stub of stubs) await learner.write(stub, solutions.get(stub) ?? "");
      const [first] = stubs;
      for (const each of cells) if (each.at >= (first?.at ?? 0) && each.at < cell.at) await complete(each);
      expect((await complete(cell)).text, `${lesson}: ${cell.id} of the solution`).not.toContain("[ ]");
      stubs = [];
    }
    if (cell.id === "tally") await expectTally(learner, cells, cell);
  }
  if (!again) return;
  await learner.runAll();
  for (const cell of cells) {
    const shown = await learner.shown(cell.at);
    expect({ cell: cell.id, error: isAsking(shown) ? shown : undefined }).toEqual({
      cell: cell.id,
      error: undefined,
    });
  }
}

/** Whether something is missed: an error, or one of docker's with our advice. */
function isAsking({ error, text }: Shown): boolean {
  return error !== undefined || text.includes("or Run > Run All Above Selected Cell.");
}

/** Whoever is told what is wrong is told what to do, and nothing of how the lab works inside. */
function expectAdvice({ id }: Place, { error, text }: Shown): void {
  const said = error ?? text;
  expect({ cell: id, said }, "it says what to do").toEqual({ cell: id, said: expect.stringMatching(ADVICE) });
  expect({ cell: id, said }, "no stack trace").toEqual({
    cell: id,
    said: expect.not.stringMatching(/^\s+at .*(node:|\.js:|file:)/m),
  });
}

/** One word of the first line with two letters changed round, as fingers do. */
function misspelt(source: string): string {
  return source.replace(
    /\b(?:FROM|docker|apt|const|for)\b/,
    (word) => word.slice(0, -2) + word.at(-1) + word.at(-2),
  );
}

function saysWhatIsWrong({ error, text }: Shown): boolean {
  return /unknown instruction: FRMO|(atp|dockre): command not found|\bconts\b|';' expected/.test(
    `${error}${text}`,
  );
}

/** The tally is what the answers say beside themselves, both as the page draws them. */
async function expectTally(learner: Learner, cells: readonly Place[], tally: Place): Promise<void> {
  const asked = cells.filter(({ source }) => source.includes("lab.predict(")).length;
  const counted = async (): Promise<string> => {
    const answers = cells.filter(({ source }) => source.includes(".is("));
    const said = (await Promise.all(answers.map((answer) => learner.seen(answer)))).filter((text) =>
      text.includes("You said:"),
    );
    const right = said.filter((text) => /You said:.*✓ right/s.test(text)).length;
    const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
    return `${right} of ${count(said.length, "prediction")} right, ${count(asked, "question")} asked`;
  };
  // What was picked before a restart is told to the new kernel by the page, in its own time.
  await expect
    .poll(async () => (await learner.seen(tally)).includes(await counted()) || (await counted()), {
      timeout: 10_000,
    })
    .toBe(true);
}
