import { setTimeout } from "#platform/timers";
import { FileSystemError } from "../../errors/filesystem.js";
import { splitAssignment } from "../../posix/environment.js";
import { BROKEN_PIPE } from "../../posix/exit-status.js";
import type { Program } from "../../process/programs.js";
import { concat, fromBytes, slice, zeros } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import { type Command, parseArguments, program, quote, UsageError } from "./support.js";
import { parseSize } from "./truncate.js";

const decoder = new TextDecoder("latin1");
/** The size of /dev/zero. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

export const cat: Program = program("cat", async (command) => {
  const args = parseArguments("cat", command.context.argv, "AbeEnstTuv", {
    number: "n",
    "number-nonblank": "b",
    "show-ends": "E",
    "show-all": "A",
    "squeeze-blank": "s",
    "show-tabs": "T",
  });
  const plain = args.flags.size === 0 || (args.flags.size === 1 && args.has("u"));
  let line = 0;
  for (const name of args.operands.length > 0 ? args.operands : ["-"]) {
    const asked = isStdin(name) ? command.context.input : undefined;
    if (asked !== undefined && plain) {
      // Each line is shown before the next is asked for.
      for (let typed = await asked.line(); typed.length > 0; typed = await asked.line())
        command.context.stdout(typed);
      continue;
    }
    const data = asked === undefined ? input(command, name) : fromBytes(await asked.all());
    if (!data) continue;
    if (plain) {
      for (const chunk of data.chunks()) {
        if (command.context.signal.aborted) return;
        command.context.stdout(chunk);
        // Only /dev/zero is that long: the reader of a pipe would have closed it by then.
        if (data.size === ENDLESS && command.context.piped) {
          command.code = BROKEN_PIPE;
          return;
        }
        if (data.size === ENDLESS) await new Promise((resolve) => setTimeout(resolve, 0));
      }
      continue;
    }
    const rows = decoder.decode(data.read(0, data.size)).split("\n");
    const ended = rows.at(-1) === "";
    if (ended) rows.pop();
    let text = "";
    let blank = false;
    rows.forEach((row, index) => {
      if (args.has("s") && row === "" && blank) return;
      blank = row === "";
      const number = args.has("b") ? row !== "" : args.has("n");
      let shown = row;
      if (args.has("T") || args.has("A") || args.has("t")) shown = shown.replaceAll("\t", "^I");
      if (args.has("E") || args.has("A") || args.has("e"))
        shown += index < rows.length - 1 || ended ? "$" : "";
      text += `${number ? `${String(++line).padStart(6)}\t` : ""}${shown}${index < rows.length - 1 || ended ? "\n" : ""}`;
    });
    command.context.stdout(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  }
});

export function isStdin(name: string): boolean {
  return name === "-" || name === "/dev/stdin";
}

/** A file's content, standard input for `-`, or a device every container has. */
export function input(command: Command, name: string): FileData | undefined {
  if (isStdin(name)) return fromBytes(command.context.stdin);
  const path = command.path(name);
  if (path === "/dev/null") return fromBytes(new Uint8Array(0));
  if (path === "/dev/zero") return zeros(ENDLESS);
  try {
    return command.fs.open(path);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    command.fail(`${name}: ${error.strerror}`);
    return undefined;
  }
}

/**
 * `dd if= of= bs= count= skip= seek= conv=notrunc status=`. Output from `/dev/zero` takes no memory,
 * whatever its size.
 */
