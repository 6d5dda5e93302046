import { FileSystemError } from "../../errors/filesystem.js";
import { absolute } from "../../posix/path.js";
import { type OptionRules, readArguments, type Takes } from "../../process/options.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { Turns } from "../../process/turns.js";
import { EMPTY } from "../../vfs/data.js";
import type { FileData, FileSystem, Stat } from "../../vfs/filesystem.js";

/** What getopt found: flags by letter (values where they take one), and the operands in order. */
export interface Arguments {
  readonly flags: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
  has(letter: string): boolean;
  /** The values of an option that may be given several times. */
  values(letter: string): readonly string[];
}

const NULL_DEVICE: Stat = Object.freeze({
  kind: "character-device",
  mode: 0o666,
  uid: 0,
  gid: 0,
  size: 0,
  mtime: 0,
  nlink: 1,
  ino: 0,
  device: { major: 1, minor: 3 },
});

export class UsageError extends Error {}

function wrongUse(name: string, words: string): UsageError {
  return new UsageError(`${name}: ${words}\nTry '${name} --help' for more information.`);
}

/**
 * Parses options like getopt_long(3): `letters` as in C (`am:` means `-m` takes a value); `long` maps a long
 * name to its letter. Options and operands may be mixed, unless `letters` begins with `+`, again as in C: then the first
 * operand ends the options.
 */
export function parseArguments(
  name: string,
  argv: readonly string[],
  letters: string,
  long: Readonly<Record<string, string>> = {},
): Arguments {
  const flags = new Map<string, string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  const takes = (letter: string | undefined): Takes | undefined => {
    if (letter === undefined || letter === ":" || letter === "+" || !letters.includes(letter))
      return undefined;
    return letters[letters.indexOf(letter) + 1] === ":" ? "value" : "nothing";
  };
  // Of a long name any beginning will do that no other has.
  const named = (key: string): string => {
    if (Object.hasOwn(long, key)) return key;
    const meant = Object.keys(long).filter((each) => each.startsWith(key));
    return new Set(meant.map((each) => long[each])).size === 1 ? (meant[0] ?? key) : key;
  };
  const rules: OptionRules = {
    letter: takes,
    long: (key) => takes(long[named(key)]),
    equals: true,
    untilOperand: letters.startsWith("+"),
  };
  for (const found of readArguments(argv.slice(1), rules)) {
    if (found.kind === "operand") {
      operands.push(found.word);
      continue;
    }
    const isLong = found.name.startsWith("--");
    if (found.kind === "unknown")
      throw wrongUse(
        name,
        isLong ? `unrecognized option '${found.word}'` : `invalid option -- '${found.name.slice(1)}'`,
      );
    if (found.kind === "incomplete")
      throw wrongUse(
        name,
        isLong
          ? `option '${found.name}' requires an argument`
          : `option requires an argument -- '${found.name.slice(1)}'`,
      );
    const letter = isLong ? (long[named(found.name.slice(2))] ?? "") : found.name.slice(1);
    // The last of several wins, so it is moved to the end.
    flags.delete(letter);
    flags.set(letter, found.value ?? "");
    values.set(letter, [...(values.get(letter) ?? []), found.value ?? ""]);
  }
  return {
    flags,
    operands,
    has: (letter) => flags.has(letter),
    values: (letter) => values.get(letter) ?? [],
  };
}

/** One run of a command: its arguments, its paths, and its error messages. */
export class Command {
  readonly context: ProgramContext;
  readonly name: string;
  readonly fs: FileSystem;
  code = 0;
  readonly #turns = new Turns();

  constructor(name: string, context: ProgramContext) {
    this.name = name;
    this.context = context;
    this.fs = context.fs;
  }

  /** Call it in a loop that may be long. @returns whether to go on: the program may have been killed meanwhile */
  async goesOn(): Promise<boolean> {
    await this.#turns.take();
    return !this.context.signal.aborted;
  }

  path(operand: string): string {
    return absolute(this.context.cwd, operand);
  }

  /** `NAME: MESSAGE` on standard error; the exit code becomes 1 (or `code`). */
  fail(message: string, code = 1): void {
    this.context.stderr(`${this.name}: ${message}\n`);
    this.code = code;
  }

  /** To be thrown: it ends the program and points to `--help`. */
  wrongUse(words: string): UsageError {
    return wrongUse(this.name, words);
  }

  /** Calls `act`; a failed system call is reported as `NAME: WHAT: No such file or directory`. */
  attempt(what: string, act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      this.fail(`${what}: ${error.strerror}`);
      return false;
    }
  }

  /** A file's content; `/dev/null` is empty even if the image has no such file. */
  open(path: string): FileData {
    return path === "/dev/null" ? EMPTY : this.fs.open(path);
  }

  statOf(path: string): Stat | undefined {
    if (path === "/dev/null") return NULL_DEVICE;
    try {
      return this.fs.stat(path);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      return undefined;
    }
  }

  isDirectory(path: string): boolean {
    return this.statOf(path)?.kind === "directory";
  }
}

/** A program made from a function over its {@link Command}; wrong usage ends it with `usageCode`. */
export function program(
  name: string,
  body: (command: Command) => void | Promise<void>,
  usageCode = 1,
): Program {
  return {
    name,
    async run(context) {
      const command = new Command(name, context);
      try {
        await body(command);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        context.stderr(`${error.message}\n`);
        return usageCode;
      }
      return command.code;
    },
  };
}

/** The way GNU tools quote names in messages. */
export function quote(name: string): string {
  return `'${name.replaceAll("'", "'\\''")}'`;
}

/** `1.5K`, `69M`: powers of 1024, rounded up, as `-h` does. */
export function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < 5) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return String(bytes);
  const rounded = value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value);
  return `${rounded < 10 ? rounded.toFixed(1) : Math.ceil(rounded)}${" KMGTP"[unit]}`;
}

export interface Account {
  readonly name: string;
  readonly fields: readonly string[];
}

/** The lines of `/etc/passwd` or `/etc/group` in the container; none if the file is missing. */
export function accounts(fs: FileSystem, path: "/etc/passwd" | "/etc/group"): Account[] {
  try {
    return new TextDecoder()
      .decode(fs.readFile(path))
      .split("\n")
      .filter((line) => line.includes(":"))
      .map((line) => line.split(":"))
      .map((fields) => ({ name: fields[0] ?? "", fields }));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return [];
  }
}

/** Names of ids, for example for `ls -l`: looked up once per run. */
export function namesOf(fs: FileSystem): { user(uid: number): string; group(gid: number): string } {
  const table = (path: "/etc/passwd" | "/etc/group") =>
    new Map(accounts(fs, path).map((account) => [Number(account.fields[2]), account.name]));
  let users: Map<number, string> | undefined;
  let groups: Map<number, string> | undefined;
  return {
    user(uid) {
      users ??= table("/etc/passwd");
      return users.get(uid) ?? String(uid);
    },
    group(gid) {
      groups ??= table("/etc/group");
      return groups.get(gid) ?? String(gid);
    },
  };
}

export const now = (): number => Date.now() / 1000;
