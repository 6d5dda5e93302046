import {
  containerDamageText,
  DISK_USAGE,
  diskUsageDetails,
  diskUsageFields,
  diskUsageRows,
} from "../../../display/text/disk-usage.js";
import { damageText } from "../../../display/text/images.js";
import { TemplateError, UsageError } from "../../../errors/cli.js";
import { diskUsage } from "../../../go/docker/rows.js";
import { compileTemplate } from "../../../go/template/evaluate.js";
import { listText } from "../../list-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORMAT_LIST } from "../shared-options.js";

export const dfCommand: CommandSpec = {
  paths: ["system df"],
  usage: "[OPTIONS]",
  summary: "Show docker disk usage",
  options: [
    FORMAT_LIST,
    { long: "verbose", short: "v", type: "bool", help: "Show detailed information on space usage" },
  ],
  args: { min: 0, max: 0 },
  run,
};

async function run({ engine, io, now, options }: Invocation): Promise<number> {
  const usage = await engine.df();
  const damage = damageText(usage.images.items) + containerDamageText(usage.containers.items);
  if (damage !== "") io.stderr(damage);
  const format = options.text("format");
  if (options.flag("verbose")) {
    io.stdout(
      format === undefined || format === "table"
        ? diskUsageDetails(usage, now())
        : formatted(format, diskUsageRows(usage, now())),
    );
    return 0;
  }
  io.stdout(listText(DISK_USAGE, diskUsageFields(usage), { quiet: false, format }));
  return 0;
}

/** With `-v` there is one template for all kinds of things: `{{range .Images}}…`. */
function formatted(format: string, data: ReturnType<typeof diskUsageRows>): string {
  try {
    return `${compileTemplate(format === "json" ? "{{json .}}" : format)({ type: diskUsage, data })}\n`;
  } catch (error) {
    if (error instanceof TemplateError) throw new UsageError(`template parsing error: ${error.message}`, 1);
    throw error;
  }
}
