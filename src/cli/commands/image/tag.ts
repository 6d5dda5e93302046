import { UsageError } from "../../../errors/cli.js";
import { parseReference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const tagCommand: CommandSpec = {
  paths: ["image tag", "tag"],
  usage: "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
  summary: "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE",
  options: [],
  args: { min: 2, max: 2 },
  run,
};

async function run({ engine, args: [source = "", target = ""] }: Invocation): Promise<number> {
  await engine.tag(source, checkedTarget(target));
  return 0;
}

function checkedTarget(target: string): string {
  try {
    return parseReference(target).familiar;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      `Error parsing reference: "${target}" is not a valid repository/tag: ${error.message}`,
      error.exitCode,
    );
  }
}
