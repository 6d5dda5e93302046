import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, selfName } from "../../src/content/disk-process.js";

/** What `owner.json` in a lab's directory says. */
interface Owner {
  /** The kernel's process, as `selfName` has it. */
  readonly kernel: string;
  /** The notebook's path, where Jupyter tells it; only its own next kernel can take a lab over. */
  readonly notebook?: string;
  /** RFC 3339. */
  readonly used: string;
  /** A reader was told of it: once is enough. */
  readonly told?: boolean;
}

interface Known extends Owner {
  readonly directory: string;
}

const KEPT_PER_NOTEBOOK = 3;
const KEPT = 20;
const KEPT_DAYS = 7;

/**
 * The directory of one kernel's lab: `store` with its images and containers, `folder` with the lesson's files. Every
 * kernel begins with an empty one, so two notebooks, or two runs of one, never meet each other's containers. It outlives
 * the process that runs the cells, and when the kernel was killed or culled it waits for the notebook's next one.
 */
export class LabHome {
  readonly #labs: string;
  readonly #notebook: string | undefined;
  #directory: string;
  /** What the notebook's last kernel left, not told to the reader yet or told before. */
  readonly leftBehind: { readonly directory: string; readonly told: boolean } | undefined;

  /** @param labs the directory of all labs @param notebook its path, as Jupyter's `JPY_SESSION_NAME` has it */
  constructor(labs: string, notebook: string | undefined) {
    this.#labs = labs;
    this.#notebook = notebook;
    mkdirSync(labs, { recursive: true, mode: 0o700 });
    this.#directory = join(labs, randomUUID());
    mkdirSync(this.#directory, { mode: 0o700 });
    this.#write();
    const ended = knownIn(labs).filter(({ kernel }) => !isAlive(kernel));
    const last = ended.find(
      (each) => notebook !== undefined && each.notebook === notebook && hasContent(each),
    );
    this.leftBehind = last && { directory: last.directory, told: last.told ?? false };
  }

  get directory(): string {
    return this.#directory;
  }

  /** The cells have taken `directory` over (see `takeOver`); the one so far is done with. */
  moveTo(directory: string): void {
    const old = this.#directory;
    this.#directory = directory;
    this.#write();
    remove(old);
  }

  /** Deletes what nobody will come back for. */
  prune(): void {
    const ended = knownIn(this.#labs).filter(({ kernel }) => !isAlive(kernel));
    const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
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

  /** The kernel ends. @param isWanted whether the notebook's next kernel may want the lab */
  close(isWanted: boolean): void {
    if (isWanted && this.#notebook !== undefined && hasContent({ directory: this.#directory })) this.#write();
    else remove(this.#directory);
  }

  #write(): void {
    const owner: Owner = {
      kernel: selfName(),
      ...(this.#notebook === undefined ? {} : { notebook: this.#notebook }),
      used: new Date().toISOString(),
    };
    writeOwner(this.#directory, owner);
  }
}

/** Notes that the reader was told of a lab that was left behind. */
export function markTold(directory: string): void {
  const owner = readOwner(directory);
  if (owner) writeOwner(directory, { ...owner, told: true });
}

/**
 * Makes a lab that was left behind the caller's own: moves it beside `own`, which can happen once.
 * Answers the new directory.
 */
export function takeOver(leftBehind: string, own: string): string {
  const directory = `${own}-resumed`;
  renameSync(leftBehind, directory);
  const owner = readOwner(own);
  if (owner) writeOwner(directory, owner);
  return directory;
}

/** Newest first. */
function knownIn(labs: string): Known[] {
  const known = readdirSync(labs).flatMap((name) => {
    const directory = join(labs, name);
    const owner = readOwner(directory);
    return owner ? [{ ...owner, directory }] : [];
  });
  return known.sort((a, b) => Date.parse(b.used) - Date.parse(a.used));
}

function readOwner(directory: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, "owner.json"), "utf8"));
  } catch {
    // Being made or being deleted by another kernel.
    return undefined;
  }
}

function writeOwner(directory: string, owner: Owner): void {
  const path = join(directory, "owner.json");
  writeFileSync(`${path}.new`, JSON.stringify(owner));
  renameSync(`${path}.new`, path);
}

function hasContent({ directory }: { readonly directory: string }): boolean {
  return existsSync(join(directory, "store", "index.json"));
}

function remove(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
