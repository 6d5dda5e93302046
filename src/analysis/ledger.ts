import type { Contents } from "../engine/views.js";
import { compareNames } from "../posix/name-bytes.js";
import { applyChanges } from "../vfs/apply.js";
import {
  type ChangeDirectory,
  type DirectoryNode,
  emptyDirectory,
  type LeafNode,
  sortedNames,
  type TreeNode,
} from "../vfs/node.js";
import { type Dive, diveOf } from "./dive.js";
import { aspectsOf, bytesOf, factsOf, type LayerFacts, layersIn, leavesOf } from "./trees.js";

/** What a layer did to a path. */
export interface LedgerEvent {
  /** The layer's number, 1 being the lowest. */
  readonly layer: number;
  /**
   * `added`: there was nothing before. `content`: the file was written again with different bytes. `metadata`: the whole
   * file was copied up although only its mode, owner or time changed. `again`: the same file once more. `deleted`: hidden.
   */
  readonly what: "added" | "content" | "metadata" | "again" | "deleted";
  /** Bytes that the layer has for the path. */
  readonly size: number;
  /** For `deleted`: the path of the whiteout or opaque directory, which may be above; and which of them it is. */
  readonly by?: { readonly path: string; readonly how: "whiteout" | "opaque" | "replaced" };
}

export interface LedgerRow {
  readonly path: string;
  /** Oldest first. */
  readonly events: readonly LedgerEvent[];
  /** Bytes in all layers. */
  readonly shipped: number;
  /** How many of those the merged view shows. */
  readonly visible: number;
  /** The rest, which is shipped although no program can see it. */
  readonly hidden: number;
}

export interface LedgerLayer extends LayerFacts {
  /** Bytes of files and of symbolic links' targets: the layer's SIZE. */
  readonly size: number;
  readonly visible: number;
  readonly hidden: number;
}

/** Where each byte of an image comes from, and whether a program can see it. All sizes are bytes. */
export interface Ledger {
  readonly name: string;
  /** Of all layers together: the image's SIZE. */
  readonly size: number;
  readonly visible: number;
  readonly hidden: number;
  /** What the program dive says about the same question. */
  readonly dive: Dive;
  /** Lowest first. */
  readonly layers: readonly LedgerLayer[];
  /** Every path that was a file, a link or a device in any layer; most hidden bytes first. */
  readonly rows: readonly LedgerRow[];
}

/**
 * The byte ledger of an image or a container. Sums agree with what Docker prints: the rows' `shipped` with the image's
 * size, a layer's `size` with its line in `docker history`.
 */
export function ledgerOf(contents: Contents): Ledger {
  const layers = layersIn(contents);
  const book = new Book();
  const tree = layers.reduce((below: DirectoryNode, { number, changes }) => {
    book.layer(number, below, changes);
    return applyChanges(below, changes);
  }, emptyDirectory());
  const { rows, perLayer } = book.close(tree);
  const total = (member: "shipped" | "visible" | "hidden") => rows.reduce((sum, row) => sum + row[member], 0);
  return {
    name: contents.name,
    size: total("shipped"),
    visible: total("visible"),
    hidden: total("hidden"),
    dive: diveOf(layers.map(({ changes }) => changes)),
    layers: layers.map((layer) => ({
      ...factsOf(layer),
      ...(perLayer.get(layer.number) ?? { size: 0, visible: 0, hidden: 0 }),
    })),
    rows,
  };
}

interface Entry extends LedgerEvent {
  /** The file that has the bytes; absent for a deletion. */
  readonly node?: LeafNode;
}

class Book {
  readonly #rows = new Map<string, Entry[]>();
  #layer = 0;
  #counted = new Set<LeafNode>();

  layer(number: number, below: DirectoryNode, changes: ChangeDirectory): void {
    this.#layer = number;
    this.#counted = new Set();
    this.#directory("", below, changes, undefined);
  }

