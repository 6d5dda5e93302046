import { UsageError } from "../../../errors/cli.js";
import { splitAssignment } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const volumeCreateCommand: CommandSpec = {
  paths: ["volume create"],
  usage: "[OPTIONS] [VOLUME]",
  summary: "Create a volume",
  options: [
    { long: "driver", short: "d", type: "string", help: "Specify volume driver name", default: "local" },
    { long: "label", type: "list", help: "Set metadata for a volume" },
    // The name as an option is of old; the client reads it still, and does not show it.
    { long: "name", type: "string", help: "", isConcealed: true },
    { long: "opt", short: "o", type: "map", help: "Set driver specific options", default: "map[]" },
  ],
  args: { min: 0, max: 1 },
  run,
};

async function run({ engine, io, options, args: [given] }: Invocation): Promise<number> {
  const old = options.text("name");
  if (old !== undefined && given !== undefined)
    throw new UsageError(
      "conflicting options: cannot specify a volume-name through both --name and as a positional arg",
      1,
    );
  const name = given ?? old;
  const volume = await engine.createVolume({
    ...(name === undefined ? {} : { name }),
    driver: options.text("driver") ?? "local",
    labels: Object.fromEntries(options.list("label").map(withValue)),
    options: Object.fromEntries(options.list("opt").map(withValue)),
  });
  io.stdout(`${volume}\n`);
  return 0;
}

function withValue(text: string): [string, string] {
  const [name, value = ""] = splitAssignment(text);
  return [name, value];
}