export const dd: Program = program("dd", (command) => {
  const given = new Map(
    command.context.argv.slice(1).map((arg) => {
      const [key, value = ""] = splitAssignment(arg);
      if (!arg.includes("=")) throw command.wrongUse(`unrecognized operand ${quote(arg)}`);
      return [key, value];
    }),
  );
  const number = (key: string, fallback: number) => {
    const text = given.get(key);
    if (text === undefined) return fallback;
    const value = parseSize(text);
    if (value === undefined || value < 0) throw new UsageError(`dd: invalid number: ${quote(text)}`);
    return value;
  };
  const started = performance.now();
  const both = number("bs", 512);
  const inSize = given.has("bs") ? both : number("ibs", 512);
  const outSize = given.has("bs") ? both : number("obs", 512);
  const from = given.get("if");
  const source = from?.match(/^\/dev\/u?random$/)
    ? randomBytes(inSize * number("count", 0))
    : inputOf(command, from);
  if (!source) return;
  const skip = number("skip", 0) * inSize;
  const wanted = given.has("count") ? number("count", 0) * inSize : source.size;
  if (from === "/dev/zero" && !given.has("count")) {
    command.fail("/dev/zero has no end: give a count");
    return;
  }
  const size = Math.max(0, Math.min(wanted, source.size - skip));
  const data = slice(source, skip, size);
  const to = given.get("of");
  const ok =
    to === undefined
      ? print(command, data)
      : write(
          command,
          to,
          data,
          number("seek", 0) * outSize,
          given.get("conv")?.includes("notrunc") ?? false,
        );
  if (!ok || given.get("status") === "none") return;
  const records = (bytes: number, block: number) => `${Math.floor(bytes / block)}+${bytes % block ? 1 : 0}`;
  let text = `${records(size, inSize)} records in\n${records(size, outSize)} records out\n`;
  if (given.get("status") !== "noxfer") text += `${summary(size, (performance.now() - started) / 1000)}\n`;
  command.context.stderr(text);
});

function inputOf(command: Command, from: string | undefined): FileData | undefined {
  if (from === undefined) return fromBytes(command.context.stdin);
  if (from === "/dev/zero") return zeros(ENDLESS);
  if (from === "/dev/null") return fromBytes(new Uint8Array(0));
  try {
    return command.fs.open(command.path(from));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    command.fail(`failed to open ${quote(from)}: ${error.strerror}`);
    return undefined;
  }
}

export function randomBytes(size: number): FileData {
  const bytes = new Uint8Array(size);
  // The platform returns at most 64 KiB per call.
  for (let at = 0; at < size; at += 65536)
    crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65536)));
  return fromBytes(bytes);
}

function print(command: Command, data: FileData): boolean {
  for (const chunk of data.chunks()) command.context.stdout(chunk);
  return true;
}

function write(command: Command, to: string, data: FileData, seek: number, keep: boolean): boolean {
  if (to === "/dev/null") return true;
  const path = command.path(to);
  return command.attempt(`failed to open ${quote(to)}`, () => {
    const old = (seek > 0 || keep) && command.statOf(path) ? command.fs.open(path) : zeros(0);
    const head = seek <= old.size ? slice(old, 0, seek) : concat(old, zeros(seek - old.size));
    const end = seek + data.size;
    const tail = keep && old.size > end ? slice(old, end, old.size - end) : zeros(0);
    command.fs.writeFile(path, concat(head, data, tail));
  });
}

function summary(size: number, seconds: number): string {
  const units = (base: number, names: readonly string[], amount = size) => {
    let value = amount;
    let unit = 0;
    while (value >= base && unit < names.length - 1) {
      value /= base;
      unit++;
    }
    return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${names[unit]}`;
  };
  const decimal =
    size >= 1000
      ? ` (${units(1000, ["B", "kB", "MB", "GB", "TB"])}${size >= 1024 ? `, ${units(1024, ["B", "KiB", "MiB", "GiB", "TiB"])}` : ""})`
      : "";
  return `${size} bytes${decimal} copied, ${Number(seconds.toPrecision(6))} s, ${units(1000, ["B", "kB", "MB", "GB", "TB"], size / seconds)}/s`;
}

export const cmp: Program = program(
  "cmp",
  (command) => {
    const args = parseArguments("cmp", command.context.argv, "bls", { silent: "s", quiet: "s" });
    const [a, b = "-"] = args.operands;
    if (a === undefined) throw new UsageError("cmp: missing operand after 'cmp'");
    const one = input(command, a);
    const two = input(command, b);
    if (!one || !two) {
      command.code = 2;
      return;
    }
    let line = 1;
    const size = Math.min(one.size, two.size);
    for (let at = 0; at < size; at += 1 << 16) {
      const left = one.read(at, Math.min(1 << 16, size - at));
      const right = two.read(at, left.length);
      for (let i = 0; i < left.length; i++) {
        if (left[i] !== right[i]) {
          if (!args.has("s")) command.context.stdout(`${a} ${b} differ: byte ${at + i + 1}, line ${line}\n`);
          command.code = 1;
          return;
        }
        if (left[i] === 10) line++;
      }
    }
    if (one.size === two.size) return;
    if (!args.has("s"))
      command.context.stderr(`cmp: EOF on ${one.size < two.size ? a : b} after byte ${size}\n`);
    command.code = 1;
  },
  2,
);
