import type { ContentStore } from "../content/store.js";
import { SnapshotExistsError, SnapshotNotFoundError } from "../errors/snapshot.js";
import { decodeLayer } from "../layer/decode.js";
import { encodeLayer } from "../layer/encode.js";
import { type Layer, readLayer, writeLayer } from "../layer/layer.js";
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
 * const active = snapshotter.prepare("base-container", base.layers);   // nothing is copied
 * // … a union file system writes to active.upper …
 * const layer = snapshotter.commit("base-container");                  // its archive goes into the store
 * snapshotter.committed([...base.layers, layer.diffId]);               // one layer taller
 * snapshotter.remove("base-container");                                // the changeset is gone, the layer stays
 * ```
 *
 * Preparing costs the same whatever the image holds; merging a layer costs what the layer changes.
 */
export class Snapshotter {
  readonly #store: ContentStore;
  readonly #layers = new Map<DiffID, Layer>();
  /** Merged trees, made when first asked for. */
  readonly #trees = new Map<ChainID, DirectoryNode>();
  /** Every stack that was registered, lower ones before those on top of them. */
  readonly #stacks = new Set<ChainID>();
  readonly #active = new Map<string, ActiveSnapshot>();

  constructor(store: ContentStore) {
    this.#store = store;
  }

  layer(diffId: DiffID): Layer {
    const known = this.#layers.get(diffId);
    if (known !== undefined) return known;
    const layer = readLayer(this.#store, diffId);
    this.#layers.set(diffId, layer);
    return layer;
  }

  /** The committed snapshot of a stack, lowest layer first. Its tree is made once. */
  committed(layers: readonly DiffID[]): CommittedSnapshot {
    let chain: ChainID | undefined;
    let tree = EMPTY_ROOT;
    for (const diffId of layers) {
      chain = chainId(chain, diffId);
      const known = this.#trees.get(chain);
      tree = known ?? applyChanges(tree, this.layer(diffId).changes);
      if (known === undefined) this.#trees.set(chain, tree);
    }
    return { layers, chainId: chain, tree };
  }

  /**
   * A new active snapshot on top of a stack; `now` (seconds since the epoch) becomes the time of its root.
   * @throws {SnapshotExistsError}
   */
  prepare(key: string, layers: readonly DiffID[], now: number): ActiveSnapshot {
    if (this.#active.has(key)) throw new SnapshotExistsError(key);
    const parent = this.committed(layers);
    const snapshot = { key, parent, upper: emptyChanges({ ...parent.tree, mtime: now }) };
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
   * snapshot itself goes on as it was, so a running container can be committed.
   */
  commit(key: string): Layer | undefined {
    const { upper } = this.active(key);
    if (upper.changes.size === 0) return undefined;
    const layer = writeLayer(this.#store, upper);
    this.#layers.set(layer.diffId, layer);
    return layer;
  }

  /** Says that an image has this stack, so that {@link collect} can tell when it goes. */
  register(layers: readonly DiffID[]): void {
    let chain: ChainID | undefined;
    for (const diffId of layers) {
      chain = chainId(chain, diffId);
      this.#stacks.add(chain);
    }
  }

  /** Adds a layer that was made elsewhere (a built-in image, later a registry). */
  add(changes: Layer["changes"]): Layer {
    const layer = writeLayer(this.#store, changes);
    this.#layers.set(layer.diffId, layer);
    return layer;
  }

  remove(key: string): void {
    if (!this.#active.delete(key)) throw new SnapshotNotFoundError(key);
  }

  /** Entries and file bytes an active snapshot would commit now. */
  measure(key: string): { readonly entries: number; readonly size: number } {
    const { entries, size } = decodeLayer(encodeLayer(this.active(key).upper));
    return { entries, size };
  }

  /**
   * Forgets the stacks that no image of `kept` and no active snapshot needs, and deletes the layers that none of
   * them holds. Answers the ChainIDs of the stacks that are gone, tallest first.
   */
  collect(kept: Iterable<readonly DiffID[]>): readonly ChainID[] {
    const layers = new Set<DiffID>();
    const chains = new Set<ChainID>();
    const stacks = [...kept, ...[...this.#active.values()].map(({ parent }) => parent.layers)];
    for (const stack of stacks) {
      let chain: ChainID | undefined;
      for (const diffId of stack) {
        layers.add(diffId);
        chain = chainId(chain, diffId);
        chains.add(chain);
      }
    }
    const gone = [...this.#stacks.keys()].filter((chain) => !chains.has(chain)).reverse();
    for (const chain of gone) {
      this.#stacks.delete(chain);
      this.#trees.delete(chain);
    }
    for (const diffId of [...this.#layers.keys()].filter((id) => !layers.has(id))) {
      this.#layers.delete(diffId);
      this.#store.remove(diffId);
    }
    return gone;
  }
}

const EMPTY_ROOT = emptyDirectory();

export interface CommittedSnapshot {
  /** Lowest first. */
  readonly layers: readonly DiffID[];
  /** `undefined` for no layers at all. */
  readonly chainId: ChainID | undefined;
  readonly tree: DirectoryNode;
}

export interface ActiveSnapshot {
  readonly key: string;
  readonly parent: CommittedSnapshot;
  /** What the snapshot changes; its owner's union file system writes here. */
  readonly upper: MutableDirectory;
}
