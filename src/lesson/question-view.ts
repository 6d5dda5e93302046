import type { Json, MimeBundle } from "../display/displayable.js";
import { BADGES, badge } from "../display/html/badge.js";
import { type Content, element } from "../display/html/element.js";
import { type Asked, type Found, QUESTION_TYPE, type QuestionData } from "./question.js";
import { withCode } from "./with-code.js";

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
const UNKNOWN = "Run the cells that follow to find out, and open this again.";

/** The form of a question; with the answers to each of its choices once the run has found one. */
export function questionBundle(asked: Asked, found?: Found): MimeBundle {
  const { question, choices, said } = asked;
  const isSaid = (choice: string) => choice === said;
  return {
    [QUESTION_TYPE]: data("question", asked, found),
    "text/html": element(
      "fieldset",
      { style: BOX },
      element("legend", { style: LEGEND }, "Predict"),
      element("div", { style: LINE }, withCode(question)),
      choices.map((choice) =>
        element(
          "details",
          {},
          element(
            "summary",
            { style: LINE },
            withCode(choice),
            isSaid(choice) ? [" ", badge("you said this", BADGES.neutral)] : undefined,
          ),
          element("div", { style: UNFOLDED }, found === undefined ? UNKNOWN : told(found, choice)),
        ),
      ),
      element("div", { style: NOTE }, found === undefined ? BEFORE : AFTER),
    ).html,
    "text/plain": [
      `Predict: ${question}`,
      ...choices.map((choice) => `  (${isSaid(choice) ? "x" : " "}) ${choice}`),
      found === undefined ? BEFORE : `The run: ${found.text}. ${found.because}`,
    ].join("\n"),
  };
}

/** The answer by itself, and what the learner said. */
export function answerBundle(asked: Asked, found: Found): MimeBundle {
  const { question, said } = asked;
  const verdict = said === undefined ? undefined : saidText(said, found);
  return {
    [QUESTION_TYPE]: data("answer", asked, found),
    "text/html": element(
      "div",
      { style: BOX },
      element("div", { style: LINE }, withCode(question)),
      element("div", { style: "line-height: 1.5" }, [
        element("strong", {}, "Answer: ", withCode(found.text), "."),
        " ",
        withCode(found.because),
      ]),
      said === undefined
        ? undefined
        : element(
            "div",
            { style: LINE },
            ["You said: ", withCode(said), " ", said === found.right ? RIGHT : WRONG],
            noteOf(found, said),
          ),
    ).html,
    "text/plain": [
      question,
      `Answer: ${found.text}. ${found.because}`,
      ...(verdict === undefined ? [] : [verdict]),
    ].join("\n"),
  };
}

/** What a reader who chose this is told. */
function told(found: Found, choice: string): Content {
  const run = [" The run: ", element("strong", {}, withCode(found.text), "."), " ", withCode(found.because)];
  return choice === found.right ? [RIGHT, run] : [WRONG, noteOf(found, choice), run];
}

function noteOf({ right, notes }: Found, choice: string): Content {
  return choice !== right && Object.hasOwn(notes, choice) ? [" ", withCode(notes[choice] ?? "")] : undefined;
}

function saidText(said: string, found: Found): string {
  const note = found.right !== said && Object.hasOwn(found.notes, said) ? ` ${found.notes[said]}` : "";
  return `You said: ${said} (${said === found.right ? "right" : "not this"}).${note}`;
}

function data(shows: QuestionData["shows"], asked: Asked, found: Found | undefined): Json {
  return { shows, ...asked, ...(found === undefined ? {} : { found: { ...found } }) };
}
