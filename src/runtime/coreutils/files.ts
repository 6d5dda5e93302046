import { FileSystemError } from "../../errors/filesystem.js";
import { zeros } from "../../vfs/data.js";
import type { Program } from "../programs.js";
import { parseMode } from "./mode.js";
import { basename, type Command, join, now, parseArguments, program, quote } from "./support.js";

const MKDIR_LONG = { parents: "p", mode: "m", verbose: "v" };

export const mkdir: Program = program("mkdir", (command) => {
  const args = parseArguments("mkdir", command.context.argv, "pm:v", MKDIR_LONG);
  const { fs } = command;
  if (args.operands.length === 0) command.fail("missing operand\nTry 'mkdir --help' for more information.");
  const text = args.flags.get("m");
  const mode = text === undefined ? undefined : parseMode(text, 0o777, true, fs.credentials.umask);
  if (text !== undefined && mode === undefined) {
    command.fail(`invalid mode ${quote(text)}`);
    return;
  }
  for (const name of args.operands) {
    command.attempt(`cannot create directory ${quote(name)}`, () => {
      const path = command.path(name);
      const before = fs.lstatIfExists(path) !== undefined;
      fs.mkdir(path, { recursive: args.has("p") });
      if (mode !== undefined && !before) fs.chmod(path, mode);
      if (args.has("v") && !before) command.context.stdout(`mkdir: created directory ${quote(name)}\n`);
    });
  }
});

export const rmdir: Program = program("rmdir", (command) => {
  const args = parseArguments("rmdir", command.context.argv, "pv", { parents: "p", verbose: "v" });
  if (args.operands.length === 0) command.fail("missing operand\nTry 'rmdir --help' for more information.");
  for (const name of args.operands) {
    let at = name.replace(/\/+$/, "");
    do {
      const done = command.attempt(`failed to remove ${quote(at)}`, () => command.fs.rmdir(command.path(at)));
      if (!done) break;
      at = at.replace(/\/?[^/]*$/, "");
    } while (args.has("p") && at !== "");
  }
});

