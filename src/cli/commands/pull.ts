import type { Engine, PullOptions, PullResult } from "../../engine/engine.js";
import { inStream } from "../in-stream.js";
import type { CommandIO } from "../io.js";
import { PullPrinter } from "../pull-progress.js";
import { parseReference, type Reference } from "../reference.js";
import type { CommandSpec, Invocation } from "../spec.js";

export const pullCommand: CommandSpec = {
  paths: ["image pull", "pull"],
  usage: "[OPTIONS] NAME[:TAG|@DIGEST]",
  summary: "Download an image from a registry",
  options: [
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
  refused: "a/all-tags disable-content-trust",
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [name = ""] }: Invocation): Promise<number> {
  const reference = parseReference(name);
  const quiet = options.flag("quiet");
  const write = quiet ? undefined : (text: string) => io.stdout(text);
  if (reference.tagIsDefault) write?.("Using default tag: latest\n");
  const platform = options.text("platform");
  await pullImage(engine, reference, io, write, {
    insecure: options.flag("insecure"),
    ...(platform === undefined ? {} : { platform }),
  });
  io.stdout(`${reference.full}\n`);
  return 0;
}

/** Pulls, and prints the progress when there is a place for it. */
export async function pullImage(
  engine: Engine,
  reference: Reference,
  io: CommandIO,
  write: ((text: string) => void) | undefined,
  options: Pick<PullOptions, "insecure" | "platform"> = {},
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
  printer?.end(result);
  return result;
}
