import { UsageError } from "../../../errors/cli.js";
import { hostFiles, readingArchive, standardInput } from "../../disk/archive-input.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { platformOption } from "../platform.js";

export const loadCommand: CommandSpec = {
  paths: ["image load", "load"],
  usage: "[OPTIONS]",
  summary: "Load an image from a tar archive or STDIN",
  options: [
    { long: "input", short: "i", type: "string", help: "Read from tar archive file, instead of STDIN" },
    {
      long: "platform",
      type: "string",
      help: 'Load only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    { long: "quiet", short: "q", type: "bool", help: "Suppress the load output" },
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run({ engine, io, options }: Invocation): Promise<number> {
  const input = options.text("input") ?? "";
  const archive = input === "" ? standardInput(io) : hostFiles(io).read(input);
  if (archive === undefined) throw new UsageError("requested load from stdin, but stdin is empty", 1);
  const platform = platformOption(options, "invalid platform: ");
  const loaded = await readingArchive("", () => engine.load(archive, platform));
  // Docker ends in silence here, and leaves it open whether anything was loaded.
  if (loaded.length === 0 && platform.platform !== undefined)
    io.stderr(`layerlab: no image of this archive is for ${platform.platform}: nothing was loaded.\n`);
  for (const { id, references, moved, isSilent } of loaded) {
    if (isSilent) continue;
    for (const reference of references) {
      const before = moved.find((one) => one.reference === reference);
      if (before !== undefined)
        io.stdout(
          `The image ${reference} already exists, renaming the old one with ID ${before.from} to empty string\n`,
        );
      io.stdout(`Loaded image: ${reference}\n`);
    }
    if (references.length === 0) io.stdout(`Loaded image ID: ${id}\n`);
  }
  return 0;
}
