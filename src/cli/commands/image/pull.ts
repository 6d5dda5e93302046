import type { Engine } from "../../../engine/engine.js";
import type { PullOptions, PullResult } from "../../../engine/registry.js";
import { UsageError } from "../../../errors/cli.js";
import { splitTag } from "../../../oci/reference.js";
import type { CommandIO } from "../../command-io.js";
import { parseReference, type Reference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { inStream } from "../../transfer-progress/in-stream.js";
import { PullPrinter } from "../../transfer-progress/pull.js";
import { CONTENT_TRUST } from "../shared-options.js";

export const pullCommand: CommandSpec = {
  paths: ["image pull", "pull"],
  usage: "[OPTIONS] NAME[:TAG|@DIGEST]",
  summary: "Download an image from a registry",
  options: [
    {
      long: "all-tags",
      short: "a",
      type: "bool",
      help: "Download all tagged images in the repository",
    },
    CONTENT_TRUST,
    {
      long: "insecure",
      type: "bool",
      help: "Use HTTP where the registry has no HTTPS; localhost needs no saying. Not an option of Docker's",
    },
    {
      long: "platform",
      type: "string",
      help: "Set platform if server is multi-platform capable",
    },
    { long: "quiet", short: "q", type: "bool", help: "Suppress verbose output" },
  ],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [name = ""] }: Invocation): Promise<number> {
  const reference = parseReference(name);
  const quiet = options.flag("quiet");
  const write = quiet ? undefined : (text: string) => io.stdout(text);
  if (options.flag("all-tags")) {
    if (!reference.tagIsDefault) throw new UsageError("tag can't be used with --all-tags/-a", 1);
    return pullAll({ engine, io, options, name, repository: reference.full, write });
  }
  if (reference.tagIsDefault) write?.("Using default tag: latest\n");
  const platform = options.text("platform");
  await pullImage(engine, reference, io, write, {
    insecure: options.flag("insecure"),
    ...(platform === undefined ? {} : { platform }),
  });
  io.stdout(`${reference.full}\n`);
  return 0;
}

interface AllTags extends Pick<Invocation, "engine" | "io" | "options"> {
  readonly name: string;
  readonly repository: string;
  readonly write: ((text: string) => void) | undefined;
}

/** One tag after another; what became of all of them is said once, at the end. */
async function pullAll({ engine, io, options, name, repository, write }: AllTags): Promise<number> {
  const connection = {
    insecure: options.flag("insecure"),
    ...(io.signal === undefined ? {} : { signal: io.signal }),
  };
  const platform = options.text("platform");
  const tags = await engine.tags(name, connection);
  let isNew = false;
  for (const tag of tags) {
    const { upToDate } = await pullImage(
      engine,
      parseReference(`${name}:${tag}`),
      io,
      write,
      { insecure: connection.insecure, ...(platform === undefined ? {} : { platform }) },
      false,
    );
    isNew ||= !upToDate;
  }
  write?.(`Status: ${isNew ? "Downloaded newer image" : "Image is up to date"} for ${name}\n`);
  io.stdout(`${splitTag(repository).repository}\n`);
  return 0;
}

/** Pulls, and prints the progress if there is somewhere to print it. */
export async function pullImage(
  engine: Engine,
  reference: Reference,
  io: CommandIO,
  write: ((text: string) => void) | undefined,
  options: Pick<PullOptions, "insecure" | "platform" | "orBuiltIn"> = {},
  withStatus = true,
): Promise<PullResult> {
  const printer = write === undefined ? undefined : new PullPrinter(io, write);
  const result = await inStream((begun) =>
    engine.pull(reference.familiar, {
      ...options,
      onProgress: (event) => {
        begun();
        printer?.event(event);
      },
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    }),
  );
  printer?.end(result, withStatus);
  return result;
}
