import { FileSystemError } from "../../errors/filesystem.js";
import { base, join, parent, relative } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { type Command, parseArguments, program, quote } from "./support.js";

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
  if (operands.length === 0) throw command.wrongUse("missing file operand");
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
      : operands.map((from) => [from, join(directory, base(from))] as const);
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
      if (symbolic) fs.symlink(args.has("r") ? relative(parent(path), command.path(target)) : target, path);
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
      // Silent, like the real one without -v.
      if (!(error instanceof FileSystemError)) throw error;
      if (args.has("v")) command.fail(`${name}: ${error.strerror}`);
      command.code = 1;
    }
  }
});

/** The last part may be missing, unless it must exist; with `missing`, any part may. */
function resolve(command: Command, path: string, exists: boolean, missing: boolean): string {
  try {
    return command.fs.realpath(path);
  } catch (error) {
    if (!(error instanceof FileSystemError) || error.code !== "ENOENT" || exists) throw error;
    if (path === "/") throw error;
    const above = parent(path);
    return join(missing ? resolve(command, above, false, true) : command.fs.realpath(above), base(path));
  }
}
