import type { Json } from "../display/displayable.js";
import { LessonFormError } from "../errors/lesson.js";
import type { Cell, CodeCell, Notebook, Output } from "./notebook.js";
import { type Asked, QUESTION_TYPE, readQuestion } from "./question.js";
import { questionBundle } from "./question-view.js";

/**
 * A lesson has two forms. The solved one is written, run and saved; its metadata name the other file. The handout is made of
 * it, and is what learners open: its exercises have a stub in place of the solution, and from the first question on no cell
 * shows what it shows when it runs, but the questions, which nobody has answered.
 *
 * In the metadata of the notebooks, and of a cell with an exercise:
 * - `layerlab.handout`: in the solved form, where the handout is, relative to it
 * - `layerlab.solved`: in the handout, where the solved form is, relative to it
 * - `layerlab.stub`: in the solved form, what the handout's cell holds
 * - `layerlab.exercise`: in the handout, true
 */
const OURS = "layerlab";

/** Where the other form of a lesson is, relative to its own file; `undefined` where the notebook is not of that form. */
export function linkTo(form: "handout" | "solved", notebook: Notebook): string | undefined {
  const link = oursOf(notebook.metadata)[form];
  return typeof link === "string" ? link : undefined;
}

/**
 * The handout of a solved lesson.
 * @param solved where the solved form is, seen from the handout
 */
export function handoutOf(lesson: Notebook, solved: string): Notebook {
  const { handout: _, ...ours } = oursOf(lesson.metadata);
  let isOpen = true;
  const cells = lesson.cells.map((cell): Cell => {
    if (cell.cell_type !== "code") return cell;
    const stub = stubOf(cell);
    const questions = cell.outputs.flatMap(unanswered);
    isOpen &&= questions.length === 0 && stub === undefined;
    return {
      ...cell,
      source: stub ?? cell.source,
      metadata: stub === undefined ? cell.metadata : withOurs(cell.metadata, { exercise: true }),
      ...(isOpen ? {} : { execution_count: null, outputs: questions }),
    };
  });
  return { ...lesson, metadata: withOurs(lesson.metadata, { ...ours, solved }), cells };
}

/** What a cell of the solved form holds in the handout, if it is an exercise. */
export function stubOf(cell: Cell): string | undefined {
  const { stub } = oursOf(cell.metadata);
  return typeof stub === "string" ? stub : undefined;
}

/**
 * A learner's notebook with the solutions in the cells of its exercises, which are found by their ids. Everything else stays
 * as the learner has it.
 * @throws {LessonFormError} no cell of it is an exercise of the lesson
 */
export function solve(notebook: Notebook, lesson: Notebook): Notebook {
  const solutions = new Map(
    lesson.cells.filter((cell) => stubOf(cell) !== undefined).map(({ id, source }) => [id, source]),
  );
  let solved = 0;
  const cells = notebook.cells.map((cell): Cell => {
    const source = cell.id === undefined ? undefined : solutions.get(cell.id);
    if (source === undefined || cell.cell_type !== "code") return cell;
    solved++;
    return { ...cell, source, execution_count: null, outputs: [] };
  });
  if (solved === 0) throw new LessonFormError("it has no exercise of the lesson that it belongs to");
  return { ...notebook, cells };
}

/** A question's form without what was said and found; nothing for any other output. */
function unanswered(output: Output): Output[] {
  if (output.output_type !== "display_data") return [];
  const question = readQuestion(output.data[QUESTION_TYPE]);
  if (question?.shows !== "question") return [];
  const asked: Asked = { id: question.id, question: question.question, choices: question.choices };
  return [{ ...output, data: questionBundle(asked) }];
}

function oursOf(metadata: CodeCell["metadata"]): { readonly [key: string]: Json } {
  const ours = metadata[OURS];
  return isObject(ours) ? ours : {};
}

function withOurs(
  metadata: CodeCell["metadata"],
  ours: { readonly [key: string]: Json },
): CodeCell["metadata"] {
  return { ...metadata, [OURS]: ours };
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
