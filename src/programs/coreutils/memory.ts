import { FileSystemError } from "../../errors/filesystem.js";
import type { Program } from "../../process/programs.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { parseArguments, program } from "./support.js";

const UNITS: Readonly<Record<string, number>> = { b: 1 / 1024, k: 1, m: 1024, g: 1024 ** 2 };

/** `free [-bkmgh]`, of what the container's `/proc/meminfo` says. */
export const free: Program = program("free", (command) => {
  const args = parseArguments("free", command.context.argv, "bkmghtwl", {
    bytes: "b",
    kibi: "k",
    mebi: "m",
    gibi: "g",
    human: "h",
    total: "t",
  });
  const known = new Map(
    textOf(command.fs, "/proc/meminfo")
      .split("\n")
      .flatMap((line): [string, number][] => {
        const [, name, value] = /^(\w+):\s+(\d+)/.exec(line) ?? [];
        return name === undefined ? [] : [[name, Number(value)]];
      }),
  );
  const of = (name: string): number => known.get(name) ?? 0;
  const unit = ["b", "m", "g"].find((letter) => args.has(letter)) ?? "k";
  const shown = (kib: number): string =>
    args.has("h") ? human(kib) : String(Math.floor(kib / (UNITS[unit] ?? 1)));
  const cached = of("Buffers") + of("Cached");
  const row = (label: string, values: readonly number[]): string =>
    `${label.padEnd(8)}${values.map((value) => shown(value).padStart(12)).join("")}\n`.replace(
      /^(.{8})/,
      "$1",
    );
  const mem = [
    of("MemTotal"),
    of("MemTotal") - of("MemFree") - cached,
    of("MemFree"),
    0,
    cached,
    of("MemAvailable"),
  ];
  const swap = [of("SwapTotal"), of("SwapTotal") - of("SwapFree"), of("SwapFree")];
  const names = ["total", "used", "free", "shared", "buff/cache", "available"];
  command.context.stdout(`${" ".repeat(8)}${names.map((name) => name.padStart(12)).join("")}\n`);
  command.context.stdout(row("Mem:", mem));
  command.context.stdout(row("Swap:", swap));
  if (args.has("t"))
    command.context.stdout(
      row(
        "Total:",
        [0, 1, 2].map((at) => (mem[at] ?? 0) + (swap[at] ?? 0)),
      ),
    );
});

/** `1.9Gi` */
function human(kib: number): string {
  const names = ["Ki", "Mi", "Gi", "Ti"];
  let value = kib;
  let at = 0;
  while (value >= 1024 && at < names.length - 1) {
    value /= 1024;
    at++;
  }
  if (kib === 0) return "0B";
  return `${value < 10 ? value.toFixed(1) : Math.floor(value)}${names[at]}`;
}

/** `uptime [-ps]`, of what `/proc/uptime` and `/proc/loadavg` say. */
export const uptime: Program = program("uptime", (command) => {
  const args = parseArguments("uptime", command.context.argv, "ps", { pretty: "p", since: "s" });
  const seconds = Number(textOf(command.fs, "/proc/uptime").split(" ")[0] ?? 0);
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const now = Date.now();
  if (args.has("s")) {
    const start = new Date(now - seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
    command.context.stdout(`${start}\n`);
    return;
  }
  if (args.has("p")) {
    const parts = [
      [days, "day"],
      [hours, "hour"],
      [minutes % 60, "minute"],
    ].flatMap(([count, name]) => (count === 0 ? [] : [`${count} ${name}${count === 1 ? "" : "s"}`]));
    command.context.stdout(`up ${parts.join(", ")}\n`);
    return;
  }
  const rest = String(minutes % 60).padStart(2, "0");
  const clock = hours > 0 ? `${String(hours).padStart(2)}:${rest}` : `${minutes % 60} min`;
  const up = days > 0 ? `${days} day${days === 1 ? "" : "s"}, ${clock}` : clock;
  const load = textOf(command.fs, "/proc/loadavg").split(" ").slice(0, 3).join(", ");
  const time = new Date(now).toISOString().slice(11, 19);
  command.context.stdout(` ${time} up ${up},  0 users,  load average: ${load}\n`);
});

function textOf(fs: FileSystem, path: string): string {
  try {
    return new TextDecoder().decode(fs.readFile(path));
  } catch (error) {
    if (error instanceof FileSystemError) return "";
    throw error;
  }
}
