import { OUTPUT, writeArchiveOutput } from "../../disk/archive-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const exportCommand: CommandSpec = {
  paths: ["container export", "export"],
  usage: "[OPTIONS] CONTAINER",
  summary: "Export a container's filesystem as a tar archive",
  options: [OUTPUT],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [container = ""] }: Invocation): Promise<number> {
  return writeArchiveOutput(io, options, "failed to export container", () => engine.export(container));
}
