import type { Program } from "../../process/programs.js";
import { concatAll, fromBytes, slice } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import { input, isStdin, randomBytes } from "./data.js";
import { type Command, parseArguments, program, quote, UsageError } from "./support.js";
import { parseSize } from "./truncate.js";

const NEWLINE = 10;

/** `head [-n [-]LINES | -c [-]BYTES] [-q | -v] [FILE]…`; reads only what it needs of an endless device. */
export const head: Program = program("head", async (command) => {
  const [name = "head", first = "", ...rest] = command.context.argv;
  // `head -5` is the older form of `-n 5`.
  const old = /^-(\d+)$/.exec(first)?.[1];
  const argv = old === undefined ? command.context.argv : [name, "-n", old, ...rest];
  const args = parseArguments("head", argv, "c:n:qv", {
    bytes: "c",
    lines: "n",
    quiet: "q",
    silent: "q",
    verbose: "v",
  });
  const bytes = args.flags.get("c");
  const given = bytes ?? args.flags.get("n") ?? "10";
  const count = parseSize(given.replace(/^-/, ""));
  if (count === undefined) {
    throw new UsageError(
      `head: invalid number of ${bytes === undefined ? "lines" : "bytes"}: ${quote(given)}`,
    );
  }
  const names = args.operands.length > 0 ? args.operands : ["-"];
  const titled = !args.has("q") && (args.has("v") || names.length > 1);
  let isFirst = true;
  for (const each of names) {
    const isWhole = bytes !== undefined || given.startsWith("-");
    const data =
      (isStdin(each) ? await asked(command, isWhole ? undefined : count) : undefined) ??
      contentOf(command, each, bytes === undefined ? undefined : count);
    if (data === undefined) continue;
    if (titled) {
      command.context.stdout(`${isFirst ? "" : "\n"}==> ${each === "-" ? "standard input" : each} <==\n`);
    }
    isFirst = false;
    const part = bytes === undefined ? lineEnd(data, count, given.startsWith("-")) : count;
    const size = given.startsWith("-") && bytes !== undefined ? data.size - count : part;
    for (const chunk of slice(data, 0, Math.max(0, Math.min(data.size, size))).chunks()) {
      if (!(await command.goesOn())) return;
      command.context.stdout(chunk);
    }
  }
});

/** Input that is asked for: no more lines than are wanted. */
async function asked(
  { context: { input: typed } }: Command,
  lines = Infinity,
): Promise<FileData | undefined> {
  if (typed === undefined) return undefined;
  const read: FileData[] = [];
  while (read.length < lines) {
    const line = await typed.line();
    if (line.length === 0) break;
    read.push(fromBytes(line));
  }
  return concatAll(read);
}

function contentOf(command: Command, name: string, bytes: number | undefined): FileData | undefined {
  if (/^\/dev\/u?random$/.test(command.path(name))) return randomBytes(bytes ?? 4096);
  if (command.path(name) === "/dev/zero" && bytes === undefined) {
    command.fail("/dev/zero has no lines: give a number of bytes with -c");
    return undefined;
  }
  if (name === "-" || command.path(name).startsWith("/dev/")) return input(command, name);
  let data: FileData | undefined;
  command.attempt(`cannot open ${quote(name)} for reading`, () => {
    data = command.open(command.path(name));
  });
  return data;
}

/** Where the first `count` lines end, or all lines but the last `count`. */
function lineEnd(data: FileData, count: number, isFromEnd: boolean): number {
  const ends: number[] = [];
  let at = 0;
  let last: number | undefined;
  for (const chunk of data.chunks()) {
    for (let found = chunk.indexOf(NEWLINE); found >= 0; found = chunk.indexOf(NEWLINE, found + 1)) {
      ends.push(at + found + 1);
      if (!isFromEnd && ends.length >= count) return count === 0 ? 0 : at + found + 1;
    }
    at += chunk.length;
    last = chunk.at(-1) ?? last;
  }
  if (!isFromEnd) return count === 0 ? 0 : at;
  if (last !== undefined && last !== NEWLINE) ends.push(at);
  return ends[ends.length - 1 - count] ?? 0;
}
