import { FileSystemError } from "../../errors/filesystem.js";
import type { Program } from "../../process/programs.js";
import { bytesBelow, type MountEntry, mountEntries, mountOf } from "./mounts.js";
import { type Arguments, parseArguments, program } from "./support.js";

/** The disk of the machine that the containers' mounts name is a stand-in, and so is its size: 58 GiB, in KiB. */
const DISK_KIB = 61_255_492;
/** These have no blocks, and are left out where nobody asks for all. */
const EMPTY = new Set(["proc", "sysfs", "devpts", "mqueue", "cgroup2"]);

interface Row {
  readonly mount: MountEntry;
  /** In KiB. */
  readonly size: number;
  readonly used: number;
}

/** `df [-hHkmTPal] [-t TYPE] [-x TYPE] [--total] [FILE...]`, of the mounts that the container's `/proc/mounts` lists. */
export const df: Program = program("df", async (command) => {
  const args = parseArguments("df", command.context.argv, "hHkmTPalt:x:c", {
    "human-readable": "h",
    si: "H",
    "print-type": "T",
    portability: "P",
    all: "a",
    local: "l",
    type: "t",
    "exclude-type": "x",
    total: "c",
  });
  const mounts = mountEntries(command.fs);
  const asked = args.operands.flatMap((operand) => {
    try {
      const found = mountOf(command.fs.realpath(command.path(operand)), mounts);
      return found === undefined ? [] : [found];
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      command.fail(`${operand}: No such file or directory`);
      return [];
    }
  });
  const wanted = (args.operands.length > 0 ? asked : shownOf(mounts, args.has("a"))).filter(
    ({ type }) => (!args.has("t") || args.values("t").includes(type)) && !args.values("x").includes(type),
  );
  if (wanted.length === 0) {
    if (command.code === 0) command.fail("no file systems processed");
    return;
  }
  const rows: Row[] = [];
  for (const mount of wanted) {
    const isOnDisk = !EMPTY.has(mount.type) && mount.type !== "tmpfs";
    const place = isOnDisk ? "/" : mount.place;
    const used = EMPTY.has(mount.type)
      ? 0
      : Math.ceil(
          (await bytesBelow(place, mounts, { fs: command.fs, goesOn: () => command.goesOn() })) / 1024,
        );
    const size = isOnDisk ? DISK_KIB : EMPTY.has(mount.type) ? 0 : tmpfsKib(mount.options);
    rows.push({ mount, size, used });
  }
  if (args.has("c")) rows.push(totalOf(rows));
  command.context.stdout(tableOf(rows, args));
});

/** Of the mounts of one disk the one nearest to the root, as df shows them. */
function shownOf(mounts: readonly MountEntry[], all: boolean): readonly MountEntry[] {
  if (all) return mounts;
  const nearest = new Map<string, MountEntry>();
  for (const mount of mounts.filter(({ type }) => !EMPTY.has(type))) {
    const key = mount.type === "tmpfs" ? mount.place : mount.device;
    const before = nearest.get(key);
    if (before === undefined || mount.place.length < before.place.length) nearest.set(key, mount);
  }
  return mounts.filter((mount) => [...nearest.values()].includes(mount));
}

function tmpfsKib(options: string): number {
  return Number(/(?:^|,)size=(\d+)k/.exec(options)?.[1] ?? DISK_KIB / 2);
}

function totalOf(rows: readonly Row[]): Row {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    mount: { device: "total", place: "-", type: "-", options: "" },
    size: sum(({ size }) => size),
    used: sum(({ used }) => used),
  };
}

function tableOf(rows: readonly Row[], args: Arguments): string {
  const [isBinary, isDecimal] = [args.has("h"), args.has("H")];
  const human = isBinary || isDecimal;
  const shown = (kib: number): string =>
    human ? humanOf(kib * 1024, isBinary ? 1024 : 1000) : String(args.has("m") ? Math.ceil(kib / 1024) : kib);
  const blocks = args.has("m") ? "1M-blocks" : args.has("P") ? "1024-blocks" : "1K-blocks";
  const head = [
    "Filesystem",
    ...(args.has("T") ? ["Type"] : []),
    ...(human ? ["Size", "Used", "Avail"] : [blocks, "Used", "Available"]),
    args.has("P") ? "Capacity" : "Use%",
    "Mounted on",
  ];
  const cells = rows.map(({ mount, size, used }) => [
    mount.device,
    ...(args.has("T") ? [mount.type] : []),
    ...[size, used, Math.max(0, size - used)].map(shown),
    size === 0 ? "-" : `${Math.min(100, Math.ceil((used / size) * 100))}%`,
    mount.place,
  ]);
  const lefts = args.has("T") ? 2 : 1;
  const least = [14, ...(args.has("T") ? [4] : []), 5, 5, 5, 4, 0];
  const widths = head.map((title, at) =>
    Math.max(title.length, least[at] ?? 0, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        if (at === row.length - 1) return cell;
        return at < lefts ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
      })
      .join(" ");
  return [head, ...cells].map((row) => `${line(row)}\n`).join("");
}

/** Rounded up, with one digit after the point below ten, as coreutils does. */
function humanOf(bytes: number, base: number): string {
  if (bytes === 0) return "0";
  let [value, power] = [bytes, 0];
  for (; value >= base; power++) value /= base;
  const unit = ["", base === 1000 ? "k" : "K", "M", "G", "T"][power] ?? "P";
  const tenths = Math.ceil(value * 10) / 10;
  return power > 0 && tenths < 10 ? `${tenths.toFixed(1)}${unit}` : `${Math.ceil(value)}${unit}`;
}
