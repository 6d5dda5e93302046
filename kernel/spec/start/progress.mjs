/** Writes short lines, each with the seconds since the command was started. */
export class Progress {
  /** @param {(line: string) => void} [write] */
  constructor(write = (line) => console.log(line)) {
    this.write = write;
  }

  /** @param {string} text */
  say(text) {
    // The process's uptime rather than this object's age: what the user has waited for includes Node's own start.
    this.write(`${process.uptime().toFixed(1).padStart(6)} s  ${text}`);
  }
}
