import { setTimeout } from "#platform/timers";
import type { ProgramContext } from "../../process/programs.js";
import type { AptCommand } from "./command-line.js";
import type { AptConfig } from "./config.js";
import { PackageDatabase } from "./database.js";
import { PackageLists } from "./lists.js";

/** An error that ends apt: `lines` go to stderr (`E: …`, `W: …`); the exit code is 100 by default. */
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

/** One apt process: its command, its configuration, and its output. */
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

  /** apt's own messages on stdout; `-qq` suppresses them. */
  say(text: string): void {
    if (this.#quiet < 2) this.context.stdout(text);
  }

  /** A step of work: `Reading package lists... Done`; without `Done` where stdout is not a terminal. */
  progress(step: string): void {
    this.say(`${step}...${this.#quiet > 0 ? "" : " Done"}\n`);
  }

  get screenWidth(): number {
    const columns = Number(this.context.env.COLUMNS ?? "");
    return columns > 20 ? columns : 80;
  }

  /** Reads what every command about packages needs, and prints those steps. */
  open(): { readonly database: PackageDatabase; readonly lists: PackageLists } {
    this.progress("Reading package lists");
    const lists = PackageLists.read(this.fs);
    this.progress("Building dependency tree");
    const database = PackageDatabase.read(this.fs);
    this.progress("Reading state information");
    return { database, lists };
  }

  /** Only root may take dpkg's lock. */
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

  /** Lets the output reach its reader, and stops here if the process was killed. */
  async breathe(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.context.signal.throwIfAborted();
  }
}
