import { LayerlabError } from "./base.js";

/** The file is not a notebook of a form that can be run. */
export class InvalidNotebookError extends LayerlabError<"ENOTEBOOK", { reason: string }> {
  constructor(reason: string) {
    super("ENOTEBOOK", `not a notebook (nbformat 4): ${reason}`, { reason });
  }
}

/** A question of a lesson offers choices, and the run gave none of them. */
export class QuizAnswerError extends LayerlabError<
  "EQUIZ",
  { question: string; answer: string; choices: readonly string[] }
> {
  constructor(question: string, answer: string, choices: readonly string[]) {
    super(
      "EQUIZ",
      `the run answers ${JSON.stringify(answer)} to ${JSON.stringify(question)}, which is not among the choices ` +
        `${choices.map((choice) => JSON.stringify(choice)).join(", ")}: add it to them`,
      { question, answer, choices },
    );
  }
}
