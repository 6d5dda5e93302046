import type { ContentStore } from "../content/store.js";
import { SnapshotExistsError, SnapshotNotFoundError } from "../errors/snapshot.js";
import { type Layer, readLayer, writeLayer } from "../layer/layer.js";
import { type Measure, measureChanges } from "../layer/measure.js";
import { type LayerSummary, summaryOf } from "../layer/summary.js";
import { type ChainID, chainId, type DiffID } from "../oci/digest.js";
import { applyChanges } from "../vfs/apply.js";
import { type DirectoryNode, emptyChanges, emptyDirectory, type MutableDirectory } from "../vfs/node.js";

/**
 * Snapshots in containerd's sense (core/snapshots/snapshotter.go), over layers that stay archives.
 *
 * A *committed* snapshot is a stack of layers, named by its ChainID; it has a merged, read-only tree and never
 * changes. An *active* snapshot is a writable changeset on top of a committed one: a container's own layer.
 *
 * ```
 * const base = snapshotter.committed([diffIdOfUbuntu]);
 * const active = snapshotter.prepare("base-container", base.layers, now);   // nothing is copied
 * // … a union file system writes to active.upper …
 * const layer = snapshotter.commit("base-container");                  // its archive goes into the store
 * snapshotter.committed([...base.layers, layer.diffId]);               // one layer taller
 * snapshotter.remove("base-container");                                // the changeset is gone, the layer stays
 * ```
 *
 * Preparing costs the same whatever the image holds; merging a layer costs what the layer changes. Layers are read
 * when a tree is first looked at, not before.
 */
export class Snapshotter {
  readonly #store: ContentStore;
  readonly #layers = new Map<DiffID, Layer>();
  /** Summaries of layers that have been read: here, or earlier by another process that kept the summary. */
  readonly #summaries = new Map<DiffID, LayerSummary>();
  /** Merged trees, made on first use. */
  readonly #trees = new Map<ChainID, DirectoryNode>();
  readonly #active = new Map<string, ActiveSnapshot>();

  constructor(store: ContentStore) {
    this.#store = store;
  }

  /** A layer with its changes: reads its archive the first time. */
  layer(diffId: DiffID): Layer {
    const { impliedAt } = this.#summaries.get(diffId) ?? {};
    return this.#layers.get(diffId) ?? this.#keep(readLayer(this.#store, diffId, impliedAt));
  }

  /** What is known of a layer; its archive is read only if {@link learn} has not been called for it. */
  summary(diffId: DiffID): LayerSummary {
    return this.#summaries.get(diffId) ?? summaryOf(this.layer(diffId));
  }

