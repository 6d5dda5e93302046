import { join } from "node:path";
import type { HostFiles } from "../../../src/cli/disk/host-files.js";
import { machineFiles } from "../../../src/cli/disk/machine.js";
import { LayerlabError } from "../../../src/errors/base.js";
import { createLab, type Lab } from "../../../src/lab/lab.js";
import { currentContext } from "../../cells/run/task-context.js";
import { bundle } from "../../cells/show/show.js";
import { folderIn, type LabPlace, markTold, takeOver } from "../between/lab-directory.js";
import { LessonFolder } from "./lesson-folder.js";

/** `lab.resume()` is not possible. */
class ResumeError extends LayerlabError<"ERESUME", { reason: string }> {
  constructor(reason: string) {
    super("ERESUME", reason, { reason });
  }
}

/**
 * The cells' lab, and the lesson's folder. While TypeScript runs programs, their output shows in the cell, as
 * its own does.
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

  get files(): HostFiles {
    return filesOf(this.#folder);
  }

  /** What to tell the reader, once, about a lab that the notebook's previous kernel left behind. */
  async notice(): Promise<string | undefined> {
    const { leftBehind } = this.#place;
    if (!leftBehind || leftBehind.told) return undefined;
    this.#place = { ...this.#place, leftBehind: { ...leftBehind, told: true } };
    markTold(leftBehind.directory);
    const { engine } = await createLab({ home: join(leftBehind.directory, "store") });
    const [containers, images] = await Promise.all([engine.containers({ all: true }), engine.images()]);
    if (containers.length === 0 && images.length === 0) return undefined;
    const names = [...containers.map(({ name }) => name), ...images.flatMap(({ tags }) => tags)];
    return `This notebook's previous kernel left ${count(containers.length, "container")} and ${count(images.length, "image")} behind (${names.join(", ")}). They are not in this kernel, which started empty. \`await lab.resume()\` brings them back.\n`;
  }

  /**
   * Brings back what the notebook's previous kernel left behind. Returns its directory.
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
  return new LessonFolder(directory === undefined ? undefined : folderIn(directory));
}

/** What the lesson's folder is to docker's commands; it is made when one of them needs it. */
function filesOf(folder: LessonFolder): HostFiles {
  return machineFiles(() => folder.path);
}

function openLab(directory: string | undefined, folder: LessonFolder): Promise<Lab> {
  return createLab({
    ...(directory === undefined ? {} : { home: join(directory, "store") }),
    files: filesOf(folder),
    // A notebook's containers see the lesson's folder, and nothing else of the machine.
    binds: filesOf(folder).binds(() => folder.path),
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
