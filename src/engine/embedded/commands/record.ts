import type { Digest } from "../../../oci/digest.js";
import { type InputSource, inputBlock, joined } from "../../../process/asked-input.js";
import type { ExitStatus, ShellSession, Stdio } from "../../../process/process.js";
import type {
  ContainerCommands,
  RecordedCommand,
  RecordedCopy,
  RecordedInput,
  RecordedLine,
  RecordedPlace,
  RecordedProgram,
} from "../../commands.js";
import { ClockTrace } from "./clock-trace.js";

const MAX_COMMANDS = 2000;
/** The most characters of all commands and their input. */
const MAX_TEXT = 256 * 1024;
const MAX_INPUT = 16 * 1024;

type Beginning<Command extends RecordedCommand> = Omit<Command, "kind" | "started" | "changed" | "exitCode">;

/** A command that is running. */
export interface Running {
  /** @param stdin what it has asked for and got */
  end(exitCode: number, stdin?: RecordedInput): void;
}

const FORGOTTEN: Running = { end: () => {} };

/** Records what is done in one container: see {@link ContainerCommands}. */
export class CommandRecord {
  readonly #created: string;
  readonly #time: () => number;
  #commands: RecordedCommand[] = [];
  #clock = new ClockTrace();
  #dropped = 0;
  #fromOutside = false;
  #text = 0;
  /** Positions in the list of the commands that are running. */
  readonly #running = new Set<number>();
  /** Working directories made for a process that is about to start. */
  readonly #made = new Set<string>();
  #making = false;

  /** @param time seconds since the epoch */
  constructor(created: string, time: () => number, kept?: ContainerCommands) {
    this.#created = created;
    this.#time = time;
    if (kept !== undefined) this.adopt(kept);
  }

  /** Adopts what another process wrote. */
  adopt(kept: ContainerCommands): void {
    this.#commands = [...kept.commands];
    this.#clock = new ClockTrace(kept.clock);
    this.#dropped = kept.dropped;
    this.#fromOutside = kept.changedFromOutside;
    this.#text = this.#commands.reduce((sum, command) => sum + textOf(command), 0);
    this.#running.clear();
    this.#made.clear();
    for (const path of kept.made ?? []) this.#made.add(path);
  }

