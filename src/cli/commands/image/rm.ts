import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { removeEach } from "../forced-removal.js";

export const rmiCommand: CommandSpec = {
  paths: ["image rm", "rmi"],
  otherNames: { "image remove": "image rm" },
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Remove one or more images",
  options: [
    { long: "force", short: "f", type: "bool", help: "Force removal of the image" },
    { long: "no-prune", type: "bool", help: "Do not delete untagged parents" },
  ],
  refused: "platform:strings",
  args: AT_LEAST_ONE,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options: given } = invocation;
  const noPrune = given.flag("no-prune");
  return removeEach(invocation, async (name, options) => {
    for (const removal of await engine.removeImage(name, { ...options, noPrune })) {
      io.stdout(
        removal.kind === "untagged" ? `Untagged: ${removal.reference}\n` : `Deleted: ${removal.id}\n`,
      );
    }
  });
}
