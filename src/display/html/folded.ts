import { type Content, element, type Html } from "./element.js";
import { type TableView, table } from "./table.js";

export interface FoldedView extends Omit<TableView, "empty"> {
  /** Rows to show at once, and those to fold under them; further ones are only counted. */
  readonly open: number;
  readonly folded: number;
  /** What the rows are, in the plural: `paths`. */
  readonly noun: string;
  readonly empty?: string;
}

/** A table that stays readable with thousands of rows: the first ones, more on demand, and how many are left out. */
export function foldedTable(view: FoldedView): Html {
  const { open, folded, noun, rows, ...rest } = view;
  const more = rows.slice(open, open + folded);
  const left = rows.length - open - more.length;
  const first = table({ ...rest, rows: rows.slice(0, open) });
  if (more.length === 0) return first;
  return element(
    "div",
    {},
    first,
    fold(
      `${number(more.length)} more ${noun}`,
      table({
        ...rest,
        caption: `${capital(noun)} ${number(open + 1)} to ${number(open + more.length)}.`,
        rows: more,
      }),
    ),
    left > 0 ? note(`${number(left)} further ${noun} are not shown here; .data has all of them.`) : undefined,
  );
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
