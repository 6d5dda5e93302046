import { goJsonEscaped } from "../display/go-text.js";
import { alignColumns } from "../display/tabwriter.js";
import { type Fields, type ListFormat, quietText, tableText } from "../display/text/list.js";
import { TemplateError, UsageError } from "../errors/cli.js";
import { compileTemplate } from "./template/evaluate.js";

export interface ListOutput {
  readonly quiet: boolean;
  /** `--format` */
  readonly format: string | undefined;
  /** The client's Go type, which its error for an unknown field names. */
  readonly type: string;
}

/** A list as `--quiet`, `--format` or neither ask for it. */
export function listText(list: ListFormat, rows: readonly Fields[], output: ListOutput): string {
  const format = output.format ?? "table";
  if (format === "json") return rows.map((row) => `${goJsonEscaped(sorted(row))}\n`).join("");
  if (output.quiet && (format === "table" || format === "")) return quietText(list, rows);
  if (format === "table" || format === "") return tableText(list, rows);
  const isTable = format.startsWith("table ");
  const template = (isTable ? format.slice("table ".length).trim() : format)
    .replaceAll("\\t", "\t")
    .replaceAll("\\n", "\n");
  try {
    const evaluate = compileTemplate(template, {
      missing: (name) => `can't evaluate field ${name} in type ${output.type}`,
    });
    // A whole row printed as JSON has its fields in order and Go's HTML escapes.
    const lines = rows.map((row) =>
      /^\s*\{\{-?\s*json\s+\.\s*-?\}\}\s*$/.test(template)
        ? goJsonEscaped(sorted(row))
        : evaluate(sorted(row)),
    );
    if (!isTable) return lines.map((line) => `${line}\n`).join("");
    const heading = evaluate({ ...upperCased(rows[0] ?? {}), ...list.headings });
    return alignColumns([heading, ...lines].map((line) => `${line}\n`).join(""));
  } catch (error) {
    if (error instanceof TemplateError) throw new UsageError(`template parsing error: ${error.message}`, 1);
    throw error;
  }
}

/** True when the output is the plain table that has a richer form. */
export function isPlainTable(output: ListOutput): boolean {
  return !output.quiet && (output.format === undefined || output.format === "table");
}

function sorted(row: Fields): Fields {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function upperCased(row: Fields): Fields {
  return Object.fromEntries(Object.keys(row).map((name) => [name, name.toUpperCase()]));
}