  /** @param opaque path of the opaque directory that contains all this */
  #directory(
    path: string,
    below: TreeNode | undefined,
    changes: ChangeDirectory,
    opaque: string | undefined,
  ): void {
    const lower = below?.kind === "directory" ? below : undefined;
    const mask = opaque ?? (changes.opaque ? path : undefined);
    for (const name of sortedNames(changes.changes.keys())) {
      const node = changes.changes.get(name);
      const before = lower?.entries.get(name);
      const child = `${path}/${name}`;
      if (node === undefined) continue;
      if (node.kind === "whiteout") this.#hide(child, before, { path: child, how: "whiteout" });
      else if (node.kind === "directory") {
        if (before !== undefined && before.kind !== "directory")
          this.#hide(child, before, { path: child, how: "replaced" });
        this.#directory(child, before, node, mask);
      } else this.#leaf(child, before, node);
    }
    if (mask === undefined) return;
    for (const [name, before] of lower?.entries ?? [])
      if (!changes.changes.has(name)) this.#hide(`${path}/${name}`, before, { path: mask, how: "opaque" });
  }

  #leaf(path: string, before: TreeNode | undefined, node: LeafNode): void {
    if (before?.kind === "directory") this.#hide(path, before, { path, how: "replaced" });
    const size = this.#counted.has(node) ? 0 : bytesOf(node);
    this.#counted.add(node);
    this.#add(path, { layer: this.#layer, what: whatOf(before, node), size, node });
  }

  #hide(path: string, node: TreeNode | undefined, by: NonNullable<LedgerEvent["by"]>): void {
    if (node === undefined) return;
    for (const [leaf] of leavesOf(path, node))
      this.#add(leaf, { layer: this.#layer, what: "deleted", size: 0, by });
  }

  #add(path: string, entry: Entry): void {
    const row = this.#rows.get(path);
    if (row === undefined) this.#rows.set(path, [entry]);
    else row.push(entry);
  }

  close(tree: DirectoryNode): {
    readonly rows: readonly LedgerRow[];
    readonly perLayer: ReadonlyMap<number, { size: number; visible: number; hidden: number }>;
  } {
    const shown = new Set<LeafNode>();
    for (const [, node] of leavesOf("", tree)) shown.add(node);
    const perLayer = new Map<number, { size: number; visible: number; hidden: number }>();
    // A stack may contain one layer twice: only the upper copy's bytes are visible. The bytes of a file with several names
    // are counted at the first one, and are visible as long as any name is.
    const last = new Map<LeafNode, number>();
    for (const entries of this.#rows.values())
      for (const { node, layer } of entries)
        if (node !== undefined) last.set(node, Math.max(layer, last.get(node) ?? 0));
    const rows = [...this.#rows].map(([path, entries]) => {
      let visible = 0;
      let shipped = 0;
      for (const { node, layer, size } of entries) {
        const seen = node !== undefined && shown.has(node) && last.get(node) === layer ? size : 0;
        visible += seen;
        shipped += size;
        const sums = perLayer.get(layer) ?? { size: 0, visible: 0, hidden: 0 };
        perLayer.set(layer, {
          size: sums.size + size,
          visible: sums.visible + seen,
          hidden: sums.hidden + size - seen,
        });
      }
      const events = entries.map(({ node, ...event }) => event);
      return { path, events, shipped, visible, hidden: shipped - visible };
    });
    rows.sort((a, b) => b.hidden - a.hidden || b.shipped - a.shipped || compareNames(a.path, b.path));
    return { rows, perLayer };
  }
}

function whatOf(before: TreeNode | undefined, node: LeafNode): LedgerEvent["what"] {
  if (before === undefined || before.kind === "directory") return "added";
  const aspects = aspectsOf(before, node);
  if (aspects.length === 0) return "again";
  const content = before.kind !== node.kind || aspects.includes("content") || aspects.includes("target");
  return content ? "content" : "metadata";
}
