import { FileSystemError } from "../../errors/filesystem.js";
import type { Stat } from "../../vfs/filesystem.js";
import type { Program } from "../programs.js";
import { parseMode } from "./mode.js";
import { accounts, basename, type Command, join, parseArguments, program, quote } from "./support.js";

interface CopyOptions {
  readonly recursive: boolean;
  /** `-p` and `-a`: mode, owner and time go along. */
  readonly preserve: boolean;
  /** Symbolic links are copied as links. */
  readonly links: boolean;
  readonly force: boolean;
  readonly noClobber: boolean;
  readonly update: boolean;
  readonly verbose: boolean;
  readonly hardLink: boolean;
  readonly symlink: boolean;
}

const CP_LONG = {
  archive: "a",
  force: "f",
  interactive: "i",
  "no-clobber": "n",
  "no-dereference": "P",
  dereference: "L",
  preserve: "p",
  recursive: "R",
  "target-directory": "t",
  "no-target-directory": "T",
  update: "u",
  verbose: "v",
  link: "l",
  "symbolic-link": "s",
  "no-preserve": "Z",
  sparse: "Z",
  reflink: "Z",
};

export const cp: Program = program("cp", (command) => {
  const args = parseArguments("cp", command.context.argv, "adfHilLnPprRst:TuvxZ", CP_LONG);
  const archive = args.has("a");
  const recursive = archive || args.has("r") || args.has("R");
  const options: CopyOptions = {
    recursive,
    preserve: archive || args.has("p"),
    links: !args.has("L") && (archive || args.has("d") || args.has("P") || recursive),
    force: args.has("f"),
    noClobber: args.has("n"),
    update: args.has("u"),
    verbose: args.has("v"),
    hardLink: args.has("l"),
    symlink: args.has("s"),
  };
  const places = targets(command, args.operands, args.flags.get("t"), args.has("T"));
  for (const { from, to } of places) {
    if (
      command.path(from) !== "/" &&
      inside(command.path(to), command.path(from)) &&
      command.isDirectory(command.path(from)) &&
      recursive
    ) {
      command.fail(`cannot copy a directory, ${quote(from)}, into itself, ${quote(to)}`);
    } else copy(command, from, to, options, new Map(), !recursive || args.has("H"));
  }
});

export const mv: Program = program("mv", (command) => {
  const args = parseArguments("mv", command.context.argv, "finuvTt:", {
    force: "f",
    interactive: "i",
    "no-clobber": "n",
    update: "u",
    verbose: "v",
    "target-directory": "t",
    "no-target-directory": "T",
  });
  for (const { from, to } of targets(command, args.operands, args.flags.get("t"), args.has("T"))) {
    move(command, from, to, { noClobber: args.has("n"), update: args.has("u"), verbose: args.has("v") });
  }
});

/** `install [-d] [-D] [-m MODE] [-o OWNER] [-g GROUP]` */
export const install: Program = program("install", (command) => {
  const args = parseArguments("install", command.context.argv, "bcCdDg:m:o:pst:TvZ", {
    directory: "d",
    group: "g",
    mode: "m",
    owner: "o",
    "preserve-timestamps": "p",
    "target-directory": "t",
    "no-target-directory": "T",
    verbose: "v",
  });
  const { fs } = command;
  const uid = idOf(command, "/etc/passwd", args.flags.get("o"));
  const gid = idOf(command, "/etc/group", args.flags.get("g"));
  const finish = (path: string, fallback: number) => {
    // A change of owner takes setuid and setgid away, so the mode comes last.
    if (uid >= 0 || gid >= 0) fs.chown(path, uid, gid);
    fs.chmod(path, parseMode(args.flags.get("m") ?? fallback.toString(8), 0, true, 0) ?? fallback);
  };
  if (args.has("d")) {
    for (const name of args.operands) {
      command.attempt(`cannot create directory ${quote(name)}`, () => {
        fs.mkdir(command.path(name), { recursive: true });
        finish(command.path(name), 0o755);
      });
    }
    return;
  }
  if (args.has("D")) {
    const [to] = args.operands.slice(-1);
    const directory = args.flags.get("t") ?? (to?.includes("/") ? to.replace(/\/[^/]*$/, "") || "/" : ".");
    fs.mkdir(command.path(directory), { recursive: true });
  }
  for (const { from, to } of targets(command, args.operands, args.flags.get("t"), args.has("T"))) {
    const target = command.path(to);
    const source = command.path(from);
    command.attempt(`cannot stat ${quote(from)}`, () => source === "/dev/null" || fs.stat(source)) &&
      command.attempt(`cannot create regular file ${quote(to)}`, () => {
        fs.remove(target, { force: true });
        fs.writeFile(target, command.open(source));
        finish(target, 0o755);
        const mtime = command.statOf(source)?.mtime;
        if (args.has("p") && mtime !== undefined) fs.utimes(target, mtime);
        if (args.has("v")) command.context.stdout(`${quote(from)} -> ${quote(to)}\n`);
      });
  }
});

