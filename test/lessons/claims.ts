import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { type CodeCell, type Notebook, type Output, parseNotebook } from "../../src/lesson/notebook.js";

/** A statement about images and containers that the lessons show to be true by running code. */
export interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly proofs: readonly Proof[];
}

interface Proof {
  /** Name of the notebook without `.ipynb`. */
  readonly lesson: string;
  /** Id of a code cell in it. */
  readonly cell: string;
  /**
   * Regular expressions (flag `m`), each of which the text of the executed cell must match: what it printed, and the
   * `text/plain` of what it showed.
   */
  readonly shows: readonly string[];
}

export const CLAIMS: readonly Claim[] = JSON.parse(
  readFileSync(join(ROOT, "test", "claims.json"), "utf8"),
).claims;

/** All notebooks, by name: those without a claim must run, too. */
export const LESSONS: readonly string[] = readdirSync(join(ROOT, "notebooks"))
  .filter((name) => name.endsWith(".ipynb"))
  .map((name) => name.slice(0, -".ipynb".length))
  .sort();

/** The solved form of a lesson. */
export function lessonPath(lesson: string): string {
  return join(ROOT, "notebooks", "solved", `${lesson}.ipynb`);
}

/** What learners open. */
export function handoutPath(lesson: string): string {
  return join(ROOT, "notebooks", `${lesson}.ipynb`);
}

export function readLesson(path: string): Notebook {
  return parseNotebook(readFileSync(path, "utf8"));
}

export function codeCell(notebook: Notebook, id: string): CodeCell | undefined {
  return notebook.cells.find((cell): cell is CodeCell => cell.cell_type === "code" && cell.id === id);
}

/** All that a reader of text sees of a cell's outputs, without colours. */
export function cellText(cell: CodeCell): string {
  return stripVTControlCharacters(cell.outputs.map(outputText).join("")).replaceAll("\r\n", "\n");
}

function outputText(output: Output): string {
  if (output.output_type === "stream") return output.text;
  if (output.output_type === "error") return `${output.ename}: ${output.evalue}\n`;
  const text = String(output.data["text/plain"]);
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** Ids of the cells that need an exercise to be solved: from the first one on. */
function afterExercise(notebook: Notebook): ReadonlySet<string | undefined> {
  const first = notebook.cells.findIndex(
    ({ metadata: { layerlab } }) => JSON.stringify(layerlab) === '{"exercise":true}',
  );
  return new Set(first < 0 ? [] : notebook.cells.slice(first).map(({ id }) => id));
}

/**
 * What is missing of a claim's proof in a lesson that was executed; nothing when it is proven there. A handout whose
 * exercises nobody has solved owes no proof in the cells that need them.
 */
export function missing(claim: Claim, lesson: string, notebook: Notebook): string[] {
  const unsolved = afterExercise(notebook);
  return claim.proofs
    .filter((proof) => proof.lesson === lesson && !unsolved.has(proof.cell))
    .flatMap(({ cell: id, shows }) => {
      const cell = codeCell(notebook, id);
      if (cell === undefined) return [`${claim.id}: ${lesson} has no cell ${id}`];
      const text = cellText(cell);
      return shows
        .filter((pattern) => !new RegExp(pattern, "m").test(text))
        .map((pattern) => `${claim.id}: ${lesson}, cell ${id}: nothing matches ${pattern} in\n${text}`);
    });
}

const BEGIN = "<!-- claims: made from test/claims.json -->";
const END = "<!-- end of claims -->";

/** The table of claims as the README has it, between its marks. */
export function claimsTable(): string {
  const rows = CLAIMS.map(({ id, claim, proofs }) => {
    const places = new Map<string, string[]>();
    for (const { lesson, cell } of proofs) places.set(lesson, [...(places.get(lesson) ?? []), `\`${cell}\``]);
    const where = [...places].map(
      ([lesson, cells]) => `[${lesson.slice(0, 2)}](notebooks/${lesson}.ipynb) ${cells.join(", ")}`,
    );
    return `| ${id} | ${claim.replaceAll("|", "\\|").replace(/<(\w+)>/g, "`<$1>`")} | ${where.join("; ")} |`;
  });
  return [BEGIN, "", "| | what is shown | lesson and cell |", "|---|---|---|", ...rows, "", END].join("\n");
}

export function tableIn(readme: string): string | undefined {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  return from < 0 || to < from ? undefined : readme.slice(from, to + END.length);
}
