import { LayerlabError } from "./base.js";

/** The file is not a notebook of a form that can be run. */
export class InvalidNotebookError extends LayerlabError<"ENOTEBOOK", { reason: string }> {
  constructor(reason: string) {
    super("ENOTEBOOK", `not a notebook (nbformat 4): ${reason}`, { reason });
  }
}

/** A prediction has a note for a choice that it does not offer. */
export class PredictionError extends LayerlabError<
  "EPREDICTION",
  { question: string; value: string; choices: readonly string[] }
> {
  constructor(question: string, value: string, choices: readonly string[]) {
    super(
      "EPREDICTION",
      `There is a note for ${JSON.stringify(value)}, which is not among the choices of ${JSON.stringify(question)}: ` +
        `${choices.map((choice) => JSON.stringify(choice)).join(", ")}. Add it to them, or change the note's key.`,
      { question, value, choices },
    );
  }
}

/** A choice that a question does not offer. */
export class PredictionChoiceError extends LayerlabError<
  "EPREDICTIONCHOICE",
  { question: string; choice: string; choices: readonly string[] }
> {
  constructor(question: string, choice: string, choices: readonly string[]) {
    super(
      "EPREDICTIONCHOICE",
      `${JSON.stringify(choice)} is not among the choices of ${JSON.stringify(question)}: ` +
        `${choices.map((each) => JSON.stringify(each)).join(", ")}. Run the question's cell again, and pick one of them.`,
      { question, choice, choices },
    );
  }
}

/** The notebook is not of the form of a lesson that was asked for. */
export class LessonFormError extends LayerlabError<"ELESSONFORM", { reason: string }> {
  constructor(reason: string) {
    super("ELESSONFORM", `this cannot be done with the notebook: ${reason}`, { reason });
  }
}
