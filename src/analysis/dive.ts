import type { ChangeDirectory } from "../vfs/node.js";
import { sortedNames } from "../vfs/node.js";

/** What the program dive prints for an image. */
export interface Dive {
  /** 0 to 1; dive prints it as a percentage. */
  readonly efficiency: number;
  /** Bytes of all copies of all paths that occur in two layers or more. */
  readonly wastedBytes: number;
  /** The same as a fraction (0 to 1) of all layers but the lowest; 0 if there is only one. */
  readonly wastedUserPart: number;
  /** Paths that occur more than once, most bytes first. */
  readonly paths: readonly { readonly path: string; readonly count: number; readonly bytes: number }[];
}

interface Node {
  size: number;
  directory: boolean;
  readonly children: Map<string, Node>;
}

/**
 * dive's numbers (github.com/wagoodman/dive, `dive/filetree/efficiency.go` and `dive/image/analysis.go`): over all paths
 * that are leaves of a layer's tree,
 *
 *     efficiency = Σ smallest size a path has in any layer ÷ Σ its sizes in all layers
 *
 * A deleted file has size 0, so none of its bytes are needed; a deleted directory has the size of everything that was in
 * it. Sizes are those of archive headers, so links have none. Opaque marks are ignored. Compared with a ledger, dive
 * therefore counts more as wasted (the copy in use, too) and less (files in a deleted directory keep their smallest size).
 *
 * @param layers lowest first
 */
export function diveOf(layers: readonly ChangeDirectory[]): Dive {
  const paths = new Map<string, { count: number; bytes: number; least: number }>();
  const stacked: Node = { size: 0, directory: true, children: new Map() };
  const visit = (path: string, size: number): void => {
    const seen = paths.get(path);
    if (seen === undefined) paths.set(path, { count: 1, bytes: size, least: size });
    else {
      seen.count += 1;
      seen.bytes += size;
      seen.least = Math.min(seen.least, size);
    }
  };
  let userBytes = 0;
  for (const [at, changes] of layers.entries()) {
    const bytes = visitLeaves("", changes, stacked, visit, new Set());
    if (at > 0) userBytes += bytes;
    stack(stacked, changes, new Set());
  }
  const all = [...paths].map(([path, figures]) => ({ path, ...figures }));
  const least = all.reduce((sum, path) => sum + path.least, 0);
  const total = all.reduce((sum, path) => sum + path.bytes, 0);
  const repeated = all.filter(({ count }) => count > 1).sort((a, b) => b.bytes - a.bytes);
  const wastedBytes = repeated.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    efficiency: total === 0 ? 1 : least / total,
    wastedBytes,
    wastedUserPart: userBytes === 0 ? 0 : wastedBytes / userBytes,
    paths: repeated.map(({ path, count, bytes }) => ({ path, count, bytes })),
  };
}

/** Returns the bytes of the layer's files. */
function visitLeaves(
  path: string,
  changes: ChangeDirectory,
  below: Node | undefined,
  visit: (path: string, size: number) => void,
  links: Set<object>,
): number {
  let bytes = 0;
  for (const name of sortedNames(changes.changes.keys())) {
    const node = changes.changes.get(name);
    const child = `${path}/${name}`;
    const before = below?.children.get(name);
    if (node?.kind === "whiteout") visit(child, before?.directory === true ? sizeOf(before) : 0);
    else if (node?.kind === "directory") {
      if (node.changes.size === 0) visit(child, 0);
      else bytes += visitLeaves(child, node, before, visit, links);
    } else if (node !== undefined) {
      const size = node.kind === "file" && !links.has(node) ? node.data.size : 0;
      links.add(node);
      bytes += size;
      visit(child, size);
    }
  }
  return bytes;
}

function stack(tree: Node, changes: ChangeDirectory, links: Set<object>): void {
  for (const name of sortedNames(changes.changes.keys())) {
    const node = changes.changes.get(name);
    if (node === undefined) continue;
    if (node.kind === "whiteout") {
      tree.children.delete(name);
      continue;
    }
    const size = node.kind === "file" && !links.has(node) ? node.data.size : 0;
    links.add(node);
    const child = tree.children.get(name) ?? { size: 0, directory: false, children: new Map() };
    child.size = size;
    child.directory = node.kind === "directory";
    tree.children.set(name, child);
    if (node.kind === "directory") stack(child, node, links);
  }
}

function sizeOf(node: Node): number {
  let size = node.size;
  for (const child of node.children.values()) size += sizeOf(child);
  return size;
}
