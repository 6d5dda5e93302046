import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setInterval } from "#platform/timers";
import { StoreBusyError } from "../errors/store.js";
import { type Claim, claim, isHeld, REFRESH_MS, readClaim, refresh } from "./disk-claim.js";
import { describeProcess, selfName } from "./disk-process.js";
import type { Temporaries } from "./disk-temporary.js";
import { Wait } from "./disk-wait.js";

const WAIT_SECONDS = 20;
const PAUSE_MS = 4;
/** The lock is held for milliseconds, so one whose process cannot be looked up soon counts as dead. */
const SILENT_LOCK_MS = 60_000;

/**
 * One lock for all processes of a machine: a file that only one of them can make, with its owner's name in it. It is
 * held for milliseconds; the lock of a dead process is removed.
 */
export class DiskLock {
  readonly #path: string;
  readonly #temporaries: Temporaries;
  readonly #self = selfName();
  #taken = 0;

  /** @param temporaries on the same disk */
  constructor(path: string, temporaries: Temporaries) {
    this.#path = path;
    this.#temporaries = temporaries;
  }

  /**
   * Waits for the lock, blocking the process. Returns whether a dead process had held it.
   * @throws {StoreBusyError}
   */
  acquire(): { readonly crashed: boolean } {
    const waiting = new Wait();
    try {
      return this.#acquire(waiting);
    } finally {
      waiting.end();
    }
  }

  #acquire(waiting: Wait): { readonly crashed: boolean } {
    let crashed = false;
    for (;;) {
      this.#taken += 1;
      if (this.#claim(this.#path, this.#taken)) return { crashed };
      const holder = readClaim(this.#path);
      // It was released in the meantime.
      if (holder === undefined) continue;
      const bar = isHeld(holder, SILENT_LOCK_MS)
        ? { path: this.#path, claim: holder }
        : this.#breakStale(holder);
      if (bar === undefined) {
        crashed = true;
        continue;
      }
      if (waiting.seconds > WAIT_SECONDS)
        throw new StoreBusyError(bar.path, describeProcess(bar.claim.owner), WAIT_SECONDS);
      waiting.pause(PAUSE_MS);
    }
  }

  release(): void {
    this.#temporaries.remove(this.#path);
  }

  /**
   * Two processes may find the same dead lock, and the slower must not take away what the faster has made since:
   * only the one that gets the claim on this very holder may remove it, and while the file is there nobody can make
   * another. Returns what is still in the way.
   */
  #breakStale(holder: Claim): { readonly path: string; readonly claim: Claim } | undefined {
    const name = `${basename(this.#path)}.dead-${holder.text.replace(/[^\w.-]+/g, "_")}`;
    const path = join(dirname(this.#path), name);
    if (!this.#claim(path, 0)) {
      const other = readClaim(path);
      if (other === undefined) return { path: this.#path, claim: holder };
      if (!isHeld(other, SILENT_LOCK_MS)) rmSync(path, { force: true });
      return { path, claim: other };
    }
    try {
      if (readClaim(this.#path)?.text !== holder.text) return { path: this.#path, claim: holder };
      rmSync(this.#path, { force: true });
      return undefined;
    } finally {
      this.#temporaries.remove(path);
    }
  }

  #claim(path: string, count: number): boolean {
    return claim(path, `${this.#self}\n${count}\n`, this.#temporaries);
  }
}

/** Files with their owners' names; there may be any number of them. */
export class DiskLeases {
  readonly #directory: string;
  readonly #temporaries: Temporaries;
  readonly #self = selfName();

  constructor(directory: string, temporaries: Temporaries) {
    this.#directory = directory;
    this.#temporaries = temporaries;
  }

  take(): { release(): void } {
    const path = join(this.#directory, basename(this.#temporaries.next()));
    claim(path, `${this.#self}\n`, this.#temporaries);
    const fresh = new Fresh();
    fresh.keep(path);
    return {
      release: () => {
        fresh.drop(path);
        this.#temporaries.remove(path);
      },
    };
  }

  /** Held by living processes. Those of dead ones are removed and reported. */
  count(): { readonly held: number; readonly crashed: boolean } {
    let held = 0;
    let crashed = false;
    for (const name of readdirSync(this.#directory)) {
      const path = join(this.#directory, name);
      const lease = readClaim(path);
      if (lease === undefined) continue;
      if (isHeld(lease)) held += 1;
      else {
        rmSync(path, { force: true });
        crashed = true;
      }
    }
    return { held, crashed };
  }
}

/** Files of this process that others may be able to judge only by their age. */
export class Fresh {
  readonly #paths = new Set<string>();
  #timer: ReturnType<typeof setInterval> | undefined;

  keep(path: string): void {
    this.#paths.add(path);
    this.#timer ??= setInterval(() => {
      for (const each of this.#paths) refresh(each);
    }, REFRESH_MS);
    this.#timer.unref();
  }

  drop(path: string): void {
    this.#paths.delete(path);
    if (this.#paths.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