/** Where each source goes: into the last operand when that is a directory. */
function targets(
  command: Command,
  operands: readonly string[],
  directory: string | undefined,
  exact: boolean,
): { readonly from: string; readonly to: string }[] {
  const { name } = command;
  const help = `Try '${name} --help' for more information.`;
  if (operands.length === 0) {
    command.fail(`missing file operand\n${help}`);
    return [];
  }
  if (directory !== undefined) return operands.map((from) => ({ from, to: join(directory, basename(from)) }));
  const to = operands.at(-1) ?? "";
  const sources = operands.slice(0, -1);
  if (sources.length === 0) {
    command.fail(`missing destination file operand after ${quote(to)}\n${help}`);
    return [];
  }
  if (!exact && command.isDirectory(command.path(to))) {
    return sources.map((from) => ({ from, to: join(to, basename(from) === "/" ? "" : basename(from)) }));
  }
  if (sources.length > 1) {
    command.fail(`target ${quote(to)} is not a directory`);
    return [];
  }
  return sources.map((from) => ({ from, to }));
}

function inside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

function copy(
  command: Command,
  from: string,
  to: string,
  options: CopyOptions,
  linked: Map<number, string>,
  follow: boolean,
): void {
  const { fs } = command;
  const source = command.path(from);
  const target = command.path(to);
  let stat: Stat;
  if (source === "/dev/null" && !options.preserve) {
    command.attempt(`cannot create regular file ${quote(to)}`, () => fs.writeFile(target, new Uint8Array(0)));
    return;
  }
  try {
    stat = follow && !options.links ? fs.stat(source) : fs.lstat(source);
    if (!options.links && stat.kind === "symlink") stat = fs.stat(source);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    command.fail(`cannot stat ${quote(from)}: ${error.strerror}`);
    return;
  }
  if (stat.kind === "directory") {
    copyDirectory(command, from, to, stat, options, linked);
    return;
  }
  const existing = fs.lstatIfExists(target);
  if (existing) {
    if (options.noClobber || (options.update && existing.mtime >= stat.mtime)) return;
    if (command.statOf(target)?.ino === stat.ino && existing.kind !== "symlink") {
      command.fail(`${quote(from)} and ${quote(to)} are the same file`);
      return;
    }
    if (existing.kind === "directory") {
      command.fail(`cannot overwrite directory ${quote(to)} with non-directory`);
      return;
    }
  }
  command.attempt(`cannot create regular file ${quote(to)}`, () => {
    const again = stat.nlink > 1 && options.preserve ? linked.get(stat.ino) : undefined;
    if (options.symlink) fs.symlink(from, target);
    else if (options.hardLink || again !== undefined) {
      if (existing) fs.unlink(target);
      fs.link(again ?? source, target);
      return;
    } else if (stat.kind === "symlink") {
      if (existing) fs.unlink(target);
      fs.symlink(fs.readlink(source), target);
    } else if (stat.kind === "file") {
      const data = fs.open(source);
      try {
        fs.writeFile(target, data, { mode: stat.mode & 0o777 });
      } catch (error) {
        if (!options.force || !(error instanceof FileSystemError) || error.code !== "EACCES") throw error;
        fs.unlink(target);
        fs.writeFile(target, data, { mode: stat.mode & 0o777 });
      }
    } else copySpecial(command, target, stat);
    if (stat.nlink > 1) linked.set(stat.ino, target);
    if (options.preserve) keep(command, target, stat);
    if (options.verbose) command.context.stdout(`${quote(from)} -> ${quote(to)}\n`);
  });
}

