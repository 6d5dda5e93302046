import { FileSystemError } from "../../errors/filesystem.js";
import { join } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import type { Stat } from "../../vfs/filesystem.js";
import { modeText } from "../../vfs/mode.js";
import {
  type Arguments,
  type Command,
  humanSize,
  namesOf,
  now,
  parseArguments,
  program,
  quote,
} from "./support.js";

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
}

const ANYBODY_EXECUTES = 0o111;
const SIX_MONTHS = 15_778_476;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `ls` with `-a -A -l -n -o -g -R -d -1 -i -h -s -F -p -r -t -S -U -C -m -q`, `--color` (never coloured unless on a terminal). */
export const ls: Program = program("ls", list, 2);

function list(command: Command): void {
  const args = parseArguments("ls", command.context.argv, "aAbCdFghHiklLmnopqQrRsStTuUvx1G:", {
    all: "a",
    "almost-all": "A",
    color: "T",
    directory: "d",
    classify: "F",
    "human-readable": "h",
    inode: "i",
    "numeric-uid-gid": "n",
    recursive: "R",
    reverse: "r",
    size: "s",
    "full-time": "v",
    "time-style": "T",
    "group-directories-first": "T",
  });
  const operands = args.operands.length > 0 ? args.operands : ["."];
  const files: Entry[] = [];
  const directories: Entry[] = [];
  for (const name of operands) {
    const path = command.path(name);
    try {
      const long = ["l", "n", "o", "g", "d", "F"].some((letter) => args.has(letter));
      const link = command.fs.lstat(name.endsWith("/") ? command.fs.realpath(path) : path);
      const target = link.kind === "symlink" && !long ? command.statOf(path) : link;
      const stat = args.has("L") ? command.fs.stat(path) : link;
      const isDirectory = !args.has("d") && (args.has("L") ? stat : target)?.kind === "directory";
      (isDirectory ? directories : files).push({ name, path, stat });
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      command.fail(`cannot access ${quote(name)}: ${error.strerror}`, 2);
    }
  }
  const print = printer(command, args);
  print(sorted(files, args), false);
  let first = files.length === 0;
  const titled = operands.length > 1 || args.has("R");
  const show = (directory: Entry): void => {
    if (!first) command.context.stdout("\n");
    first = false;
    if (titled) command.context.stdout(`${directory.name}:\n`);
    const entries = contents(command, args, directory);
    if (!entries) return;
    const order = sorted(entries, args);
    print(order, true);
    if (!args.has("R")) return;
    for (const entry of order) {
      if (entry.stat.kind === "directory" && entry.name !== "." && entry.name !== "..") {
        show({ ...entry, name: join(directory.name, entry.name) });
      }
    }
  };
  for (const directory of sorted(directories, args)) show(directory);
}

function contents(command: Command, args: Arguments, directory: Entry): Entry[] | undefined {
  try {
    const { fs } = command;
    const hidden = args.has("a") || args.has("A");
    const entries = fs
      .readdir(directory.path)
      .filter((entry) => hidden || !entry.name.startsWith("."))
      .map((entry) => {
        const path = join(directory.path, entry.name);
        const link = fs.lstat(path);
        return { name: entry.name, path, stat: args.has("L") ? (command.statOf(path) ?? link) : link };
      });
    if (!args.has("a")) return entries;
    const parent = command.path(join(directory.path, ".."));
    return [
      { name: ".", path: directory.path, stat: fs.stat(directory.path) },
      { name: "..", path: parent, stat: fs.stat(parent) },
      ...entries,
    ];
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    command.fail(`cannot open directory ${quote(directory.name)}: ${error.strerror}`, 2);
    return undefined;
  }
}

