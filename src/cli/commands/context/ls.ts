import type { ListFormat } from "../../../display/text/list.js";
import { contextRow } from "../../../go/docker/rows.js";
import { listText } from "../../list-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORMAT_LIST } from "../shared-options.js";

export const contextLsCommand: CommandSpec = {
  paths: ["context ls"],
  otherNames: { "context list": "context ls" },
  usage: "[OPTIONS]",
  summary: "List contexts",
  options: [FORMAT_LIST, { long: "quiet", short: "q", type: "bool", help: "Only show context names" }],
  args: { min: 0, max: 0 },
  run,
};

const FORMAT: ListFormat = {
  row: contextRow,
  columns: ["Name", "Description", "DockerEndpoint", "Error"],
  headings: { DockerEndpoint: "DOCKER ENDPOINT" },
  id: "Name",
};

async function run({ io, contexts, options }: Invocation): Promise<number> {
  const quiet = options.flag("quiet");
  const format = options.text("format");
  const isTable = !quiet && (format === undefined || format.startsWith("table"));
  const rows = contexts.list().map(({ name, description, host }) => ({
    Current: String(name === contexts.current),
    Description: description,
    DockerEndpoint: host,
    Error: "",
    Name: isTable && name === contexts.current ? `${name} *` : name,
  }));
  io.stdout(listText(FORMAT, rows, { quiet, format }));
  return 0;
}
