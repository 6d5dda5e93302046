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
