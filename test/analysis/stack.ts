import { MemoryMedium } from "../../src/content/memory-medium.js";
import { ContentStore } from "../../src/content/store.js";
import type { Contents, LayerContents } from "../../src/engine/views.js";
import type { DiffID } from "../../src/oci/digest.js";
import { chainsOf, Snapshotter } from "../../src/snapshot/snapshotter.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { UnionFileSystem } from "../../src/vfs/union.js";

export type Step = (fs: FileSystem) => void;

export interface BuiltStack {
  readonly contents: Contents;
  /** What a program sees over all layers. */
  readonly view: FileSystem;
}

export interface StackOptions {
  readonly name?: string;
  /** What a container has written on top. */
  readonly upper?: Step;
  /** Said to have made the layers. */
  readonly createdBy?: string;
}

const NOW = 1_700_000_000;

/**
 * Real layers, each made by what a step does to the file system over the ones before: copied up, encoded as an
 * archive, stored, and read back.
 */
export function buildStack(steps: readonly Step[], options: StackOptions = {}): BuiltStack {
  const content = new ContentStore(new MemoryMedium());
  const snapshots = new Snapshotter(content);
  const { name = "sample", createdBy = "a step" } = options;
  let diffIds: readonly DiffID[] = [];
  const apply = (key: string, step: Step, time: number) => {
    const active = snapshots.prepare(key, diffIds, time);
    step(new UnionFileSystem({ lower: active.parent.tree, upper: active.upper, now: () => time }));
    return active;
  };
  for (const [at, step] of steps.entries()) {
    apply(`step ${at}`, step, NOW + at);
    const layer = snapshots.commit(`step ${at}`);
    if (layer !== undefined) diffIds = [...diffIds, layer.diffId];
  }
  const chains = chainsOf(diffIds);
  const layers = diffIds.map((diffId, at): LayerContents => {
    const chainId = chains[at];
    if (chainId === undefined) throw new Error("each layer has a ChainID");
    return {
      ...snapshots.summary(diffId),
      chainId,
      directory: `/var/lib/docker/overlay2/${chainId.slice(7)}/diff`,
      createdBy,
      comment: "",
      tags: [],
      changes: snapshots.layer(diffId).changes,
      archive: content.open(diffId),
    };
  });
  const active = apply("own", options.upper ?? (() => {}), NOW + steps.length);
  const view = new UnionFileSystem({ lower: active.parent.tree, upper: active.upper, readOnly: true });
  const contents = { kind: "image", name, id: "sha256:0", layers } as const;
  if (options.upper === undefined) return { contents, view };
  const upper = { directory: "/var/lib/docker/overlay2/own/diff", changes: active.upper };
  return { contents: { ...contents, kind: "container", upper }, view };
}

export function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

export function bytes(size: number, fill = 1): Uint8Array {
  return new Uint8Array(size).fill(fill);
}
