import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { PredictionChoiceError, PredictionError } from "../errors/lesson.js";
import type { Asked, Found } from "./question.js";
import { answerBundle, questionBundle } from "./question-view.js";

/** The result of a run; a boolean is answered by yes or no. */
export type PredictionValue = string | number | boolean;

export interface PredictionOptions {
  /** A choice for everything else, in words: "another number". Right if no other choice is. */
  readonly other?: string;
  /**
   * Shows the form, and shows it again in the same place, by its id, when a choice was made and when the run has answered.
   * `lab.predict` sets it in a notebook; without it, the caller shows the form.
   */
  readonly show?: ShowPrediction;
}

/** @param update true to replace what was shown under the same id */
export type ShowPrediction = (bundle: MimeBundle, displayId: string, update: boolean) => void;

const UNLISTED =
  "That is none of the choices: cells were changed, or run again. Restart the kernel and run all cells for the result that is explained here.";

/**
 * A question to answer before an experiment. In JupyterLab the choices are radio buttons that remember what was said. Where
 * nothing of ours runs beside the notebook, each choice unfolds, and once the result is known it says whether it was right,
 * and why: made of `details` elements only, that works with a keyboard and a screen reader, in a saved notebook that is not
 * trusted, and on a page without scripts.
 *
 * @param question and choices: text between backticks is shown as code
 * @param choices what can be picked; yes and no by default
 * @example
 * const layers = predict("How many layers will the image have?", [2, 3, 4]);
 * // … the experiment …
 * layers.is(image.layers.length, "CMD adds none.", { 4: "There are four instructions, but CMD changes no file." });
 */
export function predict(
  question: string,
  choices: readonly (string | number)[] = ["yes", "no"],
  options: PredictionOptions = {},
): Prediction {
  return new Prediction(question, choices.map(String), options);
}

export class Prediction implements Displayable {
  /** The id under which the form was shown. */
  readonly id: string = crypto.randomUUID();
  readonly question: string;
  readonly choices: readonly string[];
  readonly other: string | undefined;
  readonly #show: ShowPrediction | undefined;
  #said: string | undefined;
  #answer: Answer | undefined;

  constructor(question: string, choices: readonly string[], { other, show }: PredictionOptions) {
    this.question = question;
    this.choices = Object.freeze([...choices]);
    this.other = other;
    this.#show = show;
    show?.(this[DISPLAY](), this.id, false);
  }

  /** Everything that can be picked. */
  get offered(): readonly string[] {
    return this.other === undefined ? this.choices : [...this.choices, this.other];
  }

  /** What the learner expects; `undefined` where nothing was said before the run. */
  get said(): string | undefined {
    return this.#said;
  }

  /** The result of the run; `undefined` before it. */
  get answer(): Answer | undefined {
    return this.#answer;
  }

  /**
   * The learner's choice. Once the run has answered, it changes nothing: that would be no prediction.
   *
   * @param isEarlier it was made before the question was asked, and only arrives now
   * @example prediction.choose("2");
   * @throws {PredictionChoiceError} it is not offered
   */
  choose(choice: string, isEarlier = false): void {
    if (!this.offered.includes(choice)) throw new PredictionChoiceError(this.question, choice, this.offered);
    const found = this.#answer?.found;
    if (found !== undefined && !(isEarlier && this.#said === undefined)) return;
    this.#said = choice;
    if (found !== undefined) this.#answer = new Answer(this.#asked, found);
    this.#show?.(this[DISPLAY](), this.id, true);
  }

  /**
   * Gives the result of the run. The form, where it was shown, says so from now on; the returned value shows the answer
   * here as well. A value that is none of the choices is shown as that: a reader who runs cells again, or changes them, may
   * get another result than the lesson counted on.
   *
   * @param value computed by the cell, never written by hand
   * @param because why it is so, in a sentence or two
   * @param notes what to tell a reader who chose something else, by choice
   * @example prediction.is(2, "The commit added one layer to ubuntu's one.");
   * @throws {PredictionError} a note is for no choice
   */
  is(value: PredictionValue, because: string, notes: Readonly<Record<string, string>> = {}): Answer {
    const text = typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
    const right = this.choices.includes(text) ? text : this.other;
    const stray = Object.keys(notes).find((choice) => !this.offered.includes(choice));
    if (stray !== undefined) throw new PredictionError(this.question, stray, this.offered);
    const found: Found =
      right === undefined
        ? { text: text === "" ? "nothing" : text, because: UNLISTED, notes: {} }
        : { text, because, right, notes };
    this.#answer = new Answer(this.#asked, found);
    this.#show?.(this[DISPLAY](), this.id, true);
    return this.#answer;
  }

  get #asked(): Asked {
    const said = this.#said;
    return {
      id: this.id,
      question: this.question,
      choices: this.offered,
      ...(said === undefined ? {} : { said }),
    };
  }

  [DISPLAY](): MimeBundle {
    return questionBundle(this.#asked, this.#answer?.found);
  }
}

/** The answer to a {@link Prediction}. */
export class Answer implements Displayable {
  readonly found: Found;
  readonly #asked: Asked;

  constructor(asked: Asked, found: Found) {
    this.#asked = asked;
    this.found = found;
    Object.freeze(this);
  }

  /** What was found, in a word or two. */
  get text(): string {
    return this.found.text;
  }

  /** Whether the learner said so before; `undefined` where nothing was said. */
  get wasRight(): boolean | undefined {
    const { said } = this.#asked;
    return said === undefined ? undefined : said === this.found.right;
  }

  [DISPLAY](): MimeBundle {
    return answerBundle(this.#asked, this.found);
  }
}
