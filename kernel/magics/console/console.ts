import type { CommandIO } from "../../../src/cli/command-io.js";
import { type OpenedLab, runDocker } from "../../cells/run/docker-io.js";
import type { TaskContext } from "../../cells/run/task-context.js";
import { dim } from "../../cells/show/code-frame.js";
import type { MagicPlace } from "../magic.js";
import { type ConsoleCommand, readConsoleLines } from "./lines.js";
import { CONSOLE_LINE } from "./prompts.js";

/** The commands of a console cell, to be run by the process of the cells. */
export interface ConsoleTask {
  readonly kind: "console";
  readonly commands: readonly ConsoleCommand[];
  /** The magic that they run within: `%time`. */
  readonly within?: string;
}

/** Cells that are console lines, as in documents. They have the parts of a magic without being one. */
export const consoleCell = {
  /** A line that begins such a cell. */
  line: CONSOLE_LINE,
  language: "Shell",

  isLine: (line: string): boolean => CONSOLE_LINE.test(line),

  parse: (lines: readonly string[]): ConsoleTask => ({ kind: "console", commands: readConsoleLines(lines) }),

  /**
   * A command that fails does not fail the cell: in a lesson that is often the point. Its exit code is shown, and the next
   * line runs, as in a terminal.
   */
  async run({ commands }: ConsoleTask, { context, lab }: MagicPlace): Promise<void> {
    const opened = await lab();
    for (const [at, command] of commands.entries()) {
      context.throwIfInterrupted();
      // With several commands in a cell, the reader must see which output belongs to which, as in a terminal.
      if (commands.length > 1)
        context.output({ type: "stream", name: "stdout", text: `$ ${command.text}\n` });
      const isLast = at === commands.length - 1;
      await runDocker(context, opened, (io) => runCommand(command, opened, io, isLast));
      sayOmitted(command, context);
    }
  },
};

async function runCommand(
  command: ConsoleCommand,
  { lab }: OpenedLab,
  io: CommandIO,
  isLast: boolean,
): Promise<number> {
  const { text, typed, container } = command;
  if (typed !== undefined) return lab.console(text, { ...io, readLine: typing(typed, io, isLast) });
  if (container === undefined) return lab.console(text, io);
  const running = await lab.engine.containers({ all: false });
  const named = running.find(
    ({ id, name }) => container !== "" && (id.startsWith(container) || name === container),
  );
  if (named !== undefined) return lab.shell(named.name, text, io);
  if (/^(?:sudo\s+)?docker\s/.test(text)) return lab.console(text, io);
  const names = running.map(({ name }) => name);
  io.stderr(
    `The line ${text} stands at the prompt of a container${container === "" ? "" : `, ${container},`} that is not here. ${
      names.length === 0
        ? "Start one (docker run -dti --name NAME ubuntu); a cell that begins with %%sh NAME runs its lines there."
        : `A cell that begins with %%sh ${names[0]} runs its lines in ${names.length === 1 ? "the one that runs" : `one of those that run (${names.join(", ")})`}.`
    }\n`,
  );
  return NO_CONTAINER;
}

const NO_CONTAINER = 127;

/** Types what the document types, and then lets the reader go on; where more commands follow, it leaves the shell as it is. */
function typing(
  lines: readonly string[],
  io: CommandIO,
  isLast: boolean,
): NonNullable<CommandIO["readLine"]> {
  const left = [...lines];
  return (prompt) => {
    const line = left.shift();
    if (line !== undefined) {
      io.stdout(`${prompt}${line}\n`);
      return Promise.resolve(line);
    }
    if (isLast && io.readLine !== undefined) return io.readLine(prompt);
    return Promise.reject(new DOMException("The document goes on elsewhere", "AbortError"));
  };
}

function sayOmitted({ omitted }: ConsoleCommand, context: TaskContext): void {
  if (omitted === undefined) return;
  const lines = `${omitted.length === 1 ? "Line" : "Lines"} ${ranges(omitted)}`;
  const text = `${lines} of the cell: not run, taken for output. Commands begin with "$ ".`;
  context.output({ type: "stream", name: "stdout", text: `${dim(text)}\n` });
}

/** `2-4, 6` */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}
