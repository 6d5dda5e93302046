import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Fresh } from "../../../src/content/disk-lock.js";
import { selfName } from "../../../src/content/disk-process.js";
import { hasEnded, knownLabs } from "../between/known-labs.js";
import { type Owner, ownerFile, writeOwner } from "../between/lab-directory.js";

const KEPT_PER_NOTEBOOK = 3;
const KEPT = 20;
const KEPT_DAYS = 7;

/**
 * The directory of one kernel's lab: `store` with its images and containers, `folder` with the lesson's files. Every
 * kernel begins with an empty one, so two notebooks, or two runs of one, never meet each other's containers. It outlives
 * the process that runs the cells; once the kernel has ended, it waits for the notebook's next kernel.
 */
export class LabHome {
  readonly #labs: string;
  readonly #notebook: string | undefined;
  readonly #fresh = new Fresh();
  #directory: string;
  /** What the notebook's previous kernel left, whether or not the reader has been told. */
  readonly leftBehind: { readonly directory: string; readonly told: boolean } | undefined;

  /** @param labs the directory of all labs @param notebook its path, from Jupyter's `JPY_SESSION_NAME` */
  constructor(labs: string, notebook: string | undefined) {
    this.#labs = labs;
    this.#notebook = notebook;
    mkdirSync(labs, { recursive: true, mode: 0o700 });
    this.#directory = join(labs, randomUUID());
    mkdirSync(this.#directory, { mode: 0o700 });
    this.#write();
    const ended = knownLabs(labs).filter(hasEnded);
    const last = ended.find(
      (each) => notebook !== undefined && each.notebook === notebook && hasContent(each),
    );
    this.leftBehind = last && { directory: last.directory, told: last.told ?? false };
  }

  get directory(): string {
    return this.#directory;
  }

  /** The cells have taken over `directory` (see `takeOver`); the previous one is no longer needed. */
  moveTo(directory: string): void {
    const old = this.#directory;
    this.#fresh.drop(ownerFile(old));
    this.#directory = directory;
    this.#write();
    remove(old);
  }

  /** Deletes what nobody will come back for. */
  prune(): void {
    const ended = knownLabs(this.#labs).filter(hasEnded);
    // Counted from when a lab was last used: a clock that is years ahead for a while must not take them all.
    const last = Math.max(...ended.map(({ used }) => Date.parse(used)).filter((used) => used <= Date.now()));
    const oldest = last - KEPT_DAYS * 24 * 60 * 60 * 1000;
    const perNotebook = new Map<string, number>();
    for (const [age, lab] of ended.entries()) {
      const name = lab.notebook ?? "";
      const sameNotebook = (perNotebook.get(name) ?? 0) + 1;
      perNotebook.set(name, sameNotebook);
      const isKept =
        name !== "" &&
        hasContent(lab) &&
        sameNotebook <= KEPT_PER_NOTEBOOK &&
        age < KEPT &&
        Date.parse(lab.used) > oldest;
      if (!isKept) remove(lab.directory);
    }
  }

  /** The kernel ends; the notebook's next one may want the lab. */
  close(): void {
    this.#fresh.drop(ownerFile(this.#directory));
    if (this.#notebook !== undefined && hasContent({ directory: this.#directory })) this.#write();
    else remove(this.#directory);
  }

  #write(): void {
    const owner: Owner = {
      kernel: selfName(),
      ...(this.#notebook === undefined ? {} : { notebook: this.#notebook }),
      used: new Date().toISOString(),
    };
    writeOwner(this.#directory, owner);
    this.#fresh.keep(ownerFile(this.#directory));
  }
}

function hasContent({ directory }: { readonly directory: string }): boolean {
  return existsSync(join(directory, "store", "index.json"));
}

function remove(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
