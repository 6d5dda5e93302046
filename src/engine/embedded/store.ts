import type { Medium } from "../../content/medium.js";
import { ContentStore } from "../../content/store.js";
import { IndexFile } from "../../image/index-file.js";
import { ImageStore } from "../../image/store.js";
import type { DiffID, Digest } from "../../oci/digest.js";
import { Snapshotter } from "../../snapshot/snapshotter.js";
import type { Container } from "./container.js";
import { ContainerFiles, type ContainerRecord } from "./container-file.js";
import { ContainerTable } from "./containers.js";
import { Garbage } from "./garbage.js";

export interface LabStoreOptions {
  readonly medium: Medium;
  /** Whether images' names and containers are written to the medium, for whoever opens it next. */
  readonly kept: boolean;
  readonly restore: (record: ContainerRecord) => Container;
  /** Whether this process runs something in the container. */
  readonly owns: (id: string) => boolean;
}

/**
 * Everything an engine keeps, and the one way to change it.
 *
 * Other processes may use the same directory. So each change is a {@link transact transaction}: alone with the
 * files, it first takes over what others did, then does its work, then writes. The order of writing makes every
 * moment a good one to be killed in: blobs first, then the documents that refer to them (a container's record,
 * `index.json`), each replaced as a whole; blobs that nothing refers to any more go last.
 */
export class LabStore {
  readonly medium: Medium;
  readonly content: ContentStore;
  readonly snapshots: Snapshotter;
  readonly images: ImageStore;
  readonly containers: ContainerTable;
  readonly files: ContainerFiles | undefined;
  readonly #garbage: Garbage;
  readonly #otherStacks: (() => Iterable<readonly DiffID[]>)[] = [];
  readonly #owns: (id: string) => boolean;
  #depth = 0;
  /** Blobs that were referred to before this transaction, and may not be after it. */
  #dead: Digest[] = [];

  constructor({ medium, kept, restore, owns }: LabStoreOptions) {
    this.medium = medium;
    this.content = new ContentStore(medium);
    this.snapshots = new Snapshotter(this.content);
    this.images = new ImageStore(this.content, kept ? new IndexFile(medium) : undefined);
    this.files = kept ? new ContainerFiles(medium) : undefined;
    this.containers = new ContainerTable(restore, this.files);
    this.#owns = owns;
    this.#garbage = new Garbage({
      medium,
      content: this.content,
      images: this.images,
      containers: this.containers,
      stacks: () => this.snapshots.stacks(),
    });
  }

  /** Runs `work`, which must not wait for anything. When it throws, nothing of it is kept. */
  transact<Result>(work: () => Result): Result {
    if (this.#depth > 0) return work();
    return this.medium.exclusively(({ crashed }) => {
      const stored = this.content.stored;
      this.#depth += 1;
      try {
        this.#refresh();
        if (crashed) this.#garbage.mark();
        const result = work();
        this.#save();
        this.#garbage.discard(this.#dead);
        this.#garbage.collect(false);
        return result;
      } catch (error) {
        this.images.forget();
        for (const { id } of this.containers.forget()) this.snapshots.remove(id);
        if (this.content.stored !== stored) this.#garbage.mark();
        throw error;
      } finally {
        this.#dead = [];
        this.#depth -= 1;
      }
    });
  }

  /**
   * Runs `work` that takes its time and stores blobs which nothing refers to until its end; whatever it leaves
   * without a reference is deleted then.
   */
  async storing<Result>(work: () => Promise<Result>): Promise<Result> {
    const lease = this.medium.lease();
    try {
      return await work();
    } finally {
      lease.release();
      this.transact(() => this.#garbage.collect(true));
    }
  }

  /** Blobs that this transaction has taken a reference from: those without any are deleted at its end. */
  discard(digests: Iterable<Digest>): void {
    this.#dead.push(...digests);
  }

  /** At the end of this transaction all blobs go that nothing refers to. */
  collectLater(): void {
    this.#garbage.mark();
  }

  /** Blobs and stacks that somebody else refers to (a build cache): asked for whenever something is to be deleted. */
  alsoUsing(other: {
    readonly digests: () => Iterable<Digest>;
    readonly stacks: () => Iterable<readonly DiffID[]>;
  }): void {
    this.#garbage.alsoUsing(other.digests);
    this.#otherStacks.push(other.stacks);
  }

  /** The stacks of layers that something is made of. */
  stacks(): (readonly DiffID[])[] {
    const others = this.#otherStacks.flatMap((stacks) => [...stacks()]);
    return [...this.images.stacks(), ...this.snapshots.stacks(), ...others];
  }

  /** Writes what has changed so far in this transaction. */
  write(): void {
    this.#save();
  }

  #save(): void {
    this.discard(this.containers.save().flatMap(blobsOf));
    this.images.save();
  }

  drop(container: Container): void {
    const { id } = container;
    const record = this.containers.records().find((known) => known.id === id);
    if (!this.containers.remove(container)) return;
    this.#release(container, record);
  }

  #release(container: Container, record: ContainerRecord | undefined): void {
    const stack = container.init.snapshot.parent.layers;
    this.snapshots.remove(container.id);
    const { layers } = this.snapshots.forget(stack, [...this.images.stacks(), ...this.snapshots.stacks()]);
    this.discard([...layers, ...container.archives, ...(record === undefined ? [] : blobsOf(record))]);
  }

  #refresh(): void {
    this.images.refresh();
    for (const record of this.images.list()) for (const layer of record.layers) this.snapshots.learn(layer);
    for (const gone of this.containers.refresh(this.#owns)) {
      gone.vanished();
      this.#release(gone, undefined);
    }
    if (this.files === undefined) return;
    for (const container of this.containers.list()) {
      const running = container.state.status === "running" && !container.waiting;
      if (!running || this.#owns(container.id) || this.files.owner(container.id) !== undefined) continue;
      container.lost();
      if (container.init.autoRemove) this.drop(container);
    }
  }
}

function blobsOf({ upper }: ContainerRecord): readonly Digest[] {
  return upper === undefined ? [] : [upper.tree.digest, ...upper.packs.map(({ digest }) => digest)];
}
