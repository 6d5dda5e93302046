import { setInterval, setTimeout } from "#platform/timers";
import { ContainerBusyError } from "../../../errors/containers.js";
import { StoreAccessError, StoreBusyError } from "../../../errors/store.js";
import type { Container } from "../container/container.js";
import type { LabStore } from "./store.js";

const TICK_MS = 200;
/** Ticks between two writes of a running container's files. */
const SAVE_TICKS = 10;
const PAUSE_MS = 25;
const PATIENCE_MS = 10_000;

/**
 * The containers in which this process runs something: a main program, a command beside it, a line of its shell, `cp`.
 *
 * Of all the processes that use a store, only one at a time may change a container's files: its owner, who is noted
 * beside the container's record. A shell at its prompt runs nothing, so between two lines any process may have its turn.
 */
export class ContainerLocks {
  readonly #store: () => LabStore;
  readonly #counts = new Map<string, number>();
  /** Containers to be released that could not be written. */
  #unwritten: string[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #ticks = 0;

  constructor(store: () => LabStore) {
    this.#store = store;
  }

  has(id: string): boolean {
    return this.#counts.has(id);
  }

  /**
   * Waits for its turn in a container, starts with `first`, and holds the container until `release` is called.
   * By then, others' changes have been adopted; the release writes what has changed.
   *
   * @throws {ContainerBusyError} when another process keeps it
   */
  async take<Result>(find: () => Container, first: (container: Container) => Result): Promise<Taken<Result>> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const got = this.#attempt(find, first);
      if (got.kind === "taken") return got;
      // When the container itself refuses, the store has not failed: what was done before is kept.
      if (got.kind === "refused") throw got.error;
      if (got.forLong || performance.now() > until) throw busy(got);
      await pause();
    }
  }

  #attempt<Result>(find: () => Container, first: (container: Container) => Result): Attempt<Result> {
    let held: string | undefined;
    try {
      return this.#store().transact(() => {
        const got = this.#tryTake(find(), first);
        if (got.kind === "taken") held = got.container.id;
        return got;
      });
    } catch (error) {
      // What `first` did could not be written, and nobody gets the release.
      if (held !== undefined) this.#drop(held);
      throw error;
    }
  }

  #tryTake<Result>(container: Container, first: (container: Container) => Result): Attempt<Result> {
    const { id } = container;
    const owner = this.#store().files?.otherOwner(id);
    if (owner !== undefined) {
      const forLong = container.state.status === "running" && !container.waiting;
      return { kind: "busy", container, owner, forLong };
    }
    this.#add(id);
    try {
      const result = first(container);
      return { kind: "taken", container, result, release: once(() => this.#release(id)) };
    } catch (error) {
      this.#drop(id);
      return { kind: "refused", error };
    }
  }

  /** One more hold on a container that is held already. */
  again(id: string): () => void {
    this.#add(id);
    return once(() => this.#release(id));
  }

  #add(id: string): void {
    const count = this.#counts.get(id) ?? 0;
    if (count === 0) this.#store().files?.own(id);
    this.#counts.set(id, count + 1);
    if (this.#store().files === undefined || this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    // The timer alone must not keep the process alive.
    if (typeof this.#timer === "object") this.#timer.unref();
  }

  #release(id: string): void {
    try {
      this.#store().transact(() => {
        // Written before the release: a process that finds the container free also finds everything that was done in it.
        if (this.#counts.get(id) === 1) this.#store().write();
        this.#drop(id);
      });
    } catch (error) {
      // What was done in it is still in memory. So it stays ours, and is written when the disk takes it.
      this.#unwritten.push(id);
      throw error;
    }
  }

  #drop(id: string): void {
    const count = this.#counts.get(id) ?? 0;
    if (count > 1) {
      this.#counts.set(id, count - 1);
      return;
    }
    this.#counts.delete(id);
    const store = this.#store();
    if (store.containers.lookup(id) !== undefined) store.files?.disown(id);
    if (this.#counts.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    this.#ticks += 1;
    try {
      this.#look(this.#ticks % SAVE_TICKS === 0);
    } catch (error) {
      // Nobody waits for this. What could not be written is still here, and who asks for it is told.
      if (!(error instanceof StoreAccessError || error instanceof StoreBusyError)) throw error;
    }
  }

  /** Carries out other processes' wishes, and writes what would otherwise become visible too late. */
  #look(save: boolean): void {
    const { files, containers } = this.#store();
    let changed = false;
    for (const id of [...this.#counts.keys()]) {
      const container = containers.lookup(id);
      if (container === undefined) continue;
      // Its end is told to who waits for it.
      const asked = files?.takeRequest(id);
      if (asked?.stops) container.life.stop(asked).catch(() => {});
      else if (asked !== undefined) container.life.signal(asked.signal).catch(() => {});
      container.log.flush((chunks) => files?.appendLog(id, chunks));
      changed ||= container.changed;
      // Volumes may be changed by other processes meanwhile, and what runs here is to see it.
      changed ||= container.facts.mounts.points.some(({ type }) => type === "volume");
    }
    if (!save) return;
    if (changed) this.#store().transact(() => {});
    const again = this.#unwritten;
    this.#unwritten = [];
    for (const id of again) this.#release(id);
  }
}

/** A container that this process may change until it calls `release`. */
export interface Taken<Result> {
  readonly kind: "taken";
  readonly container: Container;
  /** The result of `first`. */
  readonly result: Result;
  readonly release: () => void;
}

/** Another process is running something in it: its main program (`forLong`), or a command. */
interface Busy {
  readonly kind: "busy";
  readonly container: Container;
  readonly owner: string;
  readonly forLong: boolean;
}

type Attempt<Result> = Taken<Result> | Busy | { readonly kind: "refused"; readonly error: unknown };

function busy({ container, owner, forLong }: Busy): ContainerBusyError {
  const { name } = container.facts;
  return new ContainerBusyError(
    name,
    `process ${owner.split(" ", 1)[0]}`,
    forLong
      ? `its program runs there, and only there its files can be changed; end it with: docker stop ${name}`
      : "a command has been running there for more than 10 seconds; try again when it has ended",
  );
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
