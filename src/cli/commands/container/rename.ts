import { UsageError } from "../../../errors/cli.js";
import { errorText } from "../../error-text.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const renameCommand: CommandSpec = {
  paths: ["container rename", "rename"],
  usage: "CONTAINER NEW_NAME",
  summary: "Rename a container",
  options: [],
  args: { min: 2, max: 2 },
  run,
};

async function run({ engine, io, args: [container = "", name = ""] }: Invocation): Promise<number> {
  const [from, to] = [container.trim(), name.trim()];
  if (from === "" || to === "") throw new UsageError("Error: Neither old nor new names may be empty", 1);
  try {
    await engine.rename(from, to);
  } catch (error) {
    io.stderr(`${errorText(error)}\n`);
    throw new UsageError(`Error: failed to rename container named ${from}`, 1);
  }
  return 0;
}
