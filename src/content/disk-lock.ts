import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StoreBusyError } from "../errors/store.js";
import { describeProcess, isAlive, selfName } from "./disk-process.js";

const WAIT_SECONDS = 20;
const PAUSE_MS = 4;
/** Between making the file and writing its owner's name into it lie microseconds. */
const NAMELESS_MS = 2000;

/**
 * One lock for the processes of a machine: a file that only one of them can make, holding its owner's name. It is
 * held for milliseconds; the lock of a dead process is taken away.
 */
export class DiskLock {
  readonly #path: string;
  readonly #self = selfName();
  #taken = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Waits for the lock, blocking the process. Answers whether a dead process had held it.
   * @throws {StoreBusyError}
   */
  acquire(): { readonly crashed: boolean } {
    const until = Date.now() + WAIT_SECONDS * 1000;
    let crashed = false;
    for (;;) {
      this.#taken += 1;
      const mine = `${this.#self}\n${this.#taken}\n`;
      if (createWith(this.#path, mine)) return { crashed };
      const holder = read(this.#path);
      if (holder === undefined) continue;
      if (!this.#isHeld(holder)) {
        if (this.#breakStale(holder)) crashed = true;
        continue;
      }
      if (Date.now() > until)
        throw new StoreBusyError(this.#path, describeProcess(nameOf(holder)), WAIT_SECONDS);
      pause();
    }
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }

  #isHeld(holder: string): boolean {
    if (holder !== "") return isAlive(nameOf(holder));
    try {
      return Date.now() - statSync(this.#path).mtimeMs < NAMELESS_MS;
    } catch {
      return false;
    }
  }

  /**
   * Two processes may find the same dead lock, and the slower must not take away what the faster has made since:
   * only who gets the claim for this very holder may remove it, and while the file is there nobody can make another.
   */
  #breakStale(holder: string): boolean {
    const name = `${basename(this.#path)}.dead-${holder.replace(/[^\w.-]+/g, "_")}`;
    const claim = join(dirname(this.#path), name);
    if (!createWith(claim, `${this.#self}\n`)) {
      const claimer = read(claim);
      if (claimer !== undefined && claimer !== "" && !isAlive(nameOf(claimer)))
        rmSync(claim, { force: true });
      pause();
      return false;
    }
    try {
      if (read(this.#path) !== holder) return false;
      rmSync(this.#path, { force: true });
      return true;
    } finally {
      rmSync(claim, { force: true });
    }
  }
}

/** Files with their owners' names, of which any number may be there. */
export class DiskLeases {
  readonly #directory: string;
  readonly #self = selfName();
  #made = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  take(): { release(): void } {
    this.#made += 1;
    const path = join(this.#directory, `${process.pid}-${this.#made}-${Date.now().toString(36)}`);
    createWith(path, `${this.#self}\n`);
    return { release: () => rmSync(path, { force: true }) };
  }

  /** Held by living processes. Those of dead ones are taken away and reported. */
  count(): { readonly held: number; readonly crashed: boolean } {
    let held = 0;
    let crashed = false;
    for (const name of readdirSync(this.#directory)) {
      const path = join(this.#directory, name);
      const owner = read(path);
      if (owner === undefined) continue;
      if (owner === "" || isAlive(nameOf(owner))) held += 1;
      else {
        rmSync(path, { force: true });
        crashed = true;
      }
    }
    return { held, crashed };
  }
}

function createWith(path: string, text: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, "wx", 0o644);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
  try {
    writeSync(fd, text);
  } finally {
    closeSync(fd);
  }
  return true;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function nameOf(holder: string): string {
  return holder.split("\n", 1)[0] ?? "";
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}
