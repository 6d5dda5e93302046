import type { OpenedLab } from "../cells/run/docker-io.js";
import type { TaskContext } from "../cells/run/task-context.js";
import type { Named } from "../cells/task.js";
import type { Ask } from "./lab-names.js";

/** What `%lsmagic`, completion and `?%%name` show of a magic. */
export interface MagicHelp {
  /** As written, with its percent signs. */
  readonly name: string;
  readonly usage: string;
  /** Continues "this magic is there to": no capital letter and no full stop. */
  readonly summary: string;
  /** The names of the same in other kernels and programs; people who write one get this magic suggested. */
  readonly elsewhere?: readonly string[];
}

/** A magic as it appears in a cell. */
export interface MagicCall {
  /** What follows the name on its line. */
  readonly parameters: string;
  /** The lines below, to the cell's end. */
  readonly text: string;
  /** The line of the magic in the cell, counted from 0. */
  readonly line: number;
}

/** What a magic's `run` may use. */
export interface MagicPlace {
  /** Receives what the magic shows and asks, and says when the magic is interrupted. */
  readonly context: TaskContext;
  /** The lab and the lesson's folder; opened on first use. */
  lab(): Promise<OpenedLab>;
}

/** The place in a magic's cell where the reader wants completion. */
export interface MagicCursor {
  /** Whether that is on the magic's own line. */
  readonly isOpening: boolean;
  readonly parameters: string;
  /** The cell's text up to the cursor, the last line of it, and the word that is being typed. */
  readonly before: string;
  readonly line: string;
  readonly word: string;
}

/** `%%name PARAMETERS` on a cell's first line: what happens to the lines below, which are not TypeScript. */
export interface CellMagic<Request extends object = object> extends MagicHelp {
  readonly kind: "cell";
  /** JupyterLab's name for the language of the lines below; plain text by default. */
  readonly language?: string;
  /** Parses a call, in the kernel. The result travels to {@link run} as JSON. @throws {CellSyntaxError} */
  parse(call: MagicCall): Request;
  /** Carries it out, in the process of the cells. */
  run(request: Request, place: MagicPlace): Promise<void>;
  /** What is possible at the cursor; the caller leaves out those that do not start with the word. */
  complete?(cursor: MagicCursor, ask: Ask): Promise<readonly Named[]>;
}

/** `%name` above TypeScript: prints something before the code runs. */
export interface PrintMagic extends MagicHelp {
  readonly kind: "print";
  /** What may follow the name; nothing is looked at without it. */
  readonly choices?: readonly string[];
  /**
   * @param magics all there are
   * @param choice one of {@link choices}
   */
  print(magics: readonly MagicHelp[], choice?: string): string;
}

/** `%name CODE` or `%%name` above TypeScript: the code runs within it. */
export interface CodeMagic extends MagicHelp {
  readonly kind: "code";
  /** @throws {CellSyntaxError} if the call has the wrong lines */
  check(call: MagicCall): void;
  /** Runs the code, in the process of the cells. */
  around<Value>(run: () => Promise<Value>, context: TaskContext): Promise<Value>;
}

/** Something with a syntax of its own, which is listed with the magics. */
export interface OtherForm extends MagicHelp {
  readonly kind: "other";
}

export type Magic = CellMagic | PrintMagic | CodeMagic | OtherForm;
