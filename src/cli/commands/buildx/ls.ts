import type { Fields, ListFormat } from "../../../display/text/list.js";
import type { BuilderInstance } from "../../../engine/builds.js";
import { builderRow } from "../../../go/docker/rows.js";
import { listText } from "../../list-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { BUILDKIT_VERSION, platformsOf } from "./builders.js";

export const buildxLsCommand: CommandSpec = {
  paths: ["buildx ls"],
  usage: "",
  summary: "List builder instances",
  options: [
    { long: "format", type: "string", help: "Format the output", default: "table" },
    { long: "no-trunc", type: "bool", help: "Don't truncate output" },
  ],
  args: { min: 0, max: 0 },
  run,
};

const FORMAT: ListFormat = {
  row: builderRow,
  columns: ["Name", "DriverEndpoint", "Status", "Buildkit", "Platforms"],
  headings: { Name: "NAME/NODE", DriverEndpoint: "DRIVER/ENDPOINT", LastActivity: "LAST ACTIVITY" },
  id: "Name",
};

async function run({ engine, io, options }: Invocation): Promise<number> {
  const format = options.text("format") || "table";
  const builders = await engine.builders();
  const rows = builders.flatMap((builder) => linesOf(builder, format.startsWith("table")));
  io.stdout(listText(FORMAT, rows, { quiet: false, format }));
  return 0;
}

/** The builder, and below it its node. */
function linesOf(builder: BuilderInstance, isTable: boolean): readonly Fields[] {
  const { name, driver, node, endpoint, isCurrent } = builder;
  const indent = isTable ? " \\_ " : "";
  const none = { Error: "", LastActivity: "" };
  return [
    {
      ...none,
      Name: isTable && isCurrent ? `${name}*` : name,
      ...{ DriverEndpoint: driver, Status: "", Buildkit: "", Platforms: "" },
    },
    {
      ...none,
      Name: `${indent}${node}`,
      DriverEndpoint: `${indent}${endpoint}`,
      Status: "running",
      Buildkit: BUILDKIT_VERSION,
      Platforms: platformsOf(builder).join(", "),
    },
  ];
}