function sorted(entries: readonly Entry[], args: Arguments): Entry[] {
  // By bytes: containers use the POSIX locale.
  const by = (a: Entry, b: Entry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const order = args.has("U")
    ? [...entries]
    : [...entries].sort((a, b) =>
        args.has("t")
          ? b.stat.mtime - a.stat.mtime || by(a, b)
          : args.has("S")
            ? b.stat.size - a.stat.size || by(a, b)
            : by(a, b),
      );
  return args.has("r") ? order.reverse() : order;
}

function printer(command: Command, args: Arguments): (entries: readonly Entry[], total: boolean) => void {
  const { context, fs } = command;
  const names = namesOf(fs);
  const long = ["l", "n", "o", "g"].some((letter) => args.has(letter));
  const size = (bytes: number) => (args.has("h") ? humanSize(bytes) : String(bytes));
  const label = ({ name, stat }: Entry) => {
    if (args.has("F") || args.has("p")) {
      if (stat.kind === "directory") return `${name}/`;
      if (args.has("F") && stat.kind === "symlink" && !long) return `${name}@`;
      if (args.has("F") && stat.kind === "file" && (stat.mode & ANYBODY_EXECUTES) !== 0) return `${name}*`;
    }
    return name;
  };
  const blocks = (stat: Stat) =>
    stat.kind === "file" ? Math.ceil(stat.size / 4096) * 4 : stat.kind === "directory" ? 4 : 0;
  return (entries, total) => {
    if (total && (long || args.has("s"))) {
      const sum = entries.reduce((all, { stat }) => all + blocks(stat), 0);
      context.stdout(`total ${args.has("h") ? humanSize(sum * 1024) : sum}\n`);
    }
    if (entries.length === 0) return;
    const lead = (entry: Entry) => [
      ...(args.has("i") ? [String(entry.stat.ino)] : []),
      ...(args.has("s")
        ? [args.has("h") ? humanSize(blocks(entry.stat) * 1024) : String(blocks(entry.stat))]
        : []),
    ];
    if (!long) {
      const cells = entries.map((entry) => [...lead(entry), label(entry)].join(" "));
      if (args.has("m")) context.stdout(`${cells.join(", ")}\n`);
      else if (context.tty && !args.has("1")) context.stdout(columns(cells));
      else if (args.has("C") || args.has("x")) context.stdout(columns(cells));
      else context.stdout(`${cells.join("\n")}\n`);
      return;
    }
    const rows = entries.map((entry) => {
      const { stat } = entry;
      const owner = args.has("n") ? String(stat.uid) : names.user(stat.uid);
      const group = args.has("n") ? String(stat.gid) : names.group(stat.gid);
      const bytes = stat.device ? `${stat.device.major}, ${stat.device.minor}` : size(stat.size);
      const arrow = stat.kind === "symlink" ? ` -> ${fs.readlink(entry.path)}` : "";
      return {
        right: [...lead(entry)],
        mode: modeText(stat.kind, stat.mode),
        links: String(stat.nlink),
        owner: args.has("g") ? undefined : owner,
        group: args.has("o") ? undefined : group,
        bytes,
        when: when(stat.mtime, args.has("v")),
        name: label(entry) + arrow,
      };
    });
    const width = (pick: (row: (typeof rows)[number]) => string | undefined) =>
      Math.max(...rows.map((row) => pick(row)?.length ?? 0));
    const widths = {
      lead: (rows[0]?.right ?? []).map((_, index) => width((row) => row.right[index])),
      links: width((row) => row.links),
      owner: width((row) => row.owner),
      group: width((row) => row.group),
      bytes: width((row) => row.bytes),
    };
    for (const row of rows) {
      const cells = [
        ...row.right.map((cell, index) => cell.padStart(widths.lead[index] ?? 0)),
        row.mode,
        row.links.padStart(widths.links),
        ...(row.owner === undefined ? [] : [row.owner.padEnd(widths.owner)]),
        ...(row.group === undefined ? [] : [row.group.padEnd(widths.group)]),
        row.bytes.padStart(widths.bytes),
        row.when,
        row.name,
      ];
      context.stdout(`${cells.join(" ")}\n`);
    }
  };
}

/** `Nov 20 03:34`, or the year for times long ago or in the future; containers run in UTC. */
function when(mtime: number, full: boolean): string {
  const date = new Date(mtime * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  if (full) {
    const nanoseconds = String(Math.round((mtime - Math.floor(mtime)) * 1e9)).padStart(9, "0");
    return `${date.toISOString().slice(0, 10)} ${date.toISOString().slice(11, 19)}.${nanoseconds} +0000`;
  }
  const day = `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`;
  const age = now() - mtime;
  return age > SIX_MONTHS || age < 0
    ? `${day}  ${date.getUTCFullYear()}`
    : `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** Names in columns, 80 characters wide, as on a terminal. */
function columns(cells: readonly string[], width = 80): string {
  for (let rows = 1; rows <= cells.length; rows++) {
    const groups: string[][] = [];
    for (let at = 0; at < cells.length; at += rows) groups.push(cells.slice(at, at + rows));
    const widths = groups.map((cell) => Math.max(...cell.map((text) => text.length)));
    if (rows < cells.length && widths.reduce((sum, one) => sum + one + 2, -2) > width) continue;
    let text = "";
    for (let row = 0; row < rows; row++) {
      const line = groups.map((cell, index) => {
        const value = cell[row];
        if (value === undefined) return "";
        return groups[index + 1]?.[row] === undefined ? value : value.padEnd((widths[index] ?? 0) + 2);
      });
      text += `${line.join("")}\n`;
    }
    return text;
  }
  return "";
}
