import { components, isWithin, parent } from "../posix/path.js";
import type { Entry } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import type { FileData } from "../vfs/filesystem.js";
import type { ChangeDirectory } from "../vfs/node.js";
import { overlayEntries } from "./overlay.js";
import { parseWhiteout } from "./whiteout.js";

/** An entry of an archive that concerns a path. */
export interface EntryAt {
  readonly entry: Entry;
  /** The path it concerns, absolute: the one that a whiteout deletes, or the directory of an opaque mark. */
  readonly about: string;
  readonly means: "holds" | "deletes" | "opaque";
}

/**
 * The entries of a layer's archive that concern a path: for the path itself, directly in it, and marks of
 * directories above that hide it.
 */
export function archiveEntriesAt(archive: FileData, path: string): readonly EntryAt[] {
  const found: EntryAt[] = [];
  for (const entry of readArchive(archive)) {
    const parts = components(entry.name);
    const name = parts.pop() ?? "";
    const whiteout = parseWhiteout(name);
    const at =
      whiteout.kind === "opaque"
        ? { about: absolute(parts), means: "opaque" as const }
        : whiteout.kind === "whiteout"
          ? { about: absolute([...parts, whiteout.victim]), means: "deletes" as const }
          : { about: absolute(name === "" ? [] : [...parts, name]), means: "holds" as const };
    if (concerns(at.about, at.means, path)) found.push({ entry, ...at });
  }
  return found;
}

/**
 * The same for the directory that a layer is unpacked into, with overlayfs's marks. Names are relative to the
 * directory; all names of a file with several are alike, as on a disk.
 */
export function overlayEntriesAt(changes: ChangeDirectory, path: string): readonly EntryAt[] {
  const found: EntryAt[] = [];
  const seen = new Map<string, Entry>();
  for (const written of overlayEntries(changes)) {
    const parts = components(written.name);
    const first = written.type === "link" ? seen.get(written.linkname) : undefined;
    const entry = { ...(first ?? written), name: parts.join("/") || "." };
    seen.set(written.name, entry);
    const about = absolute(parts);
    const deletes = entry.type === "character-device" && entry.major === 0 && entry.minor === 0;
    const opaque = entry.xattrs?.["trusted.overlay.opaque"] === "y";
    const means = deletes ? "deletes" : opaque ? "opaque" : "holds";
    if (concerns(about, means, path)) found.push({ entry, about, means });
  }
  return found;
}

function absolute(parts: readonly string[]): string {
  return `/${parts.join("/")}`;
}

function concerns(about: string, means: EntryAt["means"], path: string): boolean {
  if (about === path || (about !== "/" && parent(about) === path)) return true;
  return means !== "holds" && isWithin(path, about);
}
