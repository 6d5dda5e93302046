import { InvalidPlatformError } from "../../../errors/oci.js";
import { parsePlatform, platformText } from "../../../oci/platform.js";
import { csv } from "../../build/fields.js";
import { refusal } from "../../build/refusal.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { refusing } from "./builders.js";

export const buildxCreateCommand: CommandSpec = {
  paths: ["buildx create"],
  usage: "[OPTIONS] [CONTEXT|ENDPOINT]",
  summary: "Create a new builder instance",
  options: [
    { long: "append", type: "bool", help: "Append a node to builder instead of changing it" },
    { long: "bootstrap", type: "bool", help: "Boot builder after creation" },
    { long: "buildkitd-config", type: "string", help: "BuildKit daemon config file" },
    { long: "config", type: "string", help: "BuildKit daemon config file", isConcealed: true },
    { long: "buildkitd-flags", type: "string", help: "BuildKit daemon flags" },
    {
      long: "driver",
      type: "string",
      help: 'Driver to use (available: "docker-container", "kubernetes", "remote")',
    },
    { long: "driver-opt", type: "list", help: "Options for the driver" },
    { long: "leave", type: "bool", help: "Remove a node from builder instead of changing it" },
    { long: "name", type: "string", help: "Builder instance name" },
    { long: "node", type: "string", help: "Create/modify node with given name" },
    { long: "platform", type: "list", help: "Fixed platforms for current node" },
    { long: "use", type: "bool", help: "Set the current builder instance" },
  ],
  args: { min: 0, max: 1 },
  run,
};

async function run({ engine, io, options, args: [endpoint] }: Invocation): Promise<number> {
  const given = (name: string) => options.text(name) || undefined;
  const [name, driver, node] = [given("name"), given("driver"), given("node")];
  if (options.flag("append") || options.flag("leave")) {
    if (name === undefined) throw refusal("append requires a builder name");
    throw refusal(
      `layerlab's builders have one node each, since every build runs here: create another builder instead of a second node of "${name}"`,
    );
  }
  if (driver === "remote" && endpoint === undefined) throw refusal("no remote endpoint provided");
  const made = await refusing(() =>
    engine.createBuilder({
      ...(name === undefined ? {} : { name }),
      ...(driver === undefined ? {} : { driver }),
      ...(node === undefined ? {} : { node }),
      ...(endpoint === undefined ? {} : { endpoint }),
      platforms: options.list("platform").flatMap((text) => csv(text).map(normal)),
      use: options.flag("use"),
    }),
  );
  io.stdout(`${made}\n`);
  return 0;
}

function normal(text: string): string {
  try {
    return platformText(parsePlatform(text));
  } catch (error) {
    if (error instanceof InvalidPlatformError) throw refusal(error.message);
    throw error;
  }
}
