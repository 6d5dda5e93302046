import { alignColumns } from "../tabwriter.js";

/** The cells of one line, by the field names that Docker's `--format` templates use (`ID`, `Size`, …). */
export type Fields = Readonly<Record<string, string>>;

/** A list as Docker prints one: which fields are columns, and the heading of each. */
export interface ListFormat {
  /** Names of the fields that the default table shows, in order. */
  readonly columns: readonly string[];
  readonly headings: Readonly<Record<string, string>>;
  /** The field that `--quiet` prints. */
  readonly id: string;
}

/** The table with its heading line, aligned, every line ended. */
export function tableText(format: ListFormat, rows: readonly Fields[]): string {
  const heading = format.columns.map((name) => format.headings[name] ?? name.toUpperCase());
  const lines = rows.map((row) => format.columns.map((name) => row[name] ?? ""));
  return alignColumns([heading, ...lines].map((cells) => `${cells.join("\t")}\n`).join(""));
}

/** One id a line. */
export function quietText(format: ListFormat, rows: readonly Fields[]): string {
  return rows.map((row) => `${row[format.id] ?? ""}\n`).join("");
}
