import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { BADGES, badge } from "../display/html/badge.js";
import { table } from "../display/html/table.js";
import { type Prediction, type PredictionOptions, predict, type ShowPrediction } from "./prediction.js";
import { TALLY_TYPE } from "./question.js";
import { withCode } from "./with-code.js";

/**
 * The questions that a lesson has asked so far, in their order, and what the learner said to each. Shows itself as a tally.
 *
 * @example
 * lab.predictions // as the last line of a cell
 */
export class Predictions implements Displayable {
  readonly #show: ShowPrediction | undefined;
  readonly #asked = new Map<string, Prediction>();
  /** What was said to a question, which may not have been asked yet: a saved notebook shows it before its cell runs. */
  readonly #said = new Map<string, string>();

  constructor(show?: ShowPrediction) {
    this.#show = show;
  }

  /**
   * Those that were asked.
   * @example lab.predictions.all.map(({ question, said }) => [question, said]);
   */
  get all(): readonly Prediction[] {
    return [...this.#asked.values()];
  }

  /**
   * Asks, as `lab.predict` does. What was said to the same question before is picked: its cell may be run again.
   * @example lab.predictions.ask("How many layers has node-base?", [1, 2, 3]);
   */
  ask(
    question: string,
    choices?: readonly (string | number)[],
    options: Omit<PredictionOptions, "show"> = {},
  ): Prediction {
    const said = this.#said.get(question);
    const show = this.#show;
    const prediction = predict(question, choices, { ...options, ...(show === undefined ? {} : { show }) });
    this.#asked.set(question, prediction);
    if (said !== undefined && prediction.offered.includes(said)) prediction.choose(said);
    return prediction;
  }

  /**
   * The learner's choice. One that the question does not offer is let go: the lesson was edited since.
   * @param isEarlier it was made before the question was asked, and only arrives now
   * @example lab.predictions.say("How many layers has node-base?", "2");
   */
  say(question: string, choice: string, isEarlier = false): void {
    this.#said.set(question, choice);
    const prediction = this.#asked.get(question);
    if (prediction?.offered.includes(choice)) prediction.choose(choice, isEarlier);
  }

  [DISPLAY](): MimeBundle {
    const rows = this.all.map(({ question, said, answer }) => ({ question, said, answer }));
    const right = rows.filter(({ answer }) => answer?.wasRight === true).length;
    const predicted = rows.filter(({ answer }) => answer?.wasRight !== undefined).length;
    const summary =
      predicted === 0
        ? `${count(rows.length, "question")}, and no predictions yet: pick a choice before you run the cells below it`
        : `${right} of ${count(predicted, "prediction")} right, ${count(rows.length, "question")} asked`;
    return {
      [TALLY_TYPE]: { right, predicted, asked: rows.length },
      "text/html": table({
        caption: summary,
        headings: ["STATE", "QUESTION", "YOU SAID", "THE RUN"],
        rows: rows.map(({ question, said, answer }) => [
          answer?.wasRight === undefined
            ? badge(answer === undefined ? "… not run" : "– not said", BADGES.neutral)
            : answer.wasRight
              ? badge("✓ right", BADGES.added)
              : badge("✗ not this", BADGES.deleted),
          withCode(question),
          said === undefined ? "" : withCode(said),
          answer === undefined ? "" : withCode(answer.text),
        ]),
      }).html,
      "text/plain": [
        summary,
        ...rows.map(({ question, said, answer }) => {
          const mark = answer?.wasRight === undefined ? " " : answer.wasRight ? "x" : "-";
          const words = [
            ...(said === undefined ? [] : [`you said ${said}`]),
            ...(answer === undefined ? [] : [`the run: ${answer.text}`]),
          ];
          return `  [${mark}] ${question}${words.length === 0 ? "" : ` (${words.join("; ")})`}`;
        }),
      ].join("\n"),
    };
  }
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
