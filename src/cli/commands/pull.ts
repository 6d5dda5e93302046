import type { Engine, PullResult } from "../../engine/engine.js";
import type { CommandIO } from "../io.js";
import { PullPrinter } from "../pull-progress.js";
import { parseReference, type Reference } from "../reference.js";
import type { CommandSpec, Invocation } from "../spec.js";

export const pullCommand: CommandSpec = {
  paths: ["image pull", "pull"],
  usage: "[OPTIONS] NAME[:TAG|@DIGEST]",
  summary: "Download an image from a registry",
  options: [{ long: "quiet", short: "q", type: "bool", help: "Suppress verbose output" }],
  refused: "a/all-tags disable-content-trust platform:string",
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [name = ""] }: Invocation): Promise<number> {
  const reference = parseReference(name);
  const quiet = options.flag("quiet");
  const write = quiet ? undefined : (text: string) => io.stdout(text);
  if (reference.tagIsDefault) write?.("Using default tag: latest\n");
  await pullImage(engine, reference, io, write);
  io.stdout(`${reference.full}\n`);
  return 0;
}

/** Pulls, and prints the progress when there is a place for it. */
export async function pullImage(
  engine: Engine,
  reference: Reference,
  io: CommandIO,
  write: ((text: string) => void) | undefined,
): Promise<PullResult> {
  const printer = write === undefined ? undefined : new PullPrinter(io, write);
  const result = await engine.pull(reference.familiar, {
    ...(printer === undefined ? {} : { onProgress: printer.event }),
    ...(io.signal === undefined ? {} : { signal: io.signal }),
  });
  printer?.end(result);
  return result;
}
