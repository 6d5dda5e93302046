import type { Contents, StackMount } from "../engine/views.js";
import { encodeLayer } from "../layer/encode.js";
import { archiveEntriesAt, type EntryAt, overlayEntriesAt } from "../layer/entries-at.js";
import { components, isWithin, normalize } from "../posix/path.js";
import type { EntryType } from "../tar/entry.js";
import type { FileData, NodeKind } from "../vfs/filesystem.js";
import { type ChangeDirectory, type ChangeNode, sortedNames, type TreeNode } from "../vfs/node.js";
import { bytesOf, changeAt, factsOf, type LayerFacts, layersIn, merged, nodeAt } from "./trees.js";

/** An entry as a lens shows it. */
export interface LensEntry {
  /** Its name there: `etc/.wh.motd` in an archive, `etc/motd` in a directory of the host. */
  readonly name: string;
  readonly type: EntryType;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Target of a link. */
  readonly target?: string;
  /** Numbers of a device: overlayfs marks a deleted file with the character device 0/0. */
  readonly device?: { readonly major: number; readonly minor: number };
  /** `trusted.overlay.opaque` marks a directory that hides all of its lower content. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /** The path it is about. */
  readonly about: string;
  readonly means: "holds" | "deletes" | "opaque";
}

/**
 * What a lookup finds in a layer, starting from the top. `stops`: it goes no further down. `covered`: it ended in a layer
 * above, so it never gets here.
 */
export interface Lookup {
  readonly finds: NodeKind | "whiteout" | "nothing";
  /** For a whiteout or an opaque mark: its path, which may be a directory above. */
  readonly at?: string;
  readonly opaque: boolean;
  readonly stops: boolean;
  readonly covered: boolean;
}

export interface LayerLens extends LayerFacts {
  /** What is in the layer's archive; for a container's own layer, what a commit would write now. */
  readonly archive: readonly LensEntry[];
  /** What is in the layer's directory on the host. */
  readonly host: readonly LensEntry[];
  /** How many entries are left out of either, because there are too many. */
  readonly more: number;
  readonly lookup: Lookup;
}

/** What a program sees. */
export interface MergedLens {
  readonly kind: NodeKind;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target?: string;
  /** Indices of the layers it comes from: one for a file; for a directory, every layer that has it. */
  readonly from: readonly number[];
  /** For a directory: its names, and the layer each is read from. */
  readonly names?: readonly { readonly name: string; readonly kind: NodeKind; readonly from: number }[];
}

/** One path through three lenses. */
export interface Lenses {
  readonly name: string;
  readonly kind: Contents["kind"];
  readonly path: string;
  /** Topmost first, in the order of a lookup. */
  readonly layers: readonly LayerLens[];
  /** Absent if a program sees nothing there. */
  readonly merged?: MergedLens;
  /** What a container has mounted at the path, or above it: its programs see that, and not the layers. */
  readonly mount?: StackMount;
}

/** How many entries of one directory are shown in one layer. */
const MAX_ENTRIES = 100;

export function lensesOf(contents: Contents, path: string): Lenses {
  const normal = normalize(path);
  const layers = layersIn(contents);
  const archives: readonly FileData[] = [
    ...contents.layers.map(({ archive }) => archive),
    ...(contents.upper === undefined ? [] : [encodeLayer(contents.upper.changes)]),
  ];
  let answered = false;
  const found: LayerLens[] = [];
  for (const layer of [...layers].reverse()) {
    const archive = archives[layer.number - 1];
    const inArchive = archive === undefined ? [] : archiveEntriesAt(archive, normal);
    const onHost = overlayEntriesAt(layer.changes, normal);
    const lookup: Lookup = { ...lookUp(layer.changes, normal, layer.number === 1), covered: answered };
    answered ||= lookup.stops;
    found.push({
      ...factsOf(layer),
      archive: inArchive.slice(0, MAX_ENTRIES).map(lensEntry),
      host: onHost.slice(0, MAX_ENTRIES).map(lensEntry),
      more: Math.max(0, inArchive.length - MAX_ENTRIES),
      lookup,
    });
  }
  const node = nodeAt(merged(layers), normal);
  const shown = node === undefined ? undefined : mergedLens(normal, node, layers, found);
  const mount = mountOver(normal, contents.mounts ?? []);
  return {
    name: contents.name,
    kind: contents.kind,
    path: normal,
    layers: found,
    ...(shown === undefined ? {} : { merged: shown }),
    ...(mount === undefined ? {} : { mount }),
  };
}

/** The innermost of those that cover a path. */
export function mountOver(path: string, mounts: readonly StackMount[]): StackMount | undefined {
  return mounts
    .filter(({ target }) => isWithin(path, normalize(target)))
    .toSorted((a, b) => a.target.length - b.target.length)
    .at(-1);
}

/** How a layer answers a lookup of a path. */
export function lookUp(changes: ChangeDirectory, path: string, lowest: boolean): Omit<Lookup, "covered"> {
  let node: ChangeNode = changes;
  let at = "";
  // Below the lowest layer there is nothing to hide.
  let opaque = false;
  for (const part of components(path)) {
    if (node.kind !== "directory") break;
    opaque ||= node.opaque;
    const next: ChangeNode | undefined = node.changes.get(part);
    if (next === undefined) return { finds: "nothing", opaque, stops: opaque };
    at = `${at}/${part}`;
    node = next;
  }
  const itself = at === path || path === "/";
  if (node.kind === "whiteout") return { finds: "whiteout", at, opaque, stops: true };
  // There is a file where the path needs a directory.
  if (!itself) return { finds: "nothing", at, opaque, stops: true };
  if (node.kind !== "directory") return { finds: node.kind, opaque, stops: true };
  opaque ||= node.opaque;
  return { finds: "directory", opaque: opaque && !lowest, stops: opaque };
}

function lensEntry({ entry, about, means }: EntryAt): LensEntry {
  const { name, type, mode, uid, gid, linkname, major, minor, xattrs, data } = entry;
  const device = type === "character-device" || type === "block-device";
  return {
    name,
    type,
    size: data.size,
    mode,
    uid,
    gid,
    // Docker leaves a link name in the headers of some whiteouts, too.
    ...(type === "link" || type === "symlink" ? { target: linkname } : {}),
    ...(device ? { device: { major, minor } } : {}),
    ...(xattrs === undefined ? {} : { xattrs }),
    about,
    means,
  };
}

function mergedLens(
  path: string,
  node: TreeNode,
  layers: readonly { readonly number: number; readonly changes: ChangeDirectory }[],
  lenses: readonly LayerLens[],
): MergedLens {
  const { kind, mode, uid, gid } = node;
  const from = lenses
    .filter(({ lookup }) => !lookup.covered && lookup.finds !== "nothing" && lookup.finds !== "whiteout")
    .map(({ number }) => number);
  if (node.kind !== "directory") {
    const target = node.kind === "symlink" ? { target: node.target } : {};
    return { kind, mode, uid, gid, size: bytesOf(node), ...target, from };
  }
  const prefix = path === "/" ? "" : path;
  const names = sortedNames(node.entries.keys()).map((name) => {
    const supplier = layers.findLast(({ changes }) => {
      const change = changeAt(changes, `${prefix}/${name}`);
      return change !== undefined && change.kind !== "whiteout";
    });
    return { name, kind: node.entries.get(name)?.kind ?? "file", from: supplier?.number ?? 1 };
  });
  return { kind, mode, uid, gid, size: 0, from, names };
}
