import type { Lease, Medium } from "../../../content/medium.js";
import { ContentStore } from "../../../content/store.js";
import { LayerlabError } from "../../../errors/base.js";
import { IndexFile } from "../../../image/index-file.js";
import { ImageStore } from "../../../image/store.js";
import type { DiffID, Digest } from "../../../oci/digest.js";
import { Snapshotter } from "../../../snapshot/snapshotter.js";
import { UpperArchive } from "../../../snapshot/upper-archive.js";
import type { Container } from "../container/container.js";
import type { ContainerRecord } from "../container/record.js";
import { ContainerFiles } from "../containers/files.js";
import { ContainerTable } from "../containers/table.js";
import { EventLog } from "../events/log.js";
import { containerEvent, volumeEvent } from "../events/report.js";
import { NetworkTable } from "../networks/table.js";
import { VolumeFiles } from "../volumes/files.js";
import { usersOf } from "../volumes/shapes.js";
import { VolumeTable, blobsOf as volumeBlobs } from "../volumes/table.js";
import { Volume } from "../volumes/volume.js";
import { type BlobHolder, Garbage } from "./garbage.js";

/** Anything but a promise: work that waits would hold up every process that uses the store. */
type Settled<Result> = Result extends PromiseLike<unknown> ? never : unknown;

export interface LabStoreOptions {
  readonly medium: Medium;
  /** Whether image names and containers are written to the medium, for the next process that opens it. */
  readonly kept: boolean;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  readonly restore: (record: ContainerRecord) => Container;
  /** Whether this process runs something in the container. */
  readonly owns: (id: string) => boolean;
  /** A container's program has ended with the process that ran it. Called within a transaction. */
  readonly onLost?: (container: Container) => void;
}

/**
 * Everything an engine keeps, and the one way to change it.
 *
 * Other processes may use the same directory, so each change is a {@link transact transaction}: it has the files to
 * itself, first adopts what others did, then does its work, then writes. The order of writing makes it safe to be killed
 * at any moment: blobs first, then the documents that refer to them (a container's record,
 * `index.json`), each replaced as a whole; blobs that nothing refers to any more are deleted last.
 */
export class LabStore {
  readonly medium: Medium;
  readonly content: ContentStore;
  readonly snapshots: Snapshotter;
  readonly images: ImageStore;
  readonly containers: ContainerTable;
  readonly networks: NetworkTable;
  readonly events: EventLog;
  readonly volumes: VolumeTable;
  readonly files: ContainerFiles | undefined;
  readonly #garbage: Garbage;
  readonly #otherStacks: (() => Iterable<readonly DiffID[]>)[] = [];
  readonly #owns: (id: string) => boolean;
  readonly #onLost: (container: Container) => void;
  #depth = 0;
  /** Blobs that were referred to before this transaction and may no longer be after it. */
  #dead: Digest[] = [];
  #storing = 0;
  /** Blobs to look at when nothing is {@link storing} any more: until then, what will refer to them may not be there yet. */
  readonly #unsettled = new Set<Digest>();
  /** Leases whose storing is over. Each is released once what it stored is accounted for. */
  readonly #over = new Set<Lease>();
  /** Whether the disk refused to delete something. */
  #untidy = false;

