import type { Json, MimeBundle } from "../../src/display/displayable.js";
import type { CompiledCell, NamesSet } from "./compile/compiler.js";

/** A cell of TypeScript, compiled and about to run. */
export interface CodeTask extends Omit<CompiledCell, "id"> {
  readonly kind: "code";
  /** The cell's name in stack traces: `cell[3].ts`. */
  readonly filename: string;
  readonly source: string;
  /** The magic that the code runs within: `%time`. */
  readonly within?: string;
}

/** A message of a comm, in either direction: https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages */
export interface CommMessage {
  readonly event: "open" | "msg" | "close";
  readonly id: string;
  /** In an `open`: what the other side is to make of it. */
  readonly target?: string;
  readonly data: { readonly [key: string]: Json };
  readonly metadata: { readonly [key: string]: Json };
  /** Base64. */
  readonly buffers: readonly string[];
}

/** What an editor's completion asks about the lab. It is answered between cells. */
export type Question =
  | { readonly about: "names" }
  /** A directory's entries, in a container or in the lesson's folder. */
  | { readonly about: "directory"; readonly container?: string; readonly path: string }
  /** The programs on a container's PATH. */
  | { readonly about: "programs"; readonly container: string };

/** `kind` is `image`, `built-in image` (not pulled yet), `container`, `stopped container`, `volume`, `directory`, `file` or `program`. */
export interface Named {
  readonly name: string;
  readonly kind: string;
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Lines as in an `error` message; ANSI colours are allowed. */
  readonly traceback: readonly string[];
}

/** How a task ended. */
export type Outcome =
  | {
      readonly status: "ok";
      readonly result?: DisplayData;
      /** For the front end's pager rather than the outputs: `?name`. */
      readonly page?: DisplayData;
      /** Of a cell of TypeScript; without it, it has set what it declares. */
      readonly names?: NamesSet;
    }
  | { readonly status: "error"; readonly failure: Failure; readonly names?: NamesSet };

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
      /** Updates the outputs with this id, wherever they are. */
      readonly update: boolean;
    }
  | { readonly type: "clear"; readonly wait: boolean }
  /** The value of the last expression. The outcome has it, too. */
  | { readonly type: "result"; readonly display: DisplayData }
  | { readonly type: "comm"; readonly message: CommMessage };
