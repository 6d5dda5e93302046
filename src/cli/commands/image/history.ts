import { historyBundle } from "../../../display/history.js";
import { historyFields, historyFormat } from "../../../display/text/history.js";
import { isPlainTable, listText } from "../../list-output.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { platformOption } from "../platform.js";
import { FORMAT_LIST, NO_TRUNC } from "../shared-options.js";

export const historyCommand: CommandSpec = {
  paths: ["image history", "history"],
  usage: "[OPTIONS] IMAGE",
  summary: "Show the history of an image",
  options: [
    FORMAT_LIST,
    {
      long: "human",
      short: "H",
      type: "bool",
      help: "Print sizes and dates in human readable format",
      default: "true",
    },
    NO_TRUNC,
    {
      long: "platform",
      type: "string",
      help: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    { long: "quiet", short: "q", type: "bool", help: "Only show image IDs" },
  ],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, now, options, args: [image = ""] }: Invocation): Promise<number> {
  const rows = await engine.history(image, platformOption(options, "invalid platform: "));
  const human = options.flag("human");
  const noTrunc = options.flag("no-trunc");
  const output = {
    quiet: options.flag("quiet"),
    format: options.text("format"),
  };
  if (isPlainTable(output) && human && !noTrunc) {
    show(io, historyBundle(rows, { name: image, now: now() }));
    return 0;
  }
  const fields = rows.map((row) => historyFields(row, { now: now(), human, noTrunc }));
  io.stdout(listText(historyFormat(human), fields, output));
  return 0;
}
