import { UsageError } from "../../../errors/cli.js";
import { OUTPUT, writeArchiveOutput } from "../../disk/archive-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { platformOption } from "../platform.js";

export const saveCommand: CommandSpec = {
  paths: ["image save", "save"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Save one or more images to a tar archive (streamed to STDOUT by default)",
  options: [
    OUTPUT,
    {
      long: "platform",
      type: "string",
      help: 'Save only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    {
      long: "format",
      type: "string",
      help: 'What the archive is: "docker" (loads everywhere) or "oci" (an OCI image layout and nothing else). Not an option of Docker\'s',
      default: "docker",
    },
  ],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const format = options.text("format");
  if (format !== "docker" && format !== "oci")
    throw new UsageError(`invalid --format "${format}": must be "docker" or "oci"`, 1);
  const platform = platformOption(options, "invalid platform: ");
  return writeArchiveOutput(io, options, "failed to save image", () =>
    engine.save(args, { format, ...platform }),
  );
}
