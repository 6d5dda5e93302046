import { LayerlabError } from "../src/errors/base.js";

/** A message on a socket that is not a Jupyter message, or not signed with our key. It is dropped. */
export class MalformedMessageError extends LayerlabError<"MalformedMessage", { reason: string }> {
  constructor(reason: string, options?: ErrorOptions) {
    super(
      "MalformedMessage",
      `A message was dropped: ${reason}. Check that the client uses this kernel's connection file.`,
      { reason },
      options,
    );
  }
}

/** The connection file given on the command line cannot be used. */
export class ConnectionFileError extends LayerlabError<"ConnectionFile", { path: string; reason: string }> {
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      "ConnectionFile",
      `The connection file ${path} cannot be used: ${reason}. Jupyter writes this file when it starts a kernel; start the kernel from Jupyter.`,
      { path, reason },
      options,
    );
  }
}

/** The cell was stopped by Jupyter's Interrupt. */
export class InterruptedError extends LayerlabError<"Interrupted", object> {
  constructor() {
    super("Interrupted", "The cell was interrupted. Variables and containers are still there.", {});
  }
}

/** The process that runs the cells has ended: `process.exit()`, out of memory, a crash. */
export class CellProcessLostError extends LayerlabError<"CellProcessLost", { how: string }> {
  /** @param keepsLab images, containers and the lesson's files are on the disk */
  constructor(how: string, keepsLab: boolean) {
    const lost = keepsLab
      ? "its variables are gone; images, containers and the lesson's files are still there, and programs that ran in containers have ended (docker ps -a shows them). Run the cells that set variables again."
      : "variables, images and containers of this notebook are gone. Run the cells from the top again.";
    super(
      "CellProcessLost",
      `The process that runs the cells ended (${how}). A new one has been started: ${lost}`,
      { how },
    );
  }
}

/**
 * A cell has changed what all code of its process needs, ours and Node's: methods of `Object`, say. The process ends, so that the
 * next cell runs in one that is in order.
 */
export class CellsDamagedError extends LayerlabError<"CellsDamaged", object> {
  constructor(cause: unknown) {
    super("CellsDamaged", "A cell has changed objects that all code needs.", {}, { cause });
  }
}

/** The process that runs the cells did not start. */
export class CellProcessStartError extends LayerlabError<
  "CellProcessStart",
  { how: string; complaint: string }
> {
  constructor(how: string, complaint: string) {
    super(
      "CellProcessStart",
      `The process that runs the cells did not start (${how}). Run \`npm ci\` and \`npm run build\`, then restart the kernel. It said: ${complaint.trim() || "nothing"}`,
      { how, complaint },
    );
  }
}

/** Something waited for input although the front end cannot ask for it. */
export class StdinNotAllowedError extends LayerlabError<"StdinNotAllowed", object> {
  constructor() {
    super(
      "StdinNotAllowed",
      "This cell asked for input, but nobody is there to answer (nbconvert, a run without a person). Give the value in the cell instead.",
      {},
    );
  }
}

/** `?name` asks for something that does not exist. */
export class NothingToShowError extends LayerlabError<"NothingToShow", { subject: string }> {
  constructor(subject: string) {
    super(
      "NothingToShow",
      `There is nothing to show for ${subject}. It takes a name (?docker.run), a command (?docker run) or a magic (?%%sh); a name from another cell is known once that cell has run.`,
      { subject },
    );
  }
}

/** A cell that cannot be parsed as TypeScript, a console cell or a magic. */
export class CellSyntaxError extends LayerlabError<"CellSyntax", { line: number }> {
  constructor(message: string, data: { line: number }) {
    super("CellSyntax", message, data);
  }
}
