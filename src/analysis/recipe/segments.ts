import type { RecordedCommand, RecordedCopy, RecordedLine, RecordedProgram } from "../../engine/commands.js";
import { isExit, leavesState, onlyMoves, onlySets } from "./words.js";

/** Commands that one step of a Dockerfile repeats. */
export type Segment =
  | { readonly kind: "copy"; readonly copy: RecordedCopy }
  | {
      readonly kind: "run";
      readonly user: string;
      readonly items: readonly (RecordedProgram | RecordedLine)[];
      /** The session whose lines it contains. */
      readonly shell: string | undefined;
      /** Earlier lines of that shell which only set something in the shell, so that they may run again. */
      readonly before: readonly RecordedLine[];
      /** Earlier lines that may have set something but also did more: they cannot run twice, so what they set is lost. */
      readonly lost: readonly RecordedLine[];
    };

/**
 * The commands that must run again to get the same files, in as few steps as possible: a step ends where files were
 * copied in, where the user changes and where another shell takes over; or after each command.
 */
export function segmentsOf(commands: readonly RecordedCommand[], each = false): readonly Segment[] {
  const segments: Segment[] = [];
  let items: (RecordedProgram | RecordedLine)[] = [];
  const earlier: RecordedLine[] = [];
  const flush = (): void => {
    const [first] = items;
    if (first !== undefined) segments.push(runSegment(first.user, items, earlier));
    earlier.push(...items.filter((item) => item.kind === "line"));
    items = [];
  };
  for (const command of needed(commands)) {
    if (command.kind === "copy") {
      flush();
      segments.push({ kind: "copy", copy: command });
      continue;
    }
    if (items.length > 0 && !fits(command, items)) flush();
    items.push(command);
    // A line that only prepares its shell goes with the line it prepares.
    if (each && command.changed) flush();
  }
  flush();
  return segments;
}

function fits(
  command: RecordedProgram | RecordedLine,
  items: readonly (RecordedProgram | RecordedLine)[],
): boolean {
  if (items.some(({ user }) => user !== command.user)) return false;
  return (
    command.kind === "program" ||
    items.every((item) => item.kind === "program" || item.session === command.session)
  );
}

function runSegment(
  user: string,
  items: readonly (RecordedProgram | RecordedLine)[],
  earlier: readonly RecordedLine[],
): Segment {
  const line = items.find((item) => item.kind === "line");
  const state = earlier.filter(
    ({ session, text }) => session === line?.session && leavesState(text) && !onlyMoves(text),
  );
  return {
    kind: "run",
    user,
    items,
    shell: line?.shell,
    before: state.filter(({ changed, text }) => !changed && onlySets(text)),
    lost: state.filter(
      ({ changed, text }) => (changed || !onlySets(text)) && /=|\(\)|\bfunction\b/.test(text),
    ),
  };
}

/** Drops what left no trace: commands that changed no file, and lines that left nothing in their shell. */
function needed(commands: readonly RecordedCommand[]): readonly RecordedCommand[] {
  const lastChange = new Map<number, number>();
  for (const [at, command] of commands.entries())
    if (command.kind === "line" && command.changed) lastChange.set(command.session, at);
  return commands.filter((command, at) => {
    if (command.kind === "copy") return true;
    if (command.kind === "program") return command.changed;
    if (isExit(command.text) || at > (lastChange.get(command.session) ?? -1)) return false;
    return command.changed || leavesState(command.text);
  });
}
