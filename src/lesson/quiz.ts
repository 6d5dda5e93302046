import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { type Content, element } from "../display/html/element.js";
import { QuizAnswerError } from "../errors/lesson.js";

/** A question and the answer that a run has given. */
export interface QuizOptions {
  readonly question: string;
  /** What can be picked. The answer must be among them; without choices there is only the answer to unfold. */
  readonly choices?: readonly (string | number)[];
  /** Computed by the cell, never written down: the lesson is wrong when it is not among the choices. */
  readonly answer: string | number | boolean;
  /** Why it is so, in a sentence or two. */
  readonly because: string;
}

const BOX = "border: 1px solid #8a8a8a; padding: 8px 14px; margin: 4px 0; max-width: 760px; font-size: 14px";
const LINE = "padding: 4px 0";
const ANSWER = "padding: 2px 0 8px 18px; line-height: 1.45";

/**
 * A question to test oneself with. Each choice unfolds to say whether it is right. It is made of `details` alone, so it
 * works by keyboard and with a screen reader, in a saved notebook that is not trusted, and on a page without scripts.
 *
 * @throws {QuizAnswerError} when the run's answer is not one of the choices.
 * @example
 * quiz({ question: "How many layers?", choices: [1, 2, 3], answer: image.layers.length, because: "CMD adds none." });
 */
export function quiz(options: QuizOptions): Quiz {
  return new Quiz(options);
}

export class Quiz implements Displayable {
  readonly question: string;
  readonly choices: readonly string[];
  readonly answer: string;
  readonly because: string;

  constructor({ question, choices, answer, because }: QuizOptions) {
    this.question = question;
    this.answer = typeof answer === "boolean" ? (answer ? "yes" : "no") : String(answer);
    this.choices = Object.freeze((choices ?? (typeof answer === "boolean" ? ["yes", "no"] : [])).map(String));
    this.because = because;
    if (this.choices.length > 0 && !this.choices.includes(this.answer))
      throw new QuizAnswerError(question, this.answer, this.choices);
    Object.freeze(this);
  }

  [DISPLAY](): MimeBundle {
    const answers =
      this.choices.length === 0
        ? unfolding("Show the answer", [element("strong", {}, this.answer), `. ${this.because}`])
        : this.choices.map((choice) =>
            unfolding(
              choice,
              choice === this.answer
                ? [element("strong", {}, "Yes. "), this.because]
                : [
                    element("strong", {}, "Not this one."),
                    " Look at the experiment again, then try another.",
                  ],
            ),
          );
    return {
      "text/html": element(
        "div",
        { style: BOX },
        element("div", { style: "padding: 0 0 4px" }, element("strong", {}, "Question: "), this.question),
        answers,
      ).html,
      "text/plain": [
        `Question: ${this.question}`,
        ...this.choices.map((choice) => `  ( ) ${choice}`),
        "",
        `Answer: ${this.answer}. ${this.because}`,
      ].join("\n"),
    };
  }
}

function unfolding(summary: string, content: Content): Content {
  return element(
    "details",
    {},
    element("summary", { style: LINE }, summary),
    element("div", { style: ANSWER }, content),
  );
}
