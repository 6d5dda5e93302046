import { contentHtml } from "../display/html/element.js";
import type { QuestionData } from "./question.js";
import { withCode } from "./with-code.js";

/**
 * A question on a page without scripts: radio buttons, and by the page's style each of them, once picked, has its answer
 * below it. What was picked is counted for {@link tallyHtml}.
 *
 * @param number of the question on the page
 */
export function questionHtml({ question, choices, found }: QuestionData, number: number): string {
  const rows = choices.map((choice, at) => {
    const id = `question-${number}-${at + 1}`;
    const isRight = found !== undefined && choice === found.right;
    const told =
      found === undefined
        ? "Run the cells that follow to find out."
        : `${isRight ? RIGHT : WRONG}${note(found.notes, isRight ? undefined : choice)} The run: <strong>${codeHtml(found.text)}.</strong> ${codeHtml(found.because)}`;
    return `<div class="choice"><input type="radio" name="question-${number}" id="${id}"${isRight ? ' class="right"' : ""}><label for="${id}">${codeHtml(choice)}</label><div class="told">${told}</div></div>`;
  });
  return `<fieldset class="question"><legend>Predict</legend><p>${codeHtml(question)}</p>\n${rows.join("\n")}\n</fieldset>`;
}

/** The answer by itself, which waits to be asked for. */
export function answerHtml({ question, found }: QuestionData): string {
  if (found === undefined) return "";
  return `<details class="question"><summary>Answer: ${codeHtml(question)}</summary><p><strong>${codeHtml(found.text)}.</strong> ${codeHtml(found.because)}</p></details>`;
}

/** How many of the page's questions were predicted, and how many of them rightly; counted by the page's style. */
export function tallyHtml(questions: number): string {
  return `<p class="tally">Of ${questions} questions you predicted <span class="said"></span>, and <span class="rightly"></span> rightly.</p>`;
}

export const QUESTION_STYLE = `
body { counter-reset: said rightly; }
.question { border: 1px solid var(--line); border-radius: 4px; padding: 0.3rem 0.9rem 0.6rem; margin: 0.8rem 0; min-width: 0; }
.question legend { font-weight: bold; padding: 0 0.4rem; }
.choice { display: grid; grid-template-columns: auto 1fr; gap: 0 0.6rem; align-items: baseline; padding: 0.25rem 0; }
.choice label { cursor: pointer; padding: 0.15rem 0; }
.choice .told { display: none; grid-column: 2; padding: 0.2rem 0 0.4rem; }
.choice input:checked ~ .told { display: block; }
.choice input:checked { counter-increment: said; }
.choice input.right:checked { counter-increment: said rightly; }
.mark { padding: 0.05rem 0.5rem; border-radius: 0.6rem; white-space: nowrap; }
.mark.yes { color: #0b4a1c; background: #d7f0dc; }
.mark.no { color: #7a1212; background: #fbdcdc; }
.tally .said::before { content: counter(said); }
.tally .rightly::before { content: counter(rightly); }
@media print { .choice .told { display: block; } }
`;

/** Right and wrong differ in sign and word, so that no reader depends on the colours. */
const RIGHT = '<span class="mark yes">✓ right</span>';
const WRONG = '<span class="mark no">✗ not this</span>';

function note(notes: Readonly<Record<string, string>>, choice: string | undefined): string {
  return choice !== undefined && Object.hasOwn(notes, choice) ? ` ${codeHtml(notes[choice] ?? "")}` : "";
}

function codeHtml(text: string): string {
  return contentHtml(withCode(text));
}
