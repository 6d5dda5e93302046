import type { ProgramContext } from "../programs.js";
import type { AptCommand } from "./command-line.js";
import type { AptConfig } from "./config.js";
import { PackageDatabase } from "./database.js";
import { PackageLists } from "./lists.js";

/** A failure apt ends with: `lines` go to stderr (`E: …`, `W: …`), the exit code is 100 unless told. */
export class AptFailure extends Error {
  readonly lines: readonly string[];
  readonly exitCode: number;

  constructor(lines: readonly string[], exitCode = 100) {
    super(lines.join("\n"));
    this.name = "AptFailure";
    this.lines = lines;
    this.exitCode = exitCode;
  }
}

/** One apt process: its command, its configuration, and how it speaks. */
export class AptSession {
  readonly context: ProgramContext;
  readonly command: AptCommand;
  readonly config: AptConfig;
  readonly #quiet: number;

  constructor(context: ProgramContext, command: AptCommand, config: AptConfig) {
    this.context = context;
    this.command = command;
    this.config = config;
    this.#quiet = Math.max(Number(config.get("quiet") ?? 0), context.tty ? 0 : 1);
  }

  get fs() {
    return this.context.fs;
  }

  /** apt's own words on stdout; `-qq` leaves them out. */
  say(text: string): void {
    if (this.#quiet < 2) this.context.stdout(text);
  }

  /** A step of work: `Reading package lists... Done`, without the end where nobody watches. */
  progress(step: string): void {
    this.say(`${step}...${this.#quiet > 0 ? "" : " Done"}\n`);
  }

  get screenWidth(): number {
    const columns = Number(this.context.env.COLUMNS ?? "");
    return columns > 20 ? columns : 80;
  }

  /** Opens what every verb about packages needs, and says so. */
  open(): { readonly database: PackageDatabase; readonly lists: PackageLists } {
    this.progress("Reading package lists");
    const lists = PackageLists.read(this.fs);
    this.progress("Building dependency tree");
    const database = PackageDatabase.read(this.fs);
    this.progress("Reading state information");
    return { database, lists };
  }

  /** dpkg's lock is root's. */
  requireDpkgLock(): void {
    if (this.fs.credentials.uid === 0) return;
    const lock = "/var/lib/dpkg/lock-frontend";
    throw new AptFailure([
      `E: Could not open lock file ${lock} - open (13: Permission denied)`,
      `E: Unable to acquire the dpkg frontend lock (${lock}), are you root?`,
    ]);
  }

  /** Runs the shell lines of a hook: `DPkg::Post-Invoke`. */
  async runHooks(name: string): Promise<void> {
    for (const line of this.config.list(name)) {
      const code = await this.context.execute(["/bin/sh", "-c", line]);
      if (code === 0) continue;
      throw new AptFailure([
        `E: Problem executing scripts ${name} '${line}'`,
        `E: Sub-process returned an error code (${code})`,
      ]);
    }
  }

  /** Lets what was printed reach its reader, and stops here when the process was killed. */
  async breathe(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.context.signal.throwIfAborted();
  }
}