function copySpecial(command: Command, target: string, stat: Stat): void {
  if (stat.kind === "fifo") command.fs.mknod(target, { kind: "fifo" }, stat.mode);
  else if ((stat.kind === "character-device" || stat.kind === "block-device") && stat.device) {
    command.fs.mknod(target, { kind: stat.kind, ...stat.device }, stat.mode);
  }
}

function copyDirectory(
  command: Command,
  from: string,
  to: string,
  stat: Stat,
  options: CopyOptions,
  linked: Map<number, string>,
): void {
  const { fs } = command;
  if (!options.recursive) {
    command.fail(`-r not specified; omitting directory ${quote(from)}`);
    return;
  }
  const target = command.path(to);
  const existing = command.statOf(target);
  if (existing && existing.kind !== "directory") {
    command.fail(`cannot overwrite non-directory ${quote(to)} with directory ${quote(from)}`);
    return;
  }
  const made =
    existing ||
    command.attempt(`cannot create directory ${quote(to)}`, () =>
      fs.mkdir(target, { mode: 0o700 | stat.mode }),
    );
  if (!made) return;
  if (!existing && options.verbose) command.context.stdout(`${quote(from)} -> ${quote(to)}\n`);
  command.attempt(`cannot access ${quote(from)}`, () => {
    for (const entry of fs.readdir(command.path(from))) {
      copy(command, join(from, entry.name), join(to, entry.name), options, linked, false);
    }
  });
  if (options.preserve) keep(command, target, stat);
}

function keep(command: Command, target: string, stat: Stat): void {
  const { fs } = command;
  if (fs.credentials.uid === 0) fs.chown(target, stat.uid, stat.gid, { followSymlinks: false });
  if (stat.kind !== "symlink") fs.chmod(target, stat.mode);
  fs.utimes(target, stat.mtime, { followSymlinks: false });
}

const MOVED: CopyOptions = {
  recursive: true,
  preserve: true,
  links: true,
  force: true,
  noClobber: false,
  update: false,
  verbose: false,
  hardLink: false,
  symlink: false,
};

function move(
  command: Command,
  from: string,
  to: string,
  options: { readonly noClobber: boolean; readonly update: boolean; readonly verbose: boolean },
): void {
  const { fs } = command;
  const source = command.path(from);
  const target = command.path(to);
  const stat = fs.lstatIfExists(source);
  if (!stat) {
    command.fail(`cannot stat ${quote(from)}: No such file or directory`);
    return;
  }
  const existing = fs.lstatIfExists(target);
  if (existing && (options.noClobber || (options.update && existing.mtime >= stat.mtime))) return;
  if (existing && source === target) {
    command.fail(`${quote(from)} and ${quote(to)} are the same file`);
    return;
  }
  if (stat.kind === "directory" && source !== target && inside(target, source)) {
    command.fail(`cannot move ${quote(from)} to a subdirectory of itself, ${quote(to)}`);
    return;
  }
  try {
    fs.rename(source, target);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    if (error.code !== "EXDEV") {
      command.fail(`cannot move ${quote(from)} to ${quote(to)}: ${error.strerror}`);
      return;
    }
    // A directory of an image's layer cannot be renamed: it is copied and then removed, as mv(1) does.
    if (existing && stat.kind === "directory" && existing.kind === "directory") {
      const gone = command.attempt(`cannot move ${quote(from)} to ${quote(to)}`, () => fs.rmdir(target));
      if (!gone) return;
    }
    const before = command.code;
    copy(command, from, to, MOVED, new Map(), false);
    if (command.code !== before) return;
    command.attempt(`cannot remove ${quote(from)}`, () => fs.remove(source, { recursive: true }));
  }
  if (options.verbose) command.context.stdout(`renamed ${quote(from)} -> ${quote(to)}\n`);
}

function idOf(command: Command, file: "/etc/passwd" | "/etc/group", name: string | undefined): number {
  if (name === undefined) return -1;
  const account = accounts(command.fs, file).find((one) => one.name === name);
  if (account) return Number(account.fields[2]);
  if (/^\d+$/.test(name)) return Number(name);
  command.fail(`invalid ${file === "/etc/passwd" ? "user" : "group"} ${quote(name)}`);
  return -1;
}