export const rm: Program = program("rm", (command) => {
  const args = parseArguments("rm", command.context.argv, "dfiIrRv", {
    dir: "d",
    force: "f",
    recursive: "r",
    verbose: "v",
    "no-preserve-root": "I",
    "preserve-root": "I",
    "one-file-system": "I",
  });
  const recursive = args.has("r") || args.has("R");
  const force = args.has("f");
  if (args.operands.length === 0 && !force)
    command.fail("missing operand\nTry 'rm --help' for more information.");
  for (const name of args.operands) {
    const path = command.path(name);
    if (/(^|\/)\.\.?\/*$/.test(name)) {
      command.fail(`refusing to remove '.' or '..' directory: skipping ${quote(name)}`);
      continue;
    }
    if (path === "/" && recursive) {
      command.fail(
        "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe",
      );
      continue;
    }
    const stat = name.endsWith("/") ? command.statOf(path) : command.fs.lstatIfExists(path);
    if (!stat) {
      if (!force) command.fail(`cannot remove ${quote(name)}: No such file or directory`);
    } else if (stat.kind === "directory" && !recursive && !args.has("d")) {
      command.fail(`cannot remove ${quote(name)}: Is a directory`);
    } else removeTree(command, name, recursive, args.has("v"));
  }
});

function removeTree(command: Command, name: string, recursive: boolean, verbose: boolean): void {
  const path = command.path(name);
  const directory = command.fs.lstat(path).kind === "directory";
  command.attempt(`cannot remove ${quote(name)}`, () => {
    if (!directory) command.fs.unlink(path);
    else if (!verbose && recursive) command.fs.remove(path, { recursive: true });
    else {
      if (recursive)
        for (const entry of command.fs.readdir(path)) removeTree(command, join(name, entry.name), true, true);
      command.fs.rmdir(path);
    }
    if (verbose) command.context.stdout(`removed ${directory ? "directory " : ""}${quote(name)}\n`);
  });
}

export const unlink: Program = program("unlink", (command) => {
  const [name] = parseArguments("unlink", command.context.argv, "").operands;
  if (name === undefined) command.fail("missing operand");
  else command.attempt(`cannot unlink ${quote(name)}`, () => command.fs.unlink(command.path(name)));
});

export const touch: Program = program("touch", (command) => {
  const args = parseArguments("touch", command.context.argv, "acd:fhmr:t:", {
    date: "d",
    "no-create": "c",
    reference: "r",
    "no-dereference": "h",
    time: "f",
  });
  const { fs } = command;
  if (args.operands.length === 0)
    command.fail("missing file operand\nTry 'touch --help' for more information.");
  let time: number | "now" = "now";
  const reference = args.flags.get("r");
  if (reference !== undefined) {
    const stat = command.statOf(command.path(reference));
    if (!stat) {
      command.fail(`failed to get attributes of ${quote(reference)}: No such file or directory`);
      return;
    }
    time = stat.mtime;
  }
  const text = args.flags.get("d") ?? stampToDate(args.flags.get("t"));
  if (text !== undefined) {
    const given = parseDate(text);
    if (given === undefined) {
      command.fail(`invalid date format ${quote(args.flags.get("d") ?? args.flags.get("t") ?? "")}`);
      return;
    }
    time = given;
  }
  for (const name of args.operands) {
    const path = command.path(name);
    command.attempt(`cannot touch ${quote(name)}`, () => {
      const follow = !args.has("h");
      if (!(follow ? command.statOf(path) : fs.lstatIfExists(path))) {
        if (args.has("c")) return;
        fs.writeFile(path, new Uint8Array(0));
        if (text === undefined && reference === undefined) return;
      }
      fs.utimes(path, time, { followSymlinks: follow });
    });
  }
});

/** What people give to `touch -d`: ISO 8601, `@SECONDS`, `2024-01-01 12:00`; UTC unless it says otherwise. */
function parseDate(text: string): number | "now" | undefined {
  if (/^@-?\d+(\.\d+)?$/.test(text)) return Number(text.slice(1));
  if (text === "now" || text === "today") return "now";
  if (text === "yesterday") return now() - 86400;
  const iso =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text);
  const value = iso
    ? Date.parse(
        `${iso[1]}-${iso[2]}-${iso[3]}T${iso[4] ?? "00:00"}${iso[5] && iso[5] !== "UTC" ? iso[5] : "Z"}`,
      )
    : Date.parse(/\d{4}.*(Z|UTC|GMT|[+-]\d{4})$/.test(text) ? text : `${text} UTC`);
  return Number.isNaN(value) ? undefined : value / 1000;
}

/** `[[CC]YY]MMDDhhmm[.ss]` */
function stampToDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{2}|\d{4})?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (!match) return text;
  const [, year, month, day, hour, minute, second = "00"] = match;
  const full =
    year === undefined
      ? String(new Date().getUTCFullYear())
      : year.length === 2
        ? `${Number(year) < 69 ? "20" : "19"}${year}`
        : year;
  return `${full}-${month}-${day} ${hour}:${minute}:${second}`;
}

export const ln: Program = program("ln", (command) => {
  const args = parseArguments("ln", command.context.argv, "fhnrst:Tv", {
    force: "f",
    "no-dereference": "n",
    relative: "r",
    symbolic: "s",
    "target-directory": "t",
    "no-target-directory": "T",
    verbose: "v",
  });
  const { fs } = command;
  const operands = [...args.operands];
  if (operands.length === 0) {
    command.fail("missing file operand\nTry 'ln --help' for more information.");
    return;
  }
  let directory = args.flags.get("t");
  const last = operands.at(-1) ?? "";
  const lastPath = command.path(last);
  const lastLink = fs.lstatIfExists(lastPath)?.kind === "symlink";
  if (directory === undefined) {
    if (operands.length === 1) directory = ".";
    else if (!args.has("T") && command.isDirectory(lastPath) && !(args.has("n") && lastLink)) {
      directory = last;
      operands.pop();
    } else if (operands.length > 2) {
      command.fail(`target ${quote(last)} is not a directory`);
      return;
    }
  }
  const pairs =
    directory === undefined
      ? [[operands[0] ?? "", last] as const]
      : operands.map((from) => [from, join(directory, basename(from))] as const);
  for (const [target, name] of pairs) {
    const path = command.path(name);
    const symbolic = args.has("s");
    const kind = symbolic ? "symbolic link" : "hard link";
    const stat = fs.lstatIfExists(command.path(target));
    if (!symbolic && !stat) {
      command.fail(`failed to access ${quote(target)}: No such file or directory`);
      continue;
    }
    if (!symbolic && stat?.kind === "directory") {
      command.fail(`${target}: hard link not allowed for directory`);
      continue;
    }
    command.attempt(`failed to create ${kind} ${quote(name)}`, () => {
      if (args.has("f") && fs.lstatIfExists(path) && command.path(target) !== path) fs.unlink(path);
      if (symbolic) fs.symlink(args.has("r") ? relative(path, command.path(target)) : target, path);
      else fs.link(command.path(target), path);
      if (args.has("v"))
        command.context.stdout(`${quote(name)} ${symbolic ? "->" : "=>"} ${quote(target)}\n`);
    });
  }
});

export const link: Program = program("link", (command) => {
  const [from, to] = parseArguments("link", command.context.argv, "").operands;
  if (from === undefined || to === undefined) command.fail("missing operand");
  else {
    command.attempt(`cannot create link ${quote(to)} to ${quote(from)}`, () =>
      command.fs.link(command.path(from), command.path(to)),
    );
  }
});

function relative(from: string, to: string): string {
  const base = from.split("/").slice(1, -1);
  const target = to.split("/").slice(1);
  let common = 0;
  while (common < base.length && base[common] === target[common]) common++;
  return [...base.slice(common).map(() => ".."), ...target.slice(common)].join("/") || ".";
}

export const mkfifo: Program = program("mkfifo", (command) => {
  const args = parseArguments("mkfifo", command.context.argv, "m:", { mode: "m" });
  for (const name of args.operands) {
    command.attempt(`cannot create fifo ${quote(name)}`, () =>
      command.fs.mknod(
        command.path(name),
        { kind: "fifo" },
        parseMode(args.flags.get("m") ?? "666", 0o666, false, 0) ?? 0o666,
      ),
    );
  }
});

export const mknod: Program = program("mknod", (command) => {
  const args = parseArguments("mknod", command.context.argv, "m:", { mode: "m" });
  const [name, type, major, minor] = args.operands;
  if (name === undefined || type === undefined) {
    command.fail("missing operand\nTry 'mknod --help' for more information.");
    return;
  }
  const mode = parseMode(args.flags.get("m") ?? "666", 0o666, false, 0) ?? 0o666;
  command.attempt(name, () => {
    if (type === "p") command.fs.mknod(command.path(name), { kind: "fifo" }, mode);
    else {
      const kind = type === "b" ? "block-device" : "character-device";
      command.fs.mknod(command.path(name), { kind, major: Number(major), minor: Number(minor) }, mode);
    }
  });
});

export const mktemp: Program = program("mktemp", (command) => {
  const args = parseArguments("mktemp", command.context.argv, "dp:qtu", {
    directory: "d",
    tmpdir: "p",
    "dry-run": "u",
    quiet: "q",
  });
  const template = args.operands[0] ?? "tmp.XXXXXXXXXX";
  const [xs = ""] = /X{3,}(?!.*X)/.exec(template) ?? [];
  if (!xs) {
    command.fail(`too few X's in template ${quote(template)}`);
    return;
  }
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const random = [...crypto.getRandomValues(new Uint8Array(xs.length))]
    .map((byte) => letters[byte % letters.length])
    .join("");
  const name = template.replace(/X{3,}(?!.*X)/, random);
  const inTmp = args.operands.length === 0 || args.has("t") || args.has("p");
  const shown = inTmp ? join(args.flags.get("p") || command.context.env.TMPDIR || "/tmp", name) : name;
  const ok = command.attempt(
    `failed to create ${args.has("d") ? "directory" : "file"} via template ${quote(inTmp ? shown : template)}`,
    () => {
      if (args.has("u")) return;
      if (args.has("d")) command.fs.mkdir(command.path(shown), { mode: 0o700 });
      else command.fs.writeFile(command.path(shown), new Uint8Array(0), { mode: 0o600, exclusive: true });
    },
  );
  if (ok) command.context.stdout(`${shown}\n`);
});

/** `10`, `10K`, `10KB`, `+5`, `-1M`: bytes, with the sign a size is relative by. */
export function parseSize(text: string): number | undefined {
  const match = /^([+-]?)(\d+)([bcwKMGTkmg]?)(i?B)?$/.exec(text);
  if (!match) return undefined;
  const unit = (match[3] ?? "").toUpperCase();
  if (text.match(/b$/) && unit === "B") return Number(match[2]) * 512;
  const power = unit ? "KMGT".indexOf(unit) + 1 : 0;
  return Number(match[2]) * (match[4] === "B" ? 1000 : 1024) ** power * (match[1] === "-" ? -1 : 1);
}

export const truncate: Program = program("truncate", (command) => {
  const args = parseArguments("truncate", command.context.argv, "cs:r:o", {
    size: "s",
    "no-create": "c",
    reference: "r",
  });
  const text = args.flags.get("s");
  const reference = args.flags.get("r");
  const given = text === undefined ? undefined : parseSize(text);
  const size = reference === undefined ? given : command.statOf(command.path(reference))?.size;
  if (size === undefined) {
    command.fail(
      text === undefined
        ? "you must specify either '--size' or '--reference'"
        : `Invalid number: ${quote(text)}`,
    );
    return;
  }
  for (const name of args.operands) {
    const path = command.path(name);
    command.attempt(`cannot open ${quote(name)} for writing`, () => {
      const stat = command.statOf(path);
      if (!stat && args.has("c")) return;
      const before = stat?.size ?? 0;
      const after = text && /^[+-]/.test(text) ? Math.max(0, before + size) : size;
      if (stat) command.fs.truncate(path, after);
      else command.fs.writeFile(path, zeros(after));
    });
  }
});

export const realpath: Program = program("realpath", (command) => {
  const args = parseArguments("realpath", command.context.argv, "emqsz", {
    "canonicalize-existing": "e",
    "canonicalize-missing": "m",
    quiet: "q",
    "no-symlinks": "s",
  });
  for (const name of args.operands) {
    const path = command.path(name);
    command.attempt(name, () =>
      command.context.stdout(
        `${args.has("s") ? path : resolve(command, path, args.has("e"), args.has("m"))}\n`,
      ),
    );
  }
});

export const readlink: Program = program("readlink", (command) => {
  const args = parseArguments("readlink", command.context.argv, "efmnqsvz", {
    canonicalize: "f",
    "no-newline": "n",
  });
  const canonical = args.has("f") || args.has("e") || args.has("m");
  for (const name of args.operands) {
    try {
      const path = command.path(name);
      const text = canonical
        ? resolve(command, path, args.has("e"), args.has("m"))
        : command.fs.readlink(path);
      command.context.stdout(`${text}${args.has("n") ? "" : "\n"}`);
    } catch (error) {
      // Silent, as the real one is without -v.
      if (!(error instanceof FileSystemError)) throw error;
      if (args.has("v")) command.fail(`${name}: ${error.strerror}`);
      command.code = 1;
    }
  }
});

/** The last part may be missing, unless it must exist; with `missing` any part may. */
function resolve(command: Command, path: string, exists: boolean, missing: boolean): string {
  try {
    return command.fs.realpath(path);
  } catch (error) {
    if (!(error instanceof FileSystemError) || error.code !== "ENOENT" || exists) throw error;
    const parent = path.replace(/\/[^/]*$/, "") || "/";
    if (path === "/") throw error;
    return join(
      missing ? resolve(command, parent, false, true) : command.fs.realpath(parent),
      basename(path),
    );
  }
}
