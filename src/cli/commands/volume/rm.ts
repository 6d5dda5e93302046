import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";

export const volumeRmCommand: CommandSpec = {
  paths: ["volume rm"],
  otherNames: { "volume remove": "volume rm" },
  usage: "[OPTIONS] VOLUME [VOLUME...]",
  summary: "Remove one or more volumes",
  description: "Remove one or more volumes. You cannot remove a volume that is in use by a container.",
  options: [{ long: "force", short: "f", type: "bool", help: "Force the removal of one or more volumes" }],
  args: AT_LEAST_ONE,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const force = options.flag("force");
  return exitCodeForEach(invocation, async (name) => {
    await engine.removeVolume(name, { force });
    io.stdout(`${name}\n`);
  });
}
