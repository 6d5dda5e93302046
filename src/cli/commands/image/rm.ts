import { UsageError } from "../../../errors/cli.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { removeEach } from "../forced-removal.js";
import { checkedPlatform } from "../platform.js";

export const rmiCommand: CommandSpec = {
  paths: ["image rm", "rmi"],
  otherNames: { "image remove": "image rm" },
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Remove one or more images",
  options: [
    { long: "force", short: "f", type: "bool", help: "Force removal of the image" },
    { long: "no-prune", type: "bool", help: "Do not delete untagged parents" },
    {
      long: "platform",
      type: "strings",
      help: 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  ],
  args: AT_LEAST_ONE,
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options: given } = invocation;
  const noPrune = given.flag("no-prune");
  const platforms = given.list("platform").map((text) => checkedPlatform(text, ""));
  if (platforms.length > 1)
    throw new UsageError("Error response from daemon: multiple platforms are not supported", 1);
  const [platform] = platforms;
  const wanted = platform === undefined ? {} : { platform };
  return removeEach(invocation, async (name, options) => {
    for (const removal of await engine.removeImage(name, { ...options, ...wanted, noPrune })) {
      io.stdout(
        removal.kind === "untagged" ? `Untagged: ${removal.reference}\n` : `Deleted: ${removal.id}\n`,
      );
    }
  });
}
