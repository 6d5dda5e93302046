import type { Program } from "../../process/programs.js";
import { type CopyOptions, copy, inside, targets } from "./copy.js";
import { parseArguments, program, quote } from "./support.js";

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

export const cp: Program = program("cp", async (command) => {
  const args = parseArguments("cp", command.context.argv, "adfHilLnPprRst:TuvxZ", CP_LONG);
  const archive = args.has("a");
  const recursive = archive || args.has("r") || args.has("R");
  const options: CopyOptions = {
    recursive,
    preserve: archive || args.has("p"),
    attributes: archive && !command.context.busybox,
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
    } else await copy(command, from, to, options, new Map(), !recursive || args.has("H"));
  }
});
