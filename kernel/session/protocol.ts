import type { Json, MimeBundle } from "../../src/display/displayable.js";
import type { EditPlace } from "./compiler.js";

/**
 * What the kernel and the process that runs the cells say to each other.
 *
 * Kernel to child: Node's IPC channel, and for an interrupt a pipe of its own (fd 4) that a thread of the
 * child reads, because a looping cell answers nothing. Child to kernel: one pipe (fd 3) of JSON lines, written
 * synchronously, so that the order is the order in which things happened and nothing is lost when a cell
 * ends the process.
 */
export const OUTPUT_FD = 3;
export const INTERRUPT_FD = 4;

/**
 * What the child's main thread and its watchdog tell each other through shared memory: the latest task whose
 * interrupt was taken up, the latest task that ended, and what the {@link SignalGate} makes of the third.
 */
export const TAKEN = 0;
export const ENDED = 1;
export const GATE = 2;
/** Tasks are numbered from 1. */
export const NO_TASK = 0;
export const SHARED_BYTES = 3 * Int32Array.BYTES_PER_ELEMENT;

/** What one run of the child is. `id` is unique for the life of the kernel. */
export type Task = { readonly id: number; readonly allowStdin: boolean } & (
  | {
      readonly kind: "code";
      /** How stack traces name the cell: `cell[3].ts`. */
      readonly filename: string;
      readonly source: string;
      readonly javascript: string;
      readonly lastExpression?: string;
      readonly imports: readonly string[];
      /** See `CompiledCell`. */
      readonly sourceMap: string;
      readonly edits: readonly EditPlace[];
      readonly insertions: readonly { readonly offset: number; readonly text: string }[];
      readonly prefix: number;
      readonly names: readonly string[];
      readonly constants: readonly string[];
      readonly files: readonly { readonly path: string; readonly javascript: string }[];
      /** Prints how long it took: `%time`. */
      readonly timed?: boolean;
    }
  | { readonly kind: "console"; readonly commands: readonly string[] }
  | { readonly kind: "shell"; readonly container: string; readonly script: string }
  | { readonly kind: "dockerfile"; readonly options: string; readonly text: string }
  | { readonly kind: "file"; readonly path: string; readonly append: boolean; readonly content: string }
  /** What a front end says in a comm; its handlers run as a cell does. */
  | { readonly kind: "comm"; readonly message: CommMessage }
);

export type CodeTask = Extract<Task, { kind: "code" }>;
export type CommandTask = Exclude<Task, { kind: "code" | "comm" }>;

/** One message of a comm, either way: https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages */
export interface CommMessage {
  readonly event: "open" | "msg" | "close";
  readonly id: string;
  /** Of an `open`: what the other side is to make of it. */
  readonly target?: string;
  readonly data: { readonly [key: string]: Json };
  readonly metadata: { readonly [key: string]: Json };
  /** Base64. */
  readonly buffers: readonly string[];
}

/** What an editor's completion wants to know of the lab. It is answered between cells. */
export type Question =
  | { readonly about: "names" }
  /** A directory's entries: of a container, or of the lesson's folder. */
  | { readonly about: "directory"; readonly container?: string; readonly path: string }
  /** What a container's PATH leads to. */
  | { readonly about: "programs"; readonly container: string };

/** `kind` is `image`, `container`, `directory`, `file` or `program`. */
export interface Named {
  readonly name: string;
  readonly kind: string;
}

export type ToChild =
  | { readonly type: "run"; readonly task: Task }
  /** The answer to `input`; no `value`: end of input. */
  | { readonly type: "input"; readonly request: number; readonly value?: string }
  | { readonly type: "question"; readonly id: number; readonly question: Question };

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Lines as an `error` message has them; ANSI colours allowed. */
  readonly traceback: readonly string[];
}

/** How a task ended. */
export type Outcome =
  | {
      readonly status: "ok";
      readonly result?: DisplayData;
      /** To be shown in the front end's pager rather than among the outputs: `?name`. */
      readonly page?: DisplayData;
    }
  | { readonly status: "error"; readonly failure: Failure };

export interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata: { readonly [key: string]: Json };
}

/** What a cell shows while it runs; each belongs to the task that caused it. */
export type Output =
  | { readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "display";
      readonly display: DisplayData;
      readonly displayId?: string;
      /** Writes the places with this id again, wherever they are. */
      readonly update: boolean;
    }
  | { readonly type: "clear"; readonly wait: boolean }
  /** The value of the last expression. The outcome has it too. */
  | { readonly type: "result"; readonly display: DisplayData }
  | { readonly type: "comm"; readonly message: CommMessage };

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
  | { readonly type: "done"; readonly task: number; readonly outcome: Outcome }
  | { readonly type: "answer"; readonly id: number; readonly names: readonly Named[] }
  /** The cells have taken another lab over. */
  | { readonly type: "lab"; readonly directory: string };

/**
 * Marks the end of a task's output on the child's own stdout and stderr, where programs that the cell starts
 * may write too. `token` is random and known to kernel and child alone.
 */
export function endMark(token: string, task: number): string {
  return `\u0000${token}:${task}\u0000`;
}
