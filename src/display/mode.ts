import type { EntryType } from "../tar/entry.js";
import type { NodeKind } from "../vfs/filesystem.js";

const LETTERS: Readonly<Record<NodeKind | EntryType, string>> = {
  file: "-",
  link: "h",
  directory: "d",
  symlink: "l",
  fifo: "p",
  "character-device": "c",
  "block-device": "b",
};

/** `drwxr-xr-x`, as `ls -l` and `tar -tv` write it. */
export function modeText(kind: NodeKind | EntryType, mode: number): string {
  const bit = (mask: number, letter: string) => ((mode & mask) !== 0 ? letter : "-");
  const execute = (mask: number, special: number, both: string, alone: string) =>
    (mode & special) !== 0 ? ((mode & mask) !== 0 ? both : alone) : bit(mask, "x");
  return [
    LETTERS[kind],
    bit(0o400, "r"),
    bit(0o200, "w"),
    execute(0o100, 0o4000, "s", "S"),
    bit(0o040, "r"),
    bit(0o020, "w"),
    execute(0o010, 0o2000, "s", "S"),
    bit(0o004, "r"),
    bit(0o002, "w"),
    execute(0o001, 0o1000, "t", "T"),
  ].join("");
}
