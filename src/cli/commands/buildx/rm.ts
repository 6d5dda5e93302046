import type { Engine } from "../../../engine/engine.js";
import { BuilderError } from "../../../errors/builders.js";
import { refusal } from "../../build/refusal.js";
import type { CommandIO } from "../../command-io.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORCE } from "../prune.js";
import { BUILDER, builderNamed } from "./builders.js";

export const buildxRmCommand: CommandSpec = {
  paths: ["buildx rm"],
  usage: "[OPTIONS] [NAME...]",
  summary: "Remove one or more builder instances",
  options: [
    { long: "all-inactive", type: "bool", help: "Remove all inactive builders" },
    BUILDER,
    FORCE,
    { long: "keep-daemon", type: "bool", help: "Keep the BuildKit daemon running" },
    { long: "keep-state", type: "bool", help: "Keep BuildKit state" },
  ],
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  // Every builder here is always running.
  if (options.flag("all-inactive")) {
    if (args.length > 0) throw refusal("cannot specify builder name when --all-inactive is set");
    return 0;
  }
  const names = args.length > 0 ? args : [(await builderNamed(engine, options.text("builder"))).name];
  let isComplete = true;
  for (const name of names) isComplete = (await remove(name, engine, io)) && isComplete;
  if (!isComplete) throw refusal("failed to remove one or more builders");
  return 0;
}

async function remove(name: string, engine: Engine, io: CommandIO): Promise<boolean> {
  try {
    await engine.removeBuilder(name);
    io.stderr(`${name} removed\n`);
    return true;
  } catch (error) {
    if (!(error instanceof BuilderError)) throw error;
    io.stderr(`failed to remove ${name}: ${error.message}\n`);
    return false;
  }
}
