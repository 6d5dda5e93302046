import { NoSuchNetworkError } from "../../../errors/networks.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, forEachName } from "../each-name.js";

export const networkRmCommand: CommandSpec = {
  paths: ["network rm"],
  otherNames: { "network remove": "network rm" },
  usage: "NETWORK [NETWORK...]",
  summary: "Remove one or more networks",
  options: [{ long: "force", short: "f", type: "bool", help: "Do not error if the network does not exist" }],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const force = options.flag("force");
  const failed = await forEachName(
    args,
    (text) => io.stderr(text),
    async (name) => {
      try {
        await engine.removeNetwork(name);
        io.stdout(`${name}\n`);
      } catch (error) {
        if (!(force && error instanceof NoSuchNetworkError)) throw error;
      }
    },
  );
  // The client's own words for an exit code that it has nothing to say about.
  if (failed.length > 0) io.stderr("exit status 1\n");
  return failed.length > 0 ? 1 : 0;
}
