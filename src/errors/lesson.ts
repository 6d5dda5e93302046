import { LayerlabError } from "./base.js";

/** The file is not a notebook of a form that can be run. */
export class InvalidNotebookError extends LayerlabError<"ENOTEBOOK", { reason: string }> {
  constructor(reason: string) {
    super("ENOTEBOOK", `not a notebook (nbformat 4): ${reason}`, { reason });
  }
}
