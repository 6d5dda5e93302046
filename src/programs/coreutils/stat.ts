import { FileSystemError } from "../../errors/filesystem.js";
import { join } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import type { NodeKind, Stat } from "../../vfs/filesystem.js";
import { modeText, TYPE_BITS } from "../../vfs/mode.js";
import { type Command, humanSize, namesOf, parseArguments, program, quote } from "./support.js";

const KINDS: Readonly<Record<NodeKind, string>> = {
  file: "regular file",
  directory: "directory",
  symlink: "symbolic link",
  fifo: "fifo",
  "character-device": "character special file",
  "block-device": "block special file",
};

/** `stat [-L] [-c FORMAT | --printf FORMAT] FILE...` */
export const stat: Program = program("stat", (command) => {
  const args = parseArguments("stat", command.context.argv, "Lc:p:ft", {
    format: "c",
    printf: "p",
    dereference: "L",
    "file-system": "f",
    terse: "t",
  });
  if (args.operands.length === 0) throw command.wrongUse("missing operand");
  const names = namesOf(command.fs);
  const format = args.flags.get("c");
  const printf = args.flags.get("p");
  for (const name of args.operands) {
    const path = command.path(name);
    try {
      const found = args.has("L") ? command.fs.stat(path) : command.fs.lstat(path);
      const target = found.kind === "symlink" ? command.fs.readlink(path) : undefined;
      const fill = (text: string) => expand(text, name, target, found, names);
      if (printf !== undefined) command.context.stdout(fill(unescaped(printf)));
      else command.context.stdout(`${fill(format ?? FULL(found))}\n`);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      command.fail(`cannot statx ${quote(name)}: ${error.strerror}`);
    }
  }
});

const FULL = (stat: Stat): string =>
  [
    "  File: %N",
    "  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F",
    `Device: 2bh/43d\tInode: %-11i Links: ${stat.device ? "%-5h Device type: %t,%T" : "%h"}`,
    "Access: (%04a/%10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)",
    "Access: %y",
    "Modify: %y",
    "Change: %y",
    " Birth: -",
  ].join("\n");

function expand(
  format: string,
  name: string,
  target: string | undefined,
  stat: Stat,
  names: ReturnType<typeof namesOf>,
): string {
  return format.replace(/%([-0]?)(\d*)([a-zA-Z%])/g, (whole, flag: string, width: string, letter: string) => {
    const value = field(letter, name, target, stat, names);
    if (value === undefined) return letter === "%" ? "%" : whole;
    const size = Number(width || 0);
    return flag === "-" ? value.padEnd(size) : value.padStart(size, flag === "0" ? "0" : " ");
  });
}

function field(
  letter: string,
  name: string,
  target: string | undefined,
  stat: Stat,
  names: ReturnType<typeof namesOf>,
): string | undefined {
  const blocks = stat.kind === "file" ? Math.ceil(stat.size / 4096) * 8 : stat.kind === "directory" ? 8 : 0;
  switch (letter) {
    case "n":
      return name;
    case "N":
      return target === undefined ? name : `${name} -> ${target}`;
    case "s":
      return String(stat.size);
    case "b":
      return String(blocks);
    case "B":
      return "512";
    case "o":
      return "4096";
    case "F":
      return stat.kind === "file" && stat.size === 0 ? "regular empty file" : KINDS[stat.kind];
    case "a":
      return stat.mode.toString(8);
    case "A":
      return modeText(stat.kind, stat.mode);
    case "f":
      return (TYPE_BITS[stat.kind] | stat.mode).toString(16);
    case "i":
      return String(stat.ino);
    case "h":
      return String(stat.nlink);
    case "u":
      return String(stat.uid);
    case "U":
      return named(names.user(stat.uid));
    case "g":
      return String(stat.gid);
    case "G":
      return named(names.group(stat.gid));
    case "t":
      return (stat.device?.major ?? 0).toString(16);
    case "T":
      return (stat.device?.minor ?? 0).toString(16);
    case "d":
      return "43";
    case "D":
      return "2b";
    case "m":
      return "/";
    case "X":
    case "Y":
    case "Z":
      return String(Math.floor(stat.mtime));
    case "W":
      return "0";
    case "w":
      return "-";
    case "x":
    case "y":
    case "z":
      return timeText(stat.mtime);
    default:
      return undefined;
  }
}

/** coreutils prints UNKNOWN for an id without a name. */
function named(name: string): string {
  return /^\d+$/.test(name) ? "UNKNOWN" : name;
}

function timeText(mtime: number): string {
  const whole = Math.floor(mtime);
  const iso = new Date(whole * 1000).toISOString();
  const nanoseconds = String(Math.min(999_999_999, Math.round((mtime - whole) * 1e9))).padStart(9, "0");
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.${nanoseconds} +0000`;
}

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\", r: "\r", "0": "\0" };
  return text.replace(/\\([nt\\r0])/g, (_, letter: string) => letters[letter] ?? letter);
}

/** `du [-a] [-b] [-c] [-d N] [-h] [-k] [-m] [-s]`: blocks of 4 KiB; hard links are counted once. */
export const du: Program = program("du", (command) => {
  const args = parseArguments("du", command.context.argv, "abcd:hkLmsSx", {
    all: "a",
    bytes: "b",
    "apparent-size": "A",
    "human-readable": "h",
    "max-depth": "d",
    summarize: "s",
    total: "c",
    "one-file-system": "x",
  });
  const exact = args.has("b") || args.has("A");
  const deepest = args.has("s") ? 0 : Number(args.flags.get("d") ?? Number.POSITIVE_INFINITY);
  const show = (bytes: number, name: string) => {
    const unit = args.has("b") ? 1 : args.has("m") ? 1 << 20 : 1024;
    command.context.stdout(`${args.has("h") ? humanSize(bytes) : Math.ceil(bytes / unit)}\t${name}\n`);
  };
  const seen = new Set<number>();
  let total = 0;
  for (const name of args.operands.length > 0 ? args.operands : ["."]) {
    if (!command.fs.lstatIfExists(command.path(name))) {
      command.fail(`cannot access ${quote(name)}: No such file or directory`);
      continue;
    }
    total += measure(command, name, 0, { exact, deepest, all: args.has("a"), seen, show });
  }
  if (args.has("c")) show(total, "total");
});

interface Measuring {
  readonly exact: boolean;
  readonly deepest: number;
  readonly all: boolean;
  readonly seen: Set<number>;
  readonly show: (bytes: number, name: string) => void;
}

function measure(command: Command, name: string, depth: number, how: Measuring): number {
  const path = command.path(name);
  const stat = command.fs.lstat(path);
  if (stat.nlink > 1 && stat.kind !== "directory") {
    if (how.seen.has(stat.ino)) return 0;
    how.seen.add(stat.ino);
  }
  const blocks = stat.kind === "file" || stat.kind === "directory" ? Math.ceil(stat.size / 4096) * 4096 : 0;
  let bytes = how.exact ? stat.size : blocks;
  if (stat.kind === "directory") {
    command.attempt(`cannot read directory ${quote(name)}`, () => {
      for (const entry of command.fs.readdir(path))
        bytes += measure(command, join(name, entry.name), depth + 1, how);
    });
  }
  if (depth <= how.deepest && (stat.kind === "directory" || how.all || depth === 0)) how.show(bytes, name);
  return bytes;
}
