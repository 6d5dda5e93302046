/**
 * A failure that its reader can do something about. It is shown as one line and without a stack, after the last
 * lines of what the failed command printed where those help.
 */
export class Failure extends Error {
  /**
   * @param {string} message What happened and what to do, one line.
   * @param {{ output?: string }} [details] `output`: what the failed command printed.
   */
  constructor(message, details = {}) {
    super(message);
    this.name = "Failure";
    this.output = details.output ?? "";
  }
}

/**
 * The last lines of a command's output.
 *
 * @param {string} output
 * @param {number} [lines]
 */
function tail(output, lines = 20) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * Shows a failure on stderr; anything that is not a {@link Failure} is a bug in layerlab and keeps its stack.
 *
 * @param {unknown} error
 */
export function report(error) {
  if (!(error instanceof Failure)) {
    console.error(error);
    return;
  }
  if (error.output.trim() !== "") console.error(tail(error.output).replace(/^/gm, "    "));
  console.error(`layerlab: ${error.message}`);
}
