import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { removeEach } from "../forced-removal.js";

export const rmCommand: CommandSpec = {
  paths: ["container rm", "rm"],
  otherNames: { "container remove": "container rm" },
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Remove one or more containers",
  options: [
    {
      long: "force",
      short: "f",
      type: "bool",
      help: "Force the removal of a running container (uses SIGKILL)",
    },
    { long: "link", short: "l", type: "bool", help: "Remove the specified link" },
    {
      long: "volumes",
      short: "v",
      type: "bool",
      help: "Remove anonymous volumes associated with the container",
    },
  ],
  args: AT_LEAST_ONE,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const volumes = options.flag("volumes");
  return removeEach(invocation, async (name, { force }) => {
    if (options.flag("link")) await engine.removeLink(name);
    else await engine.removeContainer(name, { force, volumes });
    io.stdout(`${name}\n`);
  });
}
