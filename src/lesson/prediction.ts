import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { BADGES, badge } from "../display/html/badge.js";
import { type Content, element } from "../display/html/element.js";
import { PredictionError } from "../errors/lesson.js";

/** The result of a run; a boolean is answered by yes or no. */
export type PredictionValue = string | number | boolean;

export interface PredictionOptions {
  /** A choice for everything else, in words: "another number". Right if no other choice is. */
  readonly other?: string;
  /**
   * Shows the form, and after the run shows it again in the same place, by its id. `lab.predict` sets it in a notebook;
   * without it, the caller shows the form.
   */
  readonly show?: ShowPrediction;
}

/** @param update true to replace what was shown under the same id */
export type ShowPrediction = (bundle: MimeBundle, displayId: string, update: boolean) => void;

/** Right and wrong differ in sign and word, so that no reader depends on the colours. */
const RIGHT = badge("✓ right", BADGES.added);
const WRONG = badge("✗ not this", BADGES.deleted);
const BOX =
  "border: 1px solid #8a8a8a; padding: 6px 14px 8px; margin: 4px 0; max-width: 760px; font-size: 14px";
const LEGEND = "padding: 0 6px; font-weight: bold";
const LINE = "padding: 4px 0";
const UNFOLDED = "padding: 2px 0 8px 18px; line-height: 1.5";
const NOTE = "padding: 4px 0 0; font-size: 13px";

const BEFORE = "Open the one you expect, then run the cells that follow.";
const AFTER = "The cells that follow have run: each of these says whether it was right.";
const UNLISTED =
  "That is none of the choices: cells were changed, or run again. Restart the kernel and run all cells for the result that is explained here.";
const UNKNOWN = "Run the cells that follow to find out, and open this again.";

/**
 * A question to answer before an experiment. Each choice unfolds; once the result is known, it says whether it was right,
 * and why. It is made of `details` elements only, so it works with a keyboard and a screen reader, in a saved notebook that
 * is not trusted, and on a page without scripts.
 *
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
  #answer: Answer | undefined;

  constructor(question: string, choices: readonly string[], { other, show }: PredictionOptions) {
    this.question = question;
    this.choices = Object.freeze([...choices]);
    this.other = other;
    this.#show = show;
    show?.(this[DISPLAY](), this.id, false);
  }

  /** The result of the run; `undefined` before it. */
  get answer(): Answer | undefined {
    return this.#answer;
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
    const offered = this.other === undefined ? this.choices : [...this.choices, this.other];
    const chosen = this.choices.includes(text) ? text : this.other;
    const stray = Object.keys(notes).find((choice) => !offered.includes(choice));
    if (stray !== undefined) throw new PredictionError(this.question, stray, offered);
    this.#answer =
      chosen === undefined
        ? new Answer(this.question, text === "" ? "nothing" : text, UNLISTED, undefined, {})
        : new Answer(this.question, text, because, chosen, notes);
    this.#show?.(this[DISPLAY](), this.id, true);
    return this.#answer;
  }

  [DISPLAY](): MimeBundle {
    const answer = this.#answer;
    const offered = this.other === undefined ? this.choices : [...this.choices, this.other];
    return {
      "text/html": element(
        "fieldset",
        { style: BOX },
        element("legend", { style: LEGEND }, "Predict"),
        element("div", { style: LINE }, this.question),
        offered.map((choice) =>
          element(
            "details",
            {},
            element("summary", { style: LINE }, choice),
            element("div", { style: UNFOLDED }, answer?.told(choice) ?? UNKNOWN),
          ),
        ),
        element("div", { style: NOTE }, answer === undefined ? BEFORE : AFTER),
      ).html,
      "text/plain": [
        `Predict: ${this.question}`,
        ...offered.map((choice) => `  ( ) ${choice}`),
        answer === undefined ? BEFORE : `The run: ${answer.text}. ${answer.because}`,
      ].join("\n"),
    };
  }
}

/** The answer to a {@link Prediction}. */
export class Answer implements Displayable {
  readonly question: string;
  readonly text: string;
  readonly because: string;
  /** The choice that is right; none if the run had a result that nobody counted on. */
  readonly #chosen: string | undefined;
  readonly #notes: Readonly<Record<string, string>>;

  constructor(
    question: string,
    text: string,
    because: string,
    chosen: string | undefined,
    notes: Readonly<Record<string, string>>,
  ) {
    this.question = question;
    this.text = text;
    this.because = because;
    this.#chosen = chosen;
    this.#notes = notes;
    Object.freeze(this);
  }

  /** What a reader who chose this is told. */
  told(choice: string): Content {
    const found = element("strong", {}, `${this.text}.`);
    if (choice === this.#chosen) return [RIGHT, " The run: ", found, ` ${this.because}`];
    const note = Object.hasOwn(this.#notes, choice) ? ` ${this.#notes[choice]}` : "";
    return [WRONG, note, " The run: ", found, ` ${this.because}`];
  }

  [DISPLAY](): MimeBundle {
    return {
      "text/html": element(
        "div",
        { style: BOX },
        element("div", { style: LINE }, this.question),
        element("div", { style: "line-height: 1.5" }, [
          element("strong", {}, `Answer: ${this.text}.`),
          ` ${this.because}`,
        ]),
      ).html,
      "text/plain": `${this.question}\nAnswer: ${this.text}. ${this.because}`,
    };
  }
}
