import { FileSystemError } from "../../errors/filesystem.js";
import { base, join } from "../../posix/path.js";
import type { Stat } from "../../vfs/filesystem.js";
import { type Command, quote } from "./support.js";

export interface CopyOptions {
  readonly recursive: boolean;
  /** `-p` and `-a`: mode, owner and times are copied too. */
  readonly preserve: boolean;
  /** `-a`: extended attributes do, too, as far as the user may; busybox's copies none. */
  readonly attributes: boolean;
  /** Symbolic links are copied as links. */
  readonly links: boolean;
  readonly force: boolean;
  readonly noClobber: boolean;
  readonly update: boolean;
  readonly verbose: boolean;
  readonly hardLink: boolean;
  readonly symlink: boolean;
}

/** Where each source goes: into the last operand if that is a directory. */
export function targets(
  command: Command,
  operands: readonly string[],
  directory: string | undefined,
  exact: boolean,
): { readonly from: string; readonly to: string }[] {
  if (operands.length === 0) throw command.wrongUse("missing file operand");
  if (directory !== undefined) return operands.map((from) => ({ from, to: join(directory, base(from)) }));
  const to = operands.at(-1) ?? "";
  const sources = operands.slice(0, -1);
  if (sources.length === 0) throw command.wrongUse(`missing destination file operand after ${quote(to)}`);
  if (!exact && command.isDirectory(command.path(to))) {
    return sources.map((from) => ({ from, to: join(to, base(from) === "/" ? "" : base(from)) }));
  }
  if (sources.length > 1) {
    command.fail(`target ${quote(to)} is not a directory`);
    return [];
  }
  return sources.map((from) => ({ from, to }));
}

export function inside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** Stops where it is when the program is killed. */
export async function copy(
  command: Command,
  from: string,
  to: string,
  options: CopyOptions,
  linked: Map<number, string>,
  follow: boolean,
): Promise<void> {
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
    await copyDirectory(command, from, to, stat, options, linked);
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
      // GNU cp does not copy set-user-ID, set-group-ID and sticky bits. Busybox does, since it opens the file with the mode.
      const mode = command.context.busybox ? stat.mode : stat.mode & 0o777;
      try {
        fs.writeFile(target, data, { mode });
      } catch (error) {
        if (!options.force || !(error instanceof FileSystemError) || error.code !== "EACCES") throw error;
        fs.unlink(target);
        fs.writeFile(target, data, { mode });
      }
    } else copySpecial(command, target, stat);
    if (stat.nlink > 1) linked.set(stat.ino, target);
    if (options.preserve) keep(command, target, stat, options);
    if (options.verbose) command.context.stdout(`${quote(from)} -> ${quote(to)}\n`);
  });
}

function copySpecial(command: Command, target: string, stat: Stat): void {
  if (stat.kind === "fifo") command.fs.mknod(target, { kind: "fifo" }, stat.mode);
  else if ((stat.kind === "character-device" || stat.kind === "block-device") && stat.device) {
    command.fs.mknod(target, { kind: stat.kind, ...stat.device }, stat.mode);
  }
}

async function copyDirectory(
  command: Command,
  from: string,
  to: string,
  stat: Stat,
  options: CopyOptions,
  linked: Map<number, string>,
): Promise<void> {
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
  // Files must be creatable in it, whatever its mode will be.
  const made =
    existing ||
    command.attempt(`cannot create directory ${quote(to)}`, () =>
      fs.mkdir(target, { mode: 0o700 | stat.mode }),
    );
  if (!made) return;
  if (!existing && options.verbose) command.context.stdout(`${quote(from)} -> ${quote(to)}\n`);
  try {
    for (const { name } of fs.readdir(command.path(from))) {
      if (!(await command.goesOn())) return;
      await copy(command, join(from, name), join(to, name), options, linked, false);
    }
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    command.fail(`cannot access ${quote(from)}: ${error.strerror}`);
  }
  if (options.preserve) keep(command, target, stat, options);
  else if (!existing) {
    const inherited = fs.stat(target).mode & 0o2000;
    const mode = stat.mode & (command.context.busybox ? 0o7777 : 0o1777) & ~fs.credentials.umask;
    fs.chmod(target, mode | inherited);
  }
}

function keep(command: Command, target: string, stat: Stat, { attributes }: CopyOptions): void {
  const { fs } = command;
  const isRoot = fs.credentials.uid === 0;
  if (isRoot) fs.chown(target, stat.uid, stat.gid, { followSymlinks: false });
  if (attributes && isRoot && stat.xattrs !== undefined) fs.setAttributes(target, stat.xattrs);
  if (stat.kind !== "symlink") fs.chmod(target, stat.mode);
  fs.utimes(target, stat.mtime, { followSymlinks: false });
}
