import { FileSystemError } from "../../errors/filesystem.js";
import { EMPTY } from "../../vfs/data.js";
import type { FileData, FileSystem, NodeKind, Stat } from "../../vfs/filesystem.js";
import { absolute } from "../lookup.js";
import type { Program, ProgramContext } from "../programs.js";

/** What getopt found: flags by letter (values where they take one), and the operands in order. */
export interface Arguments {
  readonly flags: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
  has(letter: string): boolean;
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

/**
 * Options as getopt_long(3) reads them: `letters` as in C (`am:` means `-m` takes a value); `long` maps a long
 * name to its letter. Options and operands may be mixed.
 */
export function parseArguments(
  name: string,
  argv: readonly string[],
  letters: string,
  long: Readonly<Record<string, string>> = {},
): Arguments {
  const flags = new Map<string, string>();
  const operands: string[] = [];
  const rest = argv.slice(1);
  const takesValue = (letter: string) => letters[letters.indexOf(letter) + 1] === ":";
  const help = `Try '${name} --help' for more information.`;
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--") {
      operands.push(...rest);
      break;
    }
    if (arg.startsWith("--")) {
      const [key = "", value] = arg.slice(2).split(/=(.*)/s);
      const letter = long[key];
      if (letter === undefined) throw new UsageError(`${name}: unrecognized option '${arg}'\n${help}`);
      if (!takesValue(letter)) flags.set(letter, value ?? "");
      else {
        const given = value ?? rest.shift();
        if (given === undefined)
          throw new UsageError(`${name}: option '--${key}' requires an argument\n${help}`);
        flags.set(letter, given);
      }
    } else if (arg.startsWith("-") && arg !== "-") {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg[at] ?? "";
        if (letter === ":" || !letters.includes(letter)) {
          throw new UsageError(`${name}: invalid option -- '${letter}'\n${help}`);
        }
        // The last of several decides: move it to the end.
        flags.delete(letter);
        if (!takesValue(letter)) flags.set(letter, "");
        else {
          const given = arg.slice(at + 1) || rest.shift();
          if (given === undefined)
            throw new UsageError(`${name}: option requires an argument -- '${letter}'\n${help}`);
          flags.set(letter, given);
          break;
        }
      }
    } else operands.push(arg);
  }
  return { flags, operands, has: (letter) => flags.has(letter) };
}

/** One run of a command: its arguments, where things are, and how it complains. */
export class Command {
  readonly context: ProgramContext;
  readonly name: string;
  readonly fs: FileSystem;
  code = 0;

  constructor(name: string, context: ProgramContext) {
    this.name = name;
    this.context = context;
    this.fs = context.fs;
  }

  path(operand: string): string {
    return absolute(this.context.cwd, operand);
  }

  /** `NAME: MESSAGE` on standard error; the exit code becomes 1 (or `code`). */
  fail(message: string, code = 1): void {
    this.context.stderr(`${this.name}: ${message}\n`);
    this.code = code;
  }

  /** Does it; a failed system call is reported as `NAME: WHAT: No such file or directory`. */
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

  /** A file's content; `/dev/null` is empty whether or not the image has such a file. */
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

/** A program made of a function over its {@link Command}; wrong usage ends with `usageCode`. */
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

/** As GNU tools quote names in messages. */
export function quote(name: string): string {
  return `'${name.replaceAll("'", "'\\''")}'`;
}

export function basename(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed.slice(trimmed.lastIndexOf("/") + 1) || "/";
}

export function join(directory: string, name: string): string {
  return directory.endsWith("/") ? `${directory}${name}` : `${directory}/${name}`;
}

const TYPE_LETTERS: Readonly<Record<NodeKind, string>> = {
  file: "-",
  directory: "d",
  symlink: "l",
  fifo: "p",
  "character-device": "c",
  "block-device": "b",
};

/** `drwxr-xr-x`, with s, S, t and T as ls writes them. */
export function modeText(stat: Pick<Stat, "kind" | "mode">): string {
  const triple = (shift: number, special: number, letter: string) => {
    const bits = (stat.mode >> shift) & 7;
    const execute = (bits & 1) !== 0;
    const last = stat.mode & special ? (execute ? letter : letter.toUpperCase()) : execute ? "x" : "-";
    return `${bits & 4 ? "r" : "-"}${bits & 2 ? "w" : "-"}${last}`;
  };
  return TYPE_LETTERS[stat.kind] + triple(6, 0o4000, "s") + triple(3, 0o2000, "s") + triple(0, 0o1000, "t");
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

/** The lines of `/etc/passwd` or `/etc/group` in the container; none when the file is missing. */
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

/** Names for ids, as `ls -l` needs them: looked up once per run. */
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
