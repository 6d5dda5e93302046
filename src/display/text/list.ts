import type { RowType } from "../../go/docker/rows.js";
import { alignColumns } from "../../go/tabwriter.js";

/** The cells of one line, by the field names that Docker's `--format` templates use (`ID`, `Size`, …). */
export type Fields = Readonly<Record<string, string>>;

/** A table: which fields are columns, and the heading of each. */
export interface TableFormat {
  /** Names of the fields that the default table shows, in order. */
  readonly columns: readonly string[];
  readonly headings: Readonly<Record<string, string>>;
  /** What the default table shows for an empty cell, by field. */
  readonly empty?: Readonly<Record<string, string>>;
}

/** A list as Docker prints one, as a table or otherwise. */
export interface ListFormat extends TableFormat {
  /** What the client calls a line, and every column there is. */
  readonly row: RowType;
  /** The field that `--quiet` prints. */
  readonly id: string;
  /** True where `--quiet` leaves no other form but `raw`; elsewhere a template of one's own wins. */
  readonly quietWins?: boolean;
  /** The template that `--format raw` stands for. */
  readonly raw?: (quiet: boolean) => string;
}

/** The table with its heading, aligned; each line ends with a newline. */
export function tableText(format: TableFormat, rows: readonly Fields[]): string {
  const heading = format.columns.map((name) => format.headings[name] ?? name.toUpperCase());
  const lines = rows.map((row) => format.columns.map((name) => row[name] || (format.empty?.[name] ?? "")));
  return alignColumns([heading, ...lines].map((cells) => `${cells.join("\t")}\n`).join(""));
}

/** One id on each line. */
export function quietText(format: ListFormat, rows: readonly Fields[]): string {
  return rows.map((row) => `${row[format.id] ?? ""}\n`).join("");
}
