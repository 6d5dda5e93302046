import { FileSystemError } from "../../errors/filesystem.js";
import type { Program } from "../../process/programs.js";
import { type CopyOptions, copy, inside, targets } from "./copy.js";
import { type Command, parseArguments, program, quote } from "./support.js";

export const mv: Program = program("mv", async (command) => {
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
    await move(command, from, to, {
      noClobber: args.has("n"),
      update: args.has("u"),
      verbose: args.has("v"),
    });
  }
});

const MOVED: CopyOptions = {
  recursive: true,
  preserve: true,
  attributes: true,
  links: true,
  force: true,
  noClobber: false,
  update: false,
  verbose: false,
  hardLink: false,
  symlink: false,
};

async function move(
  command: Command,
  from: string,
  to: string,
  options: { readonly noClobber: boolean; readonly update: boolean; readonly verbose: boolean },
): Promise<void> {
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
    // A directory of an image's layer cannot be renamed, so it is copied and then removed, as mv(1) does.
    if (existing && stat.kind === "directory" && existing.kind === "directory") {
      const gone = command.attempt(`cannot move ${quote(from)} to ${quote(to)}`, () => fs.rmdir(target));
      if (!gone) return;
    }
    const before = command.code;
    await copy(command, from, to, { ...MOVED, attributes: !command.context.busybox }, new Map(), false);
    if (command.code !== before || command.context.signal.aborted) return;
    command.attempt(`cannot remove ${quote(from)}`, () => fs.remove(source, { recursive: true }));
  }
  if (options.verbose) command.context.stdout(`renamed ${quote(from)} -> ${quote(to)}\n`);
}
