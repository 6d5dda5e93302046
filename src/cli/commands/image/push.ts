import { transferredBundle } from "../../../display/transfer.js";
import { UsageError } from "../../../errors/cli.js";
import { parseReference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { inStream } from "../../transfer-progress/in-stream.js";
import { TransferLines } from "../../transfer-progress/lines.js";
import { platformOption } from "../platform.js";
import { CONTENT_TRUST } from "../shared-options.js";

export const pushCommand: CommandSpec = {
  paths: ["image push", "push"],
  usage: "[OPTIONS] NAME[:TAG]",
  summary: "Upload an image to a registry",
  options: [
    { long: "all-tags", short: "a", type: "bool", help: "Push all tags of an image to the repository" },
    { ...CONTENT_TRUST, help: "Skip image signing" },
    {
      long: "insecure",
      type: "bool",
      help: "Use HTTP where the registry has no HTTPS; localhost needs no saying. Not an option of Docker's",
    },
    {
      long: "platform",
      type: "string",
      help: `Push a platform-specific manifest as a single-platform image to the registry.
Image index won't be pushed, meaning that other manifests, including attestations won't be preserved.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`,
    },
    { long: "quiet", short: "q", type: "bool", help: "Suppress verbose output" },
  ],
  args: { min: 1, max: 1 },
  run,
};

/** Docker's note, as it stands where nothing is coloured. */
const PLATFORM_NOTE = `
 Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.
         Other components, like attestations, will not be included.
         To push the complete multi-platform image, remove the --platform flag.
         
`;

async function run(invocation: Invocation): Promise<number> {
  const {
    io,
    options,
    args: [name = ""],
  } = invocation;
  // The client ends no line between its two sentences.
  const platform = platformOption(options, `Invalid platform ${options.text("platform") ?? ""}`);
  if (platform.platform !== undefined) io.stdout(PLATFORM_NOTE);
  const reference = parseReference(name);
  const quiet = options.flag("quiet");
  const write = quiet ? () => {} : (text: string) => io.stdout(text);
  if (options.flag("all-tags")) return pushAll(invocation, reference.familiar, reference.tagIsDefault, write);
  if (reference.tagIsDefault) write("Using default tag: latest\n");
  await pushOne(invocation, reference.familiar, true, write);
  if (quiet) io.stdout(`${reference.full}\n`);
  return 0;
}

async function pushAll(
  invocation: Invocation,
  name: string,
  isUntagged: boolean,
  write: (text: string) => void,
): Promise<number> {
  if (!isUntagged) throw new UsageError("tag can't be used with --all-tags/-a", 1);
  const repository = name.slice(0, name.lastIndexOf(":"));
  const images = await invocation.engine.images({ all: true });
  const tags = images
    .flatMap((image) => image.tags)
    .filter((tag) => tag.slice(0, tag.lastIndexOf(":")) === repository)
    .sort();
  if (tags.length === 0) {
    throw new UsageError(
      `Error response from daemon: An image does not exist locally with the tag: ${repository}`,
      1,
    );
  }
  for (const [at, tag] of tags.entries()) await pushOne(invocation, tag, at === 0, write);
  return 0;
}

async function pushOne(
  { engine, io, options }: Invocation,
  name: string,
  isFirst: boolean,
  write: (text: string) => void,
): Promise<void> {
  const quiet = options.flag("quiet");
  const lines = new TransferLines(io, write);
  const result = await inStream((begun) =>
    engine.push(name, {
      insecure: options.flag("insecure"),
      ...platformOption(options, ""),
      onProgress: (event) => {
        begun();
        if (event.kind === "layer") {
          if (!quiet) lines.event(event);
          return;
        }
        if (isFirst) write(`The push refers to repository [${event.repository}]\n`);
        if (!quiet) lines.overNetwork(`Pushing to ${event.repository}`);
      },
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    }),
  );
  if (!quiet) lines.finish(transferredBundle(result.layers, "sent"));
  write(`${result.tag}: digest: ${result.digest} size: ${result.size}\n`);
}
