import { UsageError } from "../../../errors/cli.js";
import { hostFiles, readingArchive, standardInput } from "../../disk/archive-input.js";
import { parseReference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const importCommand: CommandSpec = {
  paths: ["image import", "import"],
  usage: "[OPTIONS] file|URL|- [REPOSITORY[:TAG]]",
  summary: "Import the contents from a tarball to create a filesystem image",
  options: [
    { long: "change", short: "c", type: "list", help: "Apply Dockerfile instruction to the created image" },
    { long: "message", short: "m", type: "string", help: "Set commit message for imported image" },
    { long: "platform", type: "string", help: "Set platform if server is multi-platform capable" },
  ],
  args: { min: 1, max: 2 },
  run,
};

async function run({ engine, io, options, args: [source = "", name] }: Invocation): Promise<number> {
  const reference = name === undefined ? undefined : parseReference(name).familiar;
  const comment = options.text("message");
  const platform = options.text("platform");
  const archive = openSource(io, source);
  const id = await readingArchive("Error response from daemon: ", () =>
    engine.import(archive, {
      changes: options.list("change"),
      ...(reference === undefined ? {} : { reference }),
      ...(comment === undefined ? {} : { comment }),
      ...(platform === undefined ? {} : { platform }),
    }),
  );
  io.stdout(`${id}\n`);
  return 0;
}

function openSource(io: Invocation["io"], source: string): AsyncIterable<Uint8Array> {
  if (/^https?:\/\//.test(source))
    throw new UsageError(
      `layerlab does not download archives: fetch ${source} yourself, then import the file`,
      1,
    );
  if (source !== "-") return hostFiles(io).read(source);
  const input = standardInput(io);
  if (input === undefined) throw new UsageError("there is no standard input here to import from", 1);
  return input;
}
