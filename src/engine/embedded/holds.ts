import { ContainerBusyError } from "../../errors/containers.js";
import type { Container } from "./container.js";
import type { LabStore } from "./store.js";

const TICK_MS = 200;
/** Files of a container that goes on running are written this often. */
const SAVE_TICKS = 10;
const PAUSE_MS = 25;
const PATIENCE_MS = 10_000;

/**
 * Which containers this process runs something in: a main program, a command beside it, a line of its shell, `cp`.
 *
 * Of all processes that use a store one at a time may change a container's files; this is how it says so. A shell at
 * its prompt is nothing that runs, so between two lines anybody may come in.
 */
export class Holds {
  readonly #store: () => LabStore;
  readonly #counts = new Map<string, number>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #ticks = 0;

  constructor(store: () => LabStore) {
    this.#store = store;
  }

  has(id: string): boolean {
    return this.#counts.has(id);
  }

  /**
   * Waits for its turn in a container, begins with `first` and holds the container until `release` is called.
   * What others have changed is there by then; what changes is kept with the release.
   *
   * @throws {ContainerBusyError} when another process stays in it
   */
  async take<Result>(
    find: () => Container,
    first: (container: Container) => Result,
  ): Promise<{ readonly result: Result; readonly container: Container; readonly release: () => void }> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const got = this.#store().transact(() => this.#tryTake(find(), first));
      // A refusal of the container's own is no failure of the store: what it left is kept.
      if ("error" in got) throw got.error;
      if (!("owner" in got)) return got;
      if (Date.now() > until || got.forLong) {
        const { name } = got.container.init;
        throw new ContainerBusyError(
          name,
          `process ${got.owner.split(" ", 1)[0]}`,
          got.forLong
            ? `its program runs there, and only there its files can be changed; end it with: docker stop ${name}`
            : "a command has been running there for more than 10 seconds; try again when it has ended",
        );
      }
      await pause();
    }
  }

  #tryTake<Result>(container: Container, first: (container: Container) => Result) {
    const { id } = container;
    const owner = this.#store().files?.otherOwner(id);
    if (owner !== undefined) {
      const forLong = container.state.status === "running" && !container.waiting;
      return { owner, container, forLong };
    }
    this.#add(id);
    try {
      return { container, result: first(container), release: once(() => this.#release(id)) };
    } catch (error) {
      this.#drop(id);
      return { error };
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
    // Looking after what runs is no reason to go on when nothing does.
    if (typeof this.#timer === "object") this.#timer.unref();
  }

  #release(id: string): void {
    this.#store().transact(() => {
      // Written first: who finds the container free finds all that was done in it.
      if (this.#counts.get(id) === 1) this.#store().write();
      this.#drop(id);
    });
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

  /** Does what others ask for, and writes what would be missed. */
  #tick(): void {
    const { files, containers } = this.#store();
    this.#ticks += 1;
    let changed = false;
    for (const id of this.#counts.keys()) {
      const container = containers.lookup(id);
      if (container === undefined) continue;
      files?.appendLog(id, container.takeUnsavedLog());
      if (files?.isAskedToStop(id)) void container.stop();
      changed ||= container.changed;
    }
    if (changed && this.#ticks % SAVE_TICKS === 0) this.#store().transact(() => {});
  }
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
