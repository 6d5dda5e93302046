// The global timers are bound to cells, see bindTimersToTasks.
import { clearTimeout, setTimeout } from "node:timers";
import type { Lab } from "../../../src/lab/lab.js";
import { collectGarbage } from "../../cells/compile/typescript/collect-garbage.js";
import { defineLabGlobals } from "../../cells/run/cell-globals.js";
import type { Named, Question } from "../../cells/task.js";
import type { LabPlace } from "../between/lab-directory.js";

import type { Task } from "../between/protocol.js";
import type { CellLab } from "./cell-lab.js";
import { send } from "./output-channel.js";

/** The lab, and what is loaded with it. */
interface OpenLab {
  readonly cells: CellLab;
  readonly answerQuestion: (lab: Lab, folder: string, question: Question) => Promise<Named[]>;
}

/** If nothing has needed the lab, it is opened after this long without a task. */
const OPEN_AFTER_MS = 200;

/** What cells and the loading of the lab have left behind is freed when nothing has run for this long. */
const TIDY_AFTER_MS = 2_000;

/** The names by which a cell, or other code, can reach the lab. */
const REACHES_LAB = /\b(?:docker|lab|folder|globalThis|global|eval|Function|require|import)\b/;

/**
 * The lab, opened when a task needs it or when there is time for it: loading the engine takes several times as long as
 * everything else before the first cell, and many first cells do not use it.
 */
export class LazyLab {
  readonly #place: LabPlace;
  readonly #loading: (isLoading: boolean) => void;
  #opening: Promise<OpenLab> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #tidy: NodeJS.Timeout | undefined;

  /** @param loading is called before the engine is loaded, and after */
  constructor(place: LabPlace, loading: (isLoading: boolean) => void) {
    this.#place = place;
    this.#loading = loading;
    this.openWhenIdle();
  }

  /** What the task needs; undefined if that is not the lab. @throws the reason why it cannot be opened */
  for(task: Task): Promise<OpenLab> | undefined {
    clearTimeout(this.#timer);
    clearTimeout(this.#tidy);
    // The reader has to be told of the lab that was left behind.
    const isUntold = this.#place.leftBehind?.told === false;
    if (this.#opening || isUntold || !isPlain(task)) return this.open();
    return undefined;
  }

  open(): Promise<OpenLab> {
    clearTimeout(this.#timer);
    this.#opening ??= this.#load().catch((error: unknown) => {
      // A disk that was full may have room by the time of the next cell.
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** A module that is broken off in the middle could never be loaded again, so the watchdog is told. */
  async #load(): Promise<OpenLab> {
    this.#loading(true);
    try {
      return await load(this.#place);
    } finally {
      this.#loading(false);
    }
  }

  /** To be called when a task has ended. */
  openWhenIdle(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#tidy);
    // Of a lab that has just been opened for no task, most is left behind by the loading of its code.
    this.#tidy = setTimeout(collectGarbage, OPEN_AFTER_MS + TIDY_AFTER_MS);
    // The task that needs the lab is told what went wrong.
    if (!this.#opening)
      this.#timer = setTimeout(() => void this.open().catch(() => undefined), OPEN_AFTER_MS);
  }
}

function isPlain(task: Task): boolean {
  // A console cell or a magic opens the lab when it needs it.
  return task.kind !== "code" || (task.imports.length === 0 && !REACHES_LAB.test(task.javascript));
}

async function load(place: LabPlace): Promise<OpenLab> {
  const [{ CellLab }, { answerQuestion }] = await Promise.all([
    import("./cell-lab.js"),
    import("../../cells/run/lab-questions.js"),
  ]);
  const cells = await CellLab.open(place);
  defineLabGlobals(cells, (directory) => send({ type: "lab", directory }));
  return { cells, answerQuestion };
}
