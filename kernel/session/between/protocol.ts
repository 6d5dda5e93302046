import type { CodeTask, CommMessage, Named, Outcome, Output, Question } from "../../cells/task.js";
import type { ConsoleTask } from "../../magics/console/console.js";
import type { MagicTask } from "../../magics/registry.js";

/**
 * The messages between the kernel and the process that runs the cells.
 *
 * Kernel to child: Node's IPC channel, and for interrupts a pipe of its own (fd 4) that a thread of the
 * child reads, because a looping cell does not react. Child to kernel: one pipe (fd 3) of JSON lines, written
 * synchronously, so that they arrive in the order in which things happened, and nothing is lost when a cell
 * ends the process.
 */
export const OUTPUT_FD = 3;
export const INTERRUPT_FD = 4;

/** The exit code of a child that a cell has damaged so far that it can run no more cells. */
export const DAMAGED = 70;

/** Identifies one run of the child. `id` is unique for the life of the kernel. */
export type Task = { readonly id: number; readonly allowStdin: boolean } & TaskBody;

export type TaskBody =
  | CodeTask
  | ConsoleTask
  | MagicTask
  /** A front end's message for a comm; its handlers run like a cell. */
  | { readonly kind: "comm"; readonly message: CommMessage };

export type ToChild =
  | { readonly type: "run"; readonly task: Task }
  /** The answer to `input`; without `value`, the end of input. */
  | { readonly type: "input"; readonly request: number; readonly value?: string }
  | { readonly type: "question"; readonly id: number; readonly question: Question };

export type FromChild =
  | { readonly type: "ready" }
  | { readonly type: "output"; readonly task: number; readonly output: Output }
  | {
      readonly type: "input";
      readonly task: number;
      readonly request: number;
      readonly prompt: string;
      readonly password: boolean;
    }
  | {
      readonly type: "done";
      readonly task: number;
      readonly outcome: Outcome;
      /** How many of stdout and stderr a cell has closed: they end without a mark. */
      readonly unmarked: number;
    }
  | { readonly type: "answer"; readonly id: number; readonly names: readonly Named[] }
  /** The cells have taken over another lab. */
  | { readonly type: "lab"; readonly directory: string };

const TYPES: ReadonlySet<unknown> = new Set<FromChild["type"]>([
  "ready",
  "output",
  "input",
  "done",
  "answer",
  "lab",
]);

/** Cells can write on any descriptor of their process: what is no message is returned as the text that it is. */
export function readMessage(line: string): {
  readonly text: string;
  readonly message: FromChild | undefined;
} {
  // A cell's text without a newline stands before a message.
  for (let at = line.indexOf(START); at >= 0; at = line.indexOf(START, at + 1)) {
    try {
      const message: unknown = JSON.parse(line.slice(at));
      if (isMessage(message)) return { text: line.slice(0, at), message };
    } catch {
      // No message begins here.
    }
  }
  return { text: `${line}\n`, message: undefined };
}

const START = '{"type":"';

function isMessage(value: unknown): value is FromChild {
  return typeof value === "object" && value !== null && "type" in value && TYPES.has(value.type);
}
