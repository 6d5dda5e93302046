/** Writes short lines, each with the seconds since the command was started. */
export class Progress {
  /** @param {(line: string) => void} [write] */
  constructor(write = (line) => console.log(line)) {
    this.write = write;
  }

  /** @param {string} text */
  say(text) {
    // uptime, not the time since this object was made: what the user waited for includes Node's own start.
    this.write(`${process.uptime().toFixed(1).padStart(6)} s  ${text}`);
  }
}
