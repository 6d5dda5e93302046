import { type Fields, type ListFormat, quietText, tableText } from "../display/text/list.js";
import { TemplateError, UsageError } from "../errors/cli.js";
import { HEADING_FUNCTIONS } from "../go/docker/functions.js";
import { headings } from "../go/docker/rows.js";
import { alignColumns } from "../go/tabwriter.js";
import { compileTemplate } from "../go/template/evaluate.js";

export interface ListOutput {
  readonly quiet: boolean;
  /** `--format` */
  readonly format: string | undefined;
  /** Each line's labels, for `{{.Label "name"}}`. */
  readonly labels?: readonly Readonly<Record<string, string>>[];
}

/** A list, printed as `--quiet` and `--format` say. */
export function listText(list: ListFormat, rows: readonly Fields[], output: ListOutput): string {
  const format = output.format || "table";
  if (output.quiet && (format === "table" || (list.quietWins && format !== "raw")))
    return quietText(list, rows);
  if (format === "table") return tableText(list, rows);
  const isTable = format.startsWith("table");
  const template = templateOf(list, output.quiet, format);
  try {
    const print = compileTemplate(template);
    const lines = rows.map((row, at) =>
      print({ type: list.row.type, data: { ...row, labels: output.labels?.[at] } }),
    );
    if (!isTable) return lines.map((line) => `${line}\n`).join("");
    const heading = print({ type: headings, data: headingsOf(list) }, { functions: HEADING_FUNCTIONS });
    return alignColumns([heading, ...lines].map((line) => `${line}\n`).join(""));
  } catch (error) {
    if (error instanceof TemplateError) throw new UsageError(`template parsing error: ${error.message}`, 1);
    throw error;
  }
}

/** `json` and `raw` stand for templates; in others `\t` and `\n` may be written as two characters. */
function templateOf(list: ListFormat, quiet: boolean, format: string): string {
  if (format === "json") return "{{json .}}";
  const { raw } = list;
  const chosen = format === "raw" && raw !== undefined ? raw(quiet) : format.replace(/^table/, "");
  return chosen
    .replace(/^ +| +$/g, "")
    .replaceAll("\\t", "\t")
    .replaceAll("\\n", "\n");
}

/** True when the output is the plain table, for which there is a richer form. */
export function isPlainTable(output: ListOutput): boolean {
  return !output.quiet && (output.format === undefined || output.format === "table");
}

/** A heading for each column that a line has, in the default table or not. */
function headingsOf({ row, headings }: ListFormat): Fields {
  const own = Object.fromEntries(row.columns.map((name) => [name, headings[name] ?? name.toUpperCase()]));
  return { ...headings, ...own };
}
