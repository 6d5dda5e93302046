import { rmSync } from "node:fs";
import { join } from "node:path";
import { isHeld, readClaim } from "./disk-claim.js";
import { liveness, selfName } from "./disk-process.js";

/**
 * Unfinished files, in a folder of their own. The name says who writes the file, so that what a killed process left
 * behind can be told, and two processes never use the same one: a pid, when it started, and where pids
 * mean that. A clock that was set back does not matter.
 */
export class Temporaries {
  readonly #folder: string;
  readonly #prefix: string;
  /** What should be removed and could not be, because the disk refused. */
  readonly #unremoved = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    const [pid, start] = selfName().split(" ");
    this.#prefix = `${pid}-${start === "-" ? "" : start}-${hereTag()}-`;
  }

  /** A path that is not in use. */
  next(): string {
    made += 1;
    return join(this.#folder, `${this.#prefix}${made}`);
  }

  /**
   * Removes a file of this process. Never throws, since the work it belongs to is already over: {@link retry} and the next
   * process try again to remove what could not be removed.
   */
  remove(path: string): void {
    try {
      rmSync(path, { force: true });
      this.#unremoved.delete(path);
    } catch {
      this.#unremoved.add(path);
    }
  }

  /** A file of this name is needed again, so it must not be removed any more. */
  keep(path: string): void {
    this.#unremoved.delete(path);
  }

  /** @throws when the disk still refuses */
  retry(): void {
    for (const path of this.#unremoved) {
      rmSync(path, { force: true });
      this.#unremoved.delete(path);
    }
  }

  /** Whether its maker has ended, so that the file belongs to nobody. */
  isLeftover(name: string): boolean {
    const [pid = "", start = "", tag = "", count] = name.split("-");
    // An older release wrote a pid, a count and a time.
    const isHere = tag === hereTag() || count === undefined;
    if (isHere) {
      const began = count === undefined || start === "" ? "-" : start;
      return liveness(`${pid} ${began} ${selfName().split(" ")[2]}`) !== "alive";
    }
    // Made by a process of another system: as long as it is being written, it stays young.
    const file = readClaim(join(this.#folder, name));
    return file !== undefined && !isHeld({ ...file, owner: `${pid} - elsewhere` });
  }
}

/** Counted for the whole process, which may have the same folder open twice. */
let made = 0;

function hereTag(): string {
  return (selfName().split(" ")[2] ?? "").replace(/[^\w.]/g, "_");
}
