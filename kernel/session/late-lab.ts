// The global one is bound to cells, see bindTimersToTasks.
import { clearTimeout, setTimeout } from "node:timers";
import type { Lab } from "../../src/lab/lab.js";
import { defineLabGlobals } from "./cell-globals.js";
import type { CellLab, LabPlace } from "./cell-lab.js";
import type { LessonFolder } from "./lesson-folder.js";
import { send } from "./output-channel.js";
import type { CommandTask, Named, Question, Task } from "./protocol.js";
import type { TaskContext } from "./task-context.js";

/** What of the engine a task may need. */
export interface OpenLab {
  readonly cells: CellLab;
  readonly runCommands: (
    task: CommandTask,
    lab: Lab,
    folder: LessonFolder,
    context: TaskContext,
  ) => Promise<void>;
  readonly answerQuestion: (lab: Lab, folder: string, question: Question) => Promise<Named[]>;
}

/** When nobody has asked for the lab, it is opened after this time without a task. */
const OPEN_AFTER_MS = 200;

/** By which a cell can reach the lab, or code that can. */
const REACHES_LAB = /\b(?:docker|lab|folder|globalThis|global|eval|Function|require|import)\b/;

/**
 * The lab, opened when a task needs it or when there is time for it: loading the engine takes several times as long as
 * all else that stands before the first cell, and many a first cell has no word of it.
 */
export class LateLab {
  readonly #place: LabPlace;
  #opening: Promise<OpenLab> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(place: LabPlace) {
    this.#place = place;
    this.openWhenIdle();
  }

  /** What the task needs; undefined when that is not the lab. @throws what stands in the way of opening it */
  for(task: Task): Promise<OpenLab> | undefined {
    clearTimeout(this.#timer);
    // There is something to tell the reader of the lab that was left behind.
    const isUntold = this.#place.leftBehind?.told === false;
    if (this.#opening || isUntold || !isPlain(task)) return this.open();
    return undefined;
  }

  open(): Promise<OpenLab> {
    clearTimeout(this.#timer);
    this.#opening ??= load(this.#place).catch((error: unknown) => {
      // A disk that was full may have room when the next cell asks.
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** To be told when a task has ended. */
  openWhenIdle(): void {
    clearTimeout(this.#timer);
    // What stands in the way is told to the task that needs it.
    if (!this.#opening)
      this.#timer = setTimeout(() => void this.open().catch(() => undefined), OPEN_AFTER_MS);
  }
}

function isPlain(task: Task): boolean {
  if (task.kind === "comm") return true;
  return task.kind === "code" && task.imports.length === 0 && !REACHES_LAB.test(task.javascript);
}

async function load(place: LabPlace): Promise<OpenLab> {
  const [{ CellLab }, { runCommands }, { answerQuestion }] = await Promise.all([
    import("./cell-lab.js"),
    import("./commands.js"),
    import("./lab-questions.js"),
  ]);
  const cells = await CellLab.open(place);
  defineLabGlobals(cells, (directory) => send({ type: "lab", directory }));
  return { cells, runCommands, answerQuestion };
}
