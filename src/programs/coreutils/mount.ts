import { FileSystemError } from "../../errors/filesystem.js";
import type { Program } from "../../process/programs.js";
import { mountEntries } from "./mounts.js";
import { parseArguments, program } from "./support.js";

/** util-linux's status for what could not be mounted. */
const MOUNT_FAILED = 32;

/** `mount`, `mount -t TYPE`: what is mounted. A container without privileges may mount nothing. */
export const mount: Program = program("mount", (command) => {
  const args = parseArguments("mount", command.context.argv, "alrwvnft:o:", {
    types: "t",
    options: "o",
    bind: "b",
    "show-labels": "l",
    verbose: "v",
  });
  const target = args.operands.at(-1);
  if (target !== undefined) {
    const isRoot = command.fs.credentials.uid === 0;
    command.fail(
      isRoot ? `${target}: permission denied.` : "only root can do that",
      isRoot ? MOUNT_FAILED : 1,
    );
    return;
  }
  const types = args.values("t").flatMap((types) => types.split(","));
  for (const { device, place, type, options } of mountEntries(command.fs))
    if (types.length === 0 || types.includes(type))
      command.context.stdout(`${device} on ${place} type ${type} (${options})\n`);
});

/** `mountpoint [-q] PATH` */
export const mountpoint: Program = program("mountpoint", (command) => {
  const args = parseArguments("mountpoint", command.context.argv, "qdx", { quiet: "q" });
  const [operand] = args.operands;
  if (operand === undefined) throw command.wrongUse("bad usage");
  const say = (text: string): void => {
    if (!args.has("q")) command.context.stdout(text);
  };
  try {
    const path = command.fs.realpath(command.path(operand));
    const isMount = mountEntries(command.fs).some(({ place }) => place === path);
    say(`${operand} is ${isMount ? "" : "not "}a mountpoint\n`);
    if (!isMount) command.code = MOUNT_FAILED;
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    command.fail(`${operand}: No such file or directory`);
  }
});
