import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { BUILDER, BUILDKIT_VERSION, builderNamed, platformsOf } from "./builders.js";

export const buildxInspectCommand: CommandSpec = {
  paths: ["buildx inspect"],
  usage: "[NAME]",
  summary: "Inspect current builder instance",
  options: [
    { long: "bootstrap", type: "bool", help: "Ensure builder has booted before inspecting" },
    BUILDER,
  ],
  args: { min: 0, max: 1 },
  run,
};

/** The widest label, `BuildKit version:`, and a blank. */
const LABEL = 18;

async function run({ engine, io, options, args: [name] }: Invocation): Promise<number> {
  const builder = await builderNamed(engine, name ?? options.text("builder"));
  const line = (label: string, value: string, width = LABEL): string =>
    `${`${label}:`.padEnd(width)}${value}\n`;
  const text = [
    line("Name", builder.name, 8),
    line("Driver", builder.driver, 8),
    "\nNodes:\n",
    line("Name", builder.node),
    line("Endpoint", builder.endpoint),
    line("Status", "running"),
    line("BuildKit version", BUILDKIT_VERSION),
    line("Platforms", platformsOf(builder).join(", ")),
  ];
  io.stdout(text.join(""));
  return 0;
}
