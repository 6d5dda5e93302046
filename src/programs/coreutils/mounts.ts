import { FileSystemError } from "../../errors/filesystem.js";
import { join, parent } from "../../posix/path.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import type { Command } from "./support.js";

/** One line of `/proc/mounts`. */
export interface MountEntry {
  readonly device: string;
  readonly place: string;
  readonly type: string;
  readonly options: string;
}

/** What is mounted, as the container says itself. */
export function mountEntries(fs: FileSystem): readonly MountEntry[] {
  try {
    return new TextDecoder()
      .decode(fs.readFile("/proc/mounts"))
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [device = "", place = "", type = "", options = ""] = line.split(" ").map(unescaped);
        return { device, place, type, options };
      });
  } catch (error) {
    if (error instanceof FileSystemError) return [];
    throw error;
  }
}

/** Spaces and the like are `\040` in the kernel's tables. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** The mount that a path lies in: of several at one place the last. */
export function mountOf(path: string, mounts: readonly MountEntry[]): MountEntry | undefined {
  for (let at = path; ; at = parent(at)) {
    const found = mounts.findLast(({ place }) => place === at);
    if (found !== undefined || at === "/") return found;
  }
}

/** Bytes of the files below a place, without what is mounted further down. */
export async function bytesBelow(
  place: string,
  mounts: readonly MountEntry[],
  { fs, goesOn }: { readonly fs: FileSystem; readonly goesOn: Command["goesOn"] },
): Promise<number> {
  const others = new Set(mounts.map((mount) => mount.place));
  let bytes = 0;
  const open = [place];
  for (let at = open.pop(); at !== undefined && (await goesOn()); at = open.pop()) {
    try {
      const stat = fs.lstat(at);
      if (stat.kind === "file") bytes += stat.size;
      if (stat.kind !== "directory") continue;
      for (const { name } of fs.readdir(at)) {
        const inner = join(at, name);
        if (!others.has(inner)) open.push(inner);
      }
    } catch (error) {
      // Somebody without rights sees less.
      if (!(error instanceof FileSystemError)) throw error;
    }
  }
  return bytes;
}
