import type { NodeKind } from "./filesystem.js";

/** The type of a file in `st_mode`, inode(7). */
export const TYPE_BITS: Readonly<Record<NodeKind, number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  fifo: 0o010000,
  "character-device": 0o020000,
  "block-device": 0o060000,
};

/** tar(1) has a letter for entries that are another name of a file, too. */
const LETTERS: Readonly<Record<NodeKind | "link", string>> = {
  file: "-",
  link: "h",
  directory: "d",
  symlink: "l",
  fifo: "p",
  "character-device": "c",
  "block-device": "b",
};

/** `drwxr-xr-x`, with s, S, t and T, as in `ls -l` and `tar -tv`. */
export function modeText(kind: NodeKind | "link", mode: number): string {
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
