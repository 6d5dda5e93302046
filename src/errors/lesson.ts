import { LayerlabError } from "./base.js";

/** The file is not a notebook of a form that can be run. */
export class InvalidNotebookError extends LayerlabError<"ENOTEBOOK", { reason: string }> {
  constructor(reason: string) {
    super("ENOTEBOOK", `not a notebook (nbformat 4): ${reason}`, { reason });
  }
}

/** A run has given an answer that nobody could have predicted: the choices of the question are wrong. */
export class PredictionError extends LayerlabError<
  "EPREDICTION",
  { question: string; value: string; choices: readonly string[] }
> {
  constructor(question: string, value: string, choices: readonly string[]) {
    super(
      "EPREDICTION",
      `${JSON.stringify(value)} is not among the choices of ${JSON.stringify(question)}, which are ` +
        `${choices.map((choice) => JSON.stringify(choice)).join(", ")}: add it to them, or offer { other: "…" }`,
      { question, value, choices },
    );
  }
}
