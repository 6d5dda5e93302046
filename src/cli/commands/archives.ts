import { UsageError } from "../../errors/cli.js";
import type { OptionSpec } from "../option-spec.js";
import { parseReference } from "../reference.js";
import type { CommandSpec, Invocation } from "../spec.js";
import {
  checkOutput,
  hostFiles,
  readingArchive,
  refuseScreen,
  standardInput,
  toStandardOutput,
} from "../streams.js";

const OUTPUT: OptionSpec = {
  long: "output",
  short: "o",
  type: "string",
  help: "Write to a file, instead of STDOUT",
};

export const saveCommand: CommandSpec = {
  paths: ["image save", "save"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Save one or more images to a tar archive (streamed to STDOUT by default)",
  options: [
    OUTPUT,
    {
      long: "format",
      type: "string",
      help: 'What the archive is: "docker" (loads everywhere) or "oci" (an OCI image layout and nothing else). Not an option of Docker\'s',
      default: "docker",
    },
  ],
  refused: "platform:string",
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  run: save,
};

export const loadCommand: CommandSpec = {
  paths: ["image load", "load"],
  usage: "[OPTIONS]",
  summary: "Load an image from a tar archive or STDIN",
  options: [
    { long: "input", short: "i", type: "string", help: "Read from tar archive file, instead of STDIN" },
    { long: "quiet", short: "q", type: "bool", help: "Suppress the load output" },
  ],
  refused: "platform:string",
  args: { min: 0, max: 0 },
  run: load,
};

export const exportCommand: CommandSpec = {
  paths: ["container export", "export"],
  usage: "[OPTIONS] CONTAINER",
  summary: "Export a container's filesystem as a tar archive",
  options: [OUTPUT],
  args: { min: 1, max: 1 },
  run: exportContainer,
};

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
  run: importImage,
};

async function save({ engine, io, options, args }: Invocation): Promise<number> {
  const format = options.text("format");
  if (format !== "docker" && format !== "oci")
    throw new UsageError(`invalid --format "${format}": must be "docker" or "oci"`, 1);
  const output = options.text("output") ?? "";
  if (output === "") {
    refuseScreen(io);
    await toStandardOutput(io, engine.save(args, { format }));
    return 0;
  }
  const files = hostFiles(io);
  checkOutput(files, output, "failed to save image");
  await files.write(output, engine.save(args, { format }));
  return 0;
}

async function exportContainer({ engine, io, options, args: [container = ""] }: Invocation): Promise<number> {
  const output = options.text("output") ?? "";
  if (output === "") {
    refuseScreen(io);
    await toStandardOutput(io, engine.export(container));
    return 0;
  }
  const files = hostFiles(io);
  checkOutput(files, output, "failed to export container");
  await files.write(output, engine.export(container));
  return 0;
}

async function load({ engine, io, options }: Invocation): Promise<number> {
  const input = options.text("input") ?? "";
  const archive = input === "" ? standardInput(io) : hostFiles(io).read(input);
  if (archive === undefined) throw new UsageError("requested load from stdin, but stdin is empty", 1);
  for (const { id, references, moved } of await readingArchive("", () => engine.load(archive))) {
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

async function importImage({ engine, io, options, args: [source = "", name] }: Invocation): Promise<number> {
  const reference = name === undefined ? undefined : parseReference(name).familiar;
  const comment = options.text("message");
  const platform = options.text("platform");
  const archive = importSource(io, source);
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

function importSource(io: Invocation["io"], source: string): AsyncIterable<Uint8Array> {
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