  kept(): ContainerCommands {
    return {
      created: this.#created,
      commands: [...this.#commands],
      dropped: this.#dropped,
      changedFromOutside: this.#fromOutside,
      clock: this.#clock.kept(),
      ...(this.#made.size === 0 ? {} : { made: [...this.#made] }),
    };
  }

  /**
   * What is worth writing: a command that changed nothing is written with the next one that did. The start of the main
   * program is always written.
   */
  saved(): ContainerCommands {
    const last = this.#commands.findLastIndex(
      (each) => each.changed || (each.kind === "program" && each.how === "main"),
    );
    return { ...this.kept(), commands: this.#commands.slice(0, last + 1) };
  }

  /** Archives that must be kept as long as the container exists. */
  get archives(): readonly Digest[] {
    return archivesOf(this.#commands);
  }

  /** The time that a file of the container gets. */
  readonly now = (): number => this.#clock.read(this.#time());

  /** A file is about to be changed, by whatever is running. */
  changed(): void {
    if (this.#making) return;
    if (this.#running.size === 0 && this.#dropped === 0) this.#fromOutside = true;
    for (const at of this.#running) {
      const command = this.#commands[at];
      if (command !== undefined && !command.changed) this.#commands[at] = { ...command, changed: true };
    }
  }

  /** Makes the working directory of a process that is about to start, like runc. */
  makeDirectory(cwd: string, make: () => void): void {
    this.#made.add(cwd);
    this.#making = true;
    try {
      make();
    } finally {
      this.#making = false;
    }
  }

  program(
    begun: Omit<Beginning<RecordedProgram>, "madeCwd" | "stdin">,
    stdin: Stdio["stdin"],
  ): Running & Pick<Stdio, "stdin"> {
    const madeCwd = this.#made.delete(begun.cwd);
    const block = inputBlock(stdin);
    const running = this.#begin({
      kind: "program",
      ...begun,
      madeCwd,
      ...(block === undefined || block.length === 0 ? {} : { stdin: inputOf(block) }),
      ...this.#start(),
      changed: madeCwd,
    });
    if (stdin === undefined) return running;
    if (!("line" in stdin)) return { ...running, stdin };
    const heard = new HeardInput(stdin);
    return { stdin: heard, end: (exitCode) => running.end(exitCode, heard.input) };
  }

  copy(begun: Beginning<RecordedCopy>): Running {
    return this.#begin({ kind: "copy", ...begun, ...this.#start() });
  }

  /** A shell whose lines are recorded as they are given to it. */
  session(
    session: ShellSession,
    argv0: string,
    place: RecordedPlace,
  ): (line: string, terminal: boolean, run: () => Promise<ExitStatus>) => Promise<ExitStatus> {
    // If its directory had to be made, it was made for this shell.
    this.#made.delete(place.cwd);
    const shell = /(^|\/)bash$/.test(argv0) ? "bash" : "sh";
    let number: number | undefined;
    return async (text, terminal, run) => {
      number ??=
        1 +
        this.#commands.reduce((max, each) => (each.kind === "line" ? Math.max(max, each.session) : max), 0);
      const tty = place.tty && terminal;
      const line: Beginning<RecordedLine> = { ...place, tty, cwd: session.cwd, session: number, shell, text };
      const running = this.#begin({ kind: "line", ...line, ...this.#start() });
      // A bug of ours ends the line, too.
      let exitCode = 1;
      try {
        const status = await run();
        exitCode = status.exitCode;
        return status;
      } finally {
        running.end(exitCode);
      }
    };
  }

  #start(): { readonly started: string; readonly changed: false } {
    return { started: new Date(this.#time() * 1000).toISOString(), changed: false };
  }

  #begin(command: RecordedCommand): Running {
    const text = textOf(command);
    // A gap in the middle could not be noticed later, so once a command is dropped, all later ones are.
    if (this.#dropped > 0 || this.#commands.length >= MAX_COMMANDS || this.#text + text > MAX_TEXT) {
      this.#dropped += 1;
      return FORGOTTEN;
    }
    this.#text += text;
    const at = this.#commands.push(command) - 1;
    this.#running.add(at);
    return {
      end: (exitCode, stdin) => {
        if (!this.#running.delete(at)) return;
        const begun = this.#commands[at];
        if (begun === undefined) return;
        const isHeard = begun.kind === "program" && stdin !== undefined;
        const ended = { ...begun, exitCode, ...(isHeard ? { stdin } : {}) };
        this.#text += textOf(ended) - text;
        this.#commands[at] = ended;
      },
    };
  }
}

export function archivesOf(commands: readonly RecordedCommand[]): readonly Digest[] {
  return commands.flatMap((command) =>
    command.kind === "copy" && command.archive !== undefined ? [command.archive] : [],
  );
}

function textOf(command: RecordedCommand): number {
  switch (command.kind) {
    case "copy":
      return command.directory.length;
    case "line":
      return command.text.length;
    case "program": {
      const { argv, env, stdin } = command;
      const input = stdin !== undefined && "text" in stdin ? stdin.text.length : 0;
      return [...argv, ...env].reduce((sum, word) => sum + word.length, input);
    }
  }
}

function inputOf(bytes: Uint8Array): RecordedInput {
  if (bytes.length > MAX_INPUT) return { bytes: bytes.length };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { bytes: bytes.length };
    throw error;
  }
}

/** Input that is asked for, and as much of what came as is kept. */
class HeardInput implements InputSource {
  readonly #source: InputSource;
  #kept = new Uint8Array(0);
  #size = 0;

  constructor(source: InputSource) {
    this.#source = source;
  }

  get input(): RecordedInput | undefined {
    if (this.#size === 0) return undefined;
    return this.#size > MAX_INPUT ? { bytes: this.#size } : inputOf(this.#kept);
  }

  async line(): Promise<Uint8Array> {
    const line = await this.#source.line();
    this.#size += line.length;
    if (this.#size <= MAX_INPUT) this.#kept = joined(this.#kept, line);
    return line;
  }
}