  /** What is known of a layer from an earlier reading of its archive. */
  learn(summary: LayerSummary): void {
    if (!this.#summaries.has(summary.diffId)) this.#summaries.set(summary.diffId, summary);
  }

  /** The committed snapshot of a stack, lowest layer first. Its tree is made once, when it is first looked at. */
  committed(layers: readonly DiffID[]): CommittedSnapshot {
    const tree = (): DirectoryNode => this.#treeOf(layers);
    return {
      layers,
      get chainId() {
        return chainsOf(layers).at(-1);
      },
      get tree() {
        return tree();
      },
    };
  }

  /**
   * A new active snapshot on top of a stack; `now` (seconds since the epoch) becomes the time of its root.
   * @throws {SnapshotExistsError}
   */
  prepare(key: string, layers: readonly DiffID[], now: number): ActiveSnapshot {
    const parent = this.committed(layers);
    const { mode, uid, gid } = parent.tree;
    return this.restore(key, layers, () => emptyChanges({ mode, uid, gid, mtime: now }));
  }

  /**
   * An active snapshot that was stored; `load` is called when its changes are needed.
   * @throws {SnapshotExistsError}
   */
  restore(key: string, layers: readonly DiffID[], load: () => MutableDirectory): ActiveSnapshot {
    if (this.#active.has(key)) throw new SnapshotExistsError(key);
    const snapshot = new ActiveSnapshot(key, this.committed(layers), load);
    this.#active.set(key, snapshot);
    return snapshot;
  }

  /** @throws {SnapshotNotFoundError} */
  active(key: string): ActiveSnapshot {
    const snapshot = this.#active.get(key);
    if (snapshot === undefined) throw new SnapshotNotFoundError(key);
    return snapshot;
  }

  /**
   * Writes what an active snapshot has changed as a layer; `undefined` when it has changed nothing. The
   * snapshot itself continues unchanged, so a running container can be committed.
   */
  commit(key: string): Layer | undefined {
    const { upper } = this.active(key);
    if (upper.changes.size === 0) return undefined;
    return this.add(upper);
  }

  /** Adds a layer that was made elsewhere (a built-in image, or one from a registry). */
  add(changes: Layer["changes"]): Layer {
    return this.#keep(writeLayer(this.#store, changes));
  }

  /** @throws {SnapshotNotFoundError} */
  remove(key: string): void {
    if (!this.#active.delete(key)) throw new SnapshotNotFoundError(key);
  }

  /** Entries and file bytes an active snapshot would commit now. */
  measure(key: string): Measure {
    return measureChanges(this.active(key).upper);
  }

  /** The stacks of all active snapshots. */
  *stacks(): Iterable<readonly DiffID[]> {
    for (const { parent } of this.#active.values()) yield parent.layers;
  }

  /**
   * What remains of a stack without an owner: the stacks in it that are in none of `kept`, tallest first, and the
   * layers that are in none of them. The trees are forgotten; the archives are the caller's to delete.
   */
  forget(stack: readonly DiffID[], kept: Iterable<readonly DiffID[]>): ForgottenStack {
    // Two stacks have a ChainID in common if they are the same from the lowest layer on.
    let shared = 0;
    const loose = new Set(stack);
    for (const other of kept) {
      shared = Math.max(shared, sharedLength(stack, other));
      if (shared === stack.length) return { chains: [], layers: [] };
      for (const diffId of other) loose.delete(diffId);
    }
    const gone = chainsOf(stack).slice(shared);
    for (const chain of gone) this.#trees.delete(chain);
    for (const diffId of loose) {
      this.#layers.delete(diffId);
      this.#summaries.delete(diffId);
    }
    return { chains: gone.reverse(), layers: [...loose] };
  }

  #treeOf(layers: readonly DiffID[]): DirectoryNode {
    const chains = chainsOf(layers);
    let at = layers.length;
    let tree: DirectoryNode | undefined;
    for (; at > 0 && tree === undefined; at--) {
      const chain = chains[at - 1];
      tree = chain === undefined ? undefined : this.#trees.get(chain);
      if (tree !== undefined) break;
    }
    let merged = tree ?? EMPTY_ROOT;
    for (; at < layers.length; at++) {
      const [diffId, chain] = [layers[at], chains[at]];
      if (diffId === undefined || chain === undefined) break;
      merged = applyChanges(merged, this.layer(diffId).changes);
      this.#trees.set(chain, merged);
    }
    return merged;
  }

  #keep(layer: Layer): Layer {
    this.#layers.set(layer.diffId, layer);
    this.#summaries.set(layer.diffId, summaryOf(layer));
    return layer;
  }
}

const EMPTY_ROOT = emptyDirectory();

/** The ChainID of each prefix of a stack, lowest first. */
export function chainsOf(layers: readonly DiffID[]): ChainID[] {
  let chain: ChainID | undefined;
  return layers.map((diffId) => {
    chain = chainId(chain, diffId);
    return chain;
  });
}

/** How many layers two stacks share, counted from the lowest. */
function sharedLength(a: readonly DiffID[], b: readonly DiffID[]): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) at++;
  return at;
}

export interface CommittedSnapshot {
  /** Lowest first. */
  readonly layers: readonly DiffID[];
  /** `undefined` for no layers at all. */
  readonly chainId: ChainID | undefined;
  readonly tree: DirectoryNode;
}

export interface ForgottenStack {
  readonly chains: readonly ChainID[];
  readonly layers: readonly DiffID[];
}

export class ActiveSnapshot {
  readonly key: string;
  readonly parent: CommittedSnapshot;
  #load: () => MutableDirectory;
  #upper: MutableDirectory | undefined;

  constructor(key: string, parent: CommittedSnapshot, load: () => MutableDirectory) {
    this.key = key;
    this.parent = parent;
    this.#load = load;
  }

  /** What the snapshot changes; its owner's union file system writes here. Always the same object. */
  get upper(): MutableDirectory {
    this.#upper ??= this.#load();
    return this.#upper;
  }

  /** Replaces the changes by those that another process left; views of this snapshot show them from now on. */
  replace(load: () => MutableDirectory): void {
    this.#load = load;
    const own = this.#upper;
    if (own === undefined) return;
    const { changes, ...metadata } = load();
    own.changes.clear();
    for (const [name, node] of changes) own.changes.set(name, node);
    delete own.xattrs;
    Object.assign(own, metadata, { ino: own.ino });
  }
}