  constructor({ medium, kept, clock, restore, owns, onLost = () => {} }: LabStoreOptions) {
    this.medium = medium;
    this.#onLost = onLost;
    this.content = new ContentStore(medium);
    this.snapshots = new Snapshotter(this.content);
    this.images = new ImageStore(this.content, kept ? new IndexFile(medium) : undefined);
    this.files = kept ? new ContainerFiles(medium) : undefined;
    this.events = new EventLog(clock);
    this.networks = new NetworkTable(kept ? medium : undefined);
    this.containers = new ContainerTable(restore, this.files);
    this.volumes = new VolumeTable(
      (facts, record) =>
        new Volume(
          {
            name: facts.name,
            created: facts.created,
            labels: facts.labels,
            options: facts.options,
            anonymous: facts.anonymous,
          },
          kept ? new UpperArchive(this.content) : undefined,
          record?.files,
        ),
      kept ? new VolumeFiles(medium) : undefined,
    );
    this.#owns = owns;
    this.#garbage = new Garbage({
      medium,
      content: this.content,
      images: this.images,
      containers: this.containers,
      leases: () => medium.leases() - this.#over.size,
      volumes: this.volumes,
      stacks: () => this.snapshots.stacks(),
    });
  }

  /** Runs `work`, which must not wait for anything. If it throws, nothing of it is kept. */
  transact<Result>(work: () => Result & Settled<Result>): Result {
    if (this.#depth > 0) return work();
    return this.medium.exclusively(({ crashed }) => {
      const stored = this.content.watch();
      this.#depth += 1;
      try {
        this.#refresh();
        if (crashed || this.#untidy) this.#garbage.mark();
        this.#untidy = false;
        const result = work();
        this.#save();
        this.#tryTo(() => this.#tidy());
        return result;
      } catch (error) {
        this.images.forget();
        this.networks.forget();
        this.volumes.forget();
        const unwritten = this.containers.forget();
        for (const { id } of unwritten) this.snapshots.remove(id);
        for (const digest of stored.end()) this.#dead.push(digest);
        if (this.#dead.length > 0 || unwritten.length > 0) this.#tryTo(() => this.#clearUp());
        throw error;
      } finally {
        stored.end();
        this.#dead = [];
        this.#depth -= 1;
      }
    });
  }

  /**
   * Deletes what nothing refers to. Leases are released last: after a kill they tell the next process that there may be
   * something to delete.
   */
  #tidy(): void {
    this.#settle();
    this.#garbage.collect();
    for (const lease of this.#over) lease.release();
    this.#over.clear();
  }

  /**
   * After work that has failed, its blobs are deleted at once, since a full disk has no room for a mark. If the work failed
   * after everything had been written, it is the old blobs that are deleted.
   */
  #clearUp(): void {
    this.#refresh();
    this.#settle();
    this.containers.removeRests();
  }

  /** If the disk refuses to delete something, what was done still stands; the next transaction tries again. */
  #tryTo(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LayerlabError)) throw error;
      this.#untidy = true;
    }
  }

  /**
   * Runs `work` that takes time and stores blobs which nothing refers to until it ends. Those that nothing refers to even
   * then are deleted.
   */
  async storing<Result>(work: () => Promise<Result>): Promise<Result> {
    const lease = this.medium.lease();
    const stored = this.content.watch();
    this.#storing += 1;
    try {
      return await work();
    } finally {
      this.#storing -= 1;
      for (const digest of stored.end()) this.#unsettled.add(digest);
      this.#over.add(lease);
      // The outcome is that of the work; what cannot be done now is done by the next transaction.
      this.#tryTo(() => this.transact(() => {}));
    }
  }

  /** Blobs that have lost a reference in this transaction: those left without any are deleted at its end. */
  discard(digests: Iterable<Digest>): void {
    this.#dead.push(...digests);
  }

  /** At the end of this transaction, all blobs that nothing refers to are deleted. */
  collectLater(): void {
    this.#garbage.mark();
  }

  /** Blobs and stacks that something else refers to (a build cache): asked for before anything is deleted. */
  alsoUsing(other: BlobHolder & { stacks(): Iterable<readonly DiffID[]> }): void {
    this.#garbage.alsoUsing(other);
    this.#otherStacks.push(() => other.stacks());
  }

  /** The stacks of layers that images and containers are made of. */
  stacks(): (readonly DiffID[])[] {
    const others = this.#otherStacks.flatMap((stacks) => [...stacks()]);
    return [...this.#stacks(), ...others];
  }

  *#stacks(first?: Digest): Iterable<readonly DiffID[]> {
    yield* this.images.stacks(first);
    yield* this.snapshots.stacks();
  }

  /** Writes what has changed so far in this transaction. */
  write(): void {
    this.#save();
  }

  #settle(): void {
    for (const digest of this.#dead) this.#unsettled.add(digest);
    if (this.#storing > 0) return;
    this.#garbage.discard(this.#unsettled);
    this.#unsettled.clear();
  }

  #save(): void {
    this.volumes.save((record) => this.discard(volumeBlobs(record)));
    this.containers.save((record) => this.discard(blobsOf(record)));
    this.images.save();
    this.networks.save();
    this.containers.sweep();
    this.volumes.sweep();
  }

  /** @param options `volumes`: the anonymous ones of the container go, too, unless another container has them */
  drop(container: Container, options: { readonly volumes?: boolean } = {}): void {
    const { id } = container;
    const record = this.containers.recordOf(id);
    if (!this.containers.remove(container)) return;
    this.#release(container, record);
    for (const { name, anonymous } of options.volumes === true ? container.facts.mounts.points : [])
      if (name !== undefined && anonymous && usersOf(name, this.containers).length === 0)
        this.dropVolume(name);
    containerEvent(this.events, "destroy", container.facts);
  }

  dropVolume(name: string): void {
    volumeEvent(this.events, "destroy", { name });
    this.discard(this.volumes.remove(name));
  }

  #release(container: Container, record: ContainerRecord | undefined): void {
    const stack = container.snapshot.parent.layers;
    this.snapshots.remove(container.id);
    // Usually its image is still there and refers to them all.
    const { layers } = this.snapshots.forget(stack, this.#stacks(container.facts.imageId));
    this.discard([...layers, ...container.archives, ...(record === undefined ? [] : blobsOf(record))]);
  }

  #refresh(): void {
    this.networks.refresh();
    for (const { layers } of this.images.refresh()) for (const layer of layers) this.snapshots.learn(layer);
    this.volumes.refresh();
    for (const gone of this.containers.refresh(this.#owns)) {
      gone.vanished();
      this.#release(gone, undefined);
    }
    if (this.files === undefined) return;
    for (const container of this.containers.list()) {
      const { id, facts, state, waiting } = container;
      if (state.status === "created" || waiting || this.#owns(id)) continue;
      if (state.status === "running") {
        if (this.files.owner(id) !== undefined) continue;
        container.lost();
        this.#onLost(container);
      }
      // Usually at once; later if its own process could not write that it has gone.
      if (facts.autoRemove) this.drop(container, { volumes: true });
    }
  }
}

function blobsOf({ upper }: ContainerRecord): readonly Digest[] {
  return upper === undefined ? [] : [upper.tree.digest, ...upper.packs.map(({ digest }) => digest)];
}
