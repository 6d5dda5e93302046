import { join, parent, withoutTrailingSlashes } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { type Command, parseArguments, program, quote } from "./support.js";

export const rmdir: Program = program("rmdir", (command) => {
  const args = parseArguments("rmdir", command.context.argv, "pv", { parents: "p", verbose: "v" });
  if (args.operands.length === 0) throw command.wrongUse("missing operand");
  for (const name of args.operands) {
    let at = withoutTrailingSlashes(name);
    do {
      const done = command.attempt(`failed to remove ${quote(at)}`, () => command.fs.rmdir(command.path(at)));
      if (!done) break;
      at = parent(at);
    } while (args.has("p") && at !== "." && at !== "/");
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
  if (args.operands.length === 0 && !force) throw command.wrongUse("missing operand");
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
