import { join } from "node:path";
import { diskTree } from "../../src/cli/disk-tree.js";
import { LayerlabError } from "../../src/errors/base.js";
import { createLab, type Lab } from "../../src/lab/lab.js";
import { markTold, takeOver } from "./lab-home.js";
import { LessonFolder } from "./lesson-folder.js";
import { bundle } from "./show.js";
import { currentContext } from "./task-context.js";

/** Where the kernel lets the cells keep their lab; without a directory it is in memory. */
export interface LabPlace {
  readonly directory?: string;
  readonly leftBehind?: { readonly directory: string; readonly told: boolean };
}

/** `lab.resume()` cannot be done. */
export class ResumeError extends LayerlabError<"ERESUME", { reason: string }> {
  constructor(reason: string) {
    super("ERESUME", reason, { reason });
  }
}

/**
 * The lab of the cells, and the folder of the lesson. What programs print while TypeScript runs them shows in the cell, as
 * what it prints itself does.
 */
export class CellLab {
  #place: LabPlace;
  #folder: LessonFolder;
  #lab: Lab;

  private constructor(place: LabPlace, lab: Lab, folder: LessonFolder) {
    this.#place = place;
    this.#lab = lab;
    this.#folder = folder;
  }

  static async open(place: LabPlace): Promise<CellLab> {
    const folder = folderOf(place.directory);
    return new CellLab(place, await openLab(place.directory, folder), folder);
  }

  get lab(): Lab {
    return this.#lab;
  }

  get folder(): LessonFolder {
    return this.#folder;
  }

  /** What to tell the reader, once, of a lab that the notebook's last kernel left behind. */
  async notice(): Promise<string | undefined> {
    const { leftBehind } = this.#place;
    if (!leftBehind || leftBehind.told) return undefined;
    this.#place = { ...this.#place, leftBehind: { ...leftBehind, told: true } };
    markTold(leftBehind.directory);
    const { engine } = await createLab({ home: join(leftBehind.directory, "store") });
    const [containers, images] = await Promise.all([engine.containers({ all: true }), engine.images()]);
    if (containers.length === 0 && images.length === 0) return undefined;
    const names = [...containers.map(({ name }) => name), ...images.flatMap(({ tags }) => tags)];
    return `This notebook's last kernel left ${count(containers.length, "container")} and ${count(images.length, "image")} behind (${names.join(", ")}). They are not here now: this kernel began afresh. \`await lab.resume()\` brings them back.\n`;
  }

  /**
   * Brings back what the notebook's last kernel left behind. Answers where it lies.
   * @throws {ResumeError}
   */
  async resume(): Promise<string> {
    const { directory, leftBehind } = this.#place;
    if (!leftBehind || directory === undefined)
      throw new ResumeError(
        "There is nothing to bring back: no earlier kernel of this notebook left a lab behind.",
      );
    if ((await this.#lab.engine.containers({ all: true })).length > 0)
      throw new ResumeError(
        "This lab has containers already. Restart the kernel and run `await lab.resume()` in the first cell, or remove them before.",
      );
    const taken = takeOver(leftBehind.directory, directory);
    this.#folder = folderOf(taken);
    this.#lab = await openLab(taken, this.#folder);
    this.#place = { directory: taken };
    return taken;
  }
}

function folderOf(directory: string | undefined): LessonFolder {
  return new LessonFolder(directory === undefined ? undefined : join(directory, "folder"));
}

function openLab(directory: string | undefined, folder: LessonFolder): Promise<Lab> {
  return createLab({
    ...(directory === undefined ? {} : { home: join(directory, "store") }),
    folder: () => diskTree(folder.path),
    output: {
      stdout: (chunk) => void process.stdout.write(chunk),
      stderr: (chunk) => void process.stderr.write(chunk),
    },
    show: (data, displayId, update) =>
      currentContext()?.output({ type: "display", display: bundle(data), displayId, update }),
  });
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
