import { DpkgRun } from "./dpkg-run.js";
import { appendText, containerTime } from "./files.js";
import { timestamp } from "./format.js";
import type { AptSession } from "./session.js";

const LOG = "/var/log/apt/history.log";
const TERMINAL = "/var/log/apt/term.log";

/** apt's two logs: what was done (`history.log`) and what dpkg printed in the meantime (`term.log`). */
export class History {
  readonly #session: AptSession;
  readonly #entries: string[] = [];
  #printed = "";
  readonly started: Date;

  constructor(session: AptSession) {
    this.#session = session;
    this.started = containerTime(session.fs, LOG);
  }

  /** A run of dpkg whose messages are passed on and kept. */
  dpkg(): DpkgRun {
    const { fs, context } = this.#session;
    const printed = (to: (text: string) => void) => (text: string) => {
      this.#printed += text;
      to(text);
    };
    return new DpkgRun({
      fs,
      env: context.env,
      tty: context.tty,
      now: this.started,
      stdout: printed((text) => context.stdout(text)),
      stderr: printed((text) => context.stderr(text)),
    });
  }

  /** `what` is `Install`, `Upgrade`, `Remove` or `Purge`. */
  planned(what: string, packages: readonly string[]): void {
    if (packages.length > 0) this.#entries.push(`${what}: ${packages.join(", ")}`);
  }

  finish(): void {
    const { fs, context, command } = this.#session;
    const start = timestamp(this.started);
    const end = timestamp(containerTime(fs, LOG));
    const words = [command.program, ...context.argv.slice(1)].join(" ");
    appendText(
      fs,
      LOG,
      `\nStart-Date: ${start}\nCommandline: ${words}\n${this.#entries.join("\n")}\nEnd-Date: ${end}\n`,
    );
    const created = fs.lstatIfExists(TERMINAL) === undefined;
    appendText(fs, TERMINAL, `\nLog started: ${start}\n${this.#printed}Log ended: ${end}\n`, 0o640);
    if (created) fs.chown(TERMINAL, 0, 4);
  }
}
