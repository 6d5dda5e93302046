import { type Content, element, type Html } from "./element.js";
import { type TableView, table } from "./table.js";

export interface FoldedView extends Omit<TableView, "empty"> {
  /** Rows to show at once, and those to fold under them; further ones are only counted. */
  readonly open: number;
  readonly folded: number;
  /** Rows under one heading; all of the folded ones unless told. */
  readonly chunk?: number;
  /** What a row is called, so that a heading can say which rows are under it. */
  readonly label?: (row: number) => string;
  /** What the rows are, in the plural: `paths`. */
  readonly noun: string;
  /** Where the rows are that are only counted; `.data has all of them` unless told. */
  readonly whole?: string;
  readonly empty?: string;
}

/** A table that stays readable with thousands of rows: the first ones, more on demand, and how many are left out. */
export function foldedTable(view: FoldedView): Html {
  const { open, folded, noun, rows, chunk = folded, label: _label, whole, ...rest } = view;
  const end = Math.min(rows.length, open + folded);
  const first = table({ ...rest, rows: rows.slice(0, open) });
  if (end <= open) return first;
  const starts = Array.from({ length: Math.ceil((end - open) / chunk) }, (_, at) => open + at * chunk);
  return element(
    "div",
    {},
    first,
    starts.map((from) => {
      const to = Math.min(end, from + chunk);
      const caption = `${capital(noun)} ${number(from + 1)} to ${number(to)}.`;
      return fold(headingOf(view, from, to), table({ ...rest, caption, rows: rows.slice(from, to) }));
    }),
    end < rows.length
      ? note(
          `${number(rows.length - end)} further ${noun} are not shown here; ${whole ?? ".data has all of them"}.`,
        )
      : undefined,
  );
}

function headingOf({ noun, label }: FoldedView, from: number, to: number): string {
  const count = `${number(to - from)} more ${noun}`;
  return label === undefined ? count : `${count}: ${label(from)} to ${label(to - 1)}`;
}

/** Something under a heading that is opened on demand. */
export function fold(heading: Content, ...content: readonly Content[]): Html {
  return element(
    "details",
    { style: "margin: 4px 10px" },
    element("summary", { style: "font-size: 13px" }, heading),
    ...content,
  );
}

export function note(...content: readonly Content[]): Html {
  return element("p", { style: "margin: 4px 10px; font-size: 13px" }, ...content);
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}

export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${number(value)} ${value === 1 ? noun : plural}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
