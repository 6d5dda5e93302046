import { type Content, element, type Html } from "./element.js";
import { type TableView, table } from "./table.js";

export interface FoldedView extends Omit<TableView, "empty"> {
  /** How many rows are shown, and how many more are folded under them; the rest is only counted. */
  readonly open: number;
  readonly folded: number;
  /** A row's name, so that a heading can say which rows are under it. */
  readonly label?: (row: number) => string;
  /** What the rows are, in the plural: `paths`. */
  readonly noun: string;
  /** Where to find the rows that are only counted; `.data has all of them` by default. */
  readonly whole?: string;
  readonly empty?: string;
}

/** How many rows go under one heading, if there are very many. */
const CHUNK = 200;

/**
 * A table that stays readable with thousands of rows: the first ones, more on demand, and the number of those left out.
 *
 * One click unfolds all. A large number of rows goes into a box that scrolls, so that the page stays short and
 * JupyterLab's search, which finds folded text but does not unfold it, can show what it finds.
 */
export function foldedTable(view: FoldedView): Html {
  const { open, folded, noun, rows, label: _label, whole, ...rest } = view;
  const end = Math.min(rows.length, open + folded);
  const first = table({ ...rest, rows: rows.slice(0, open) });
  if (end <= open) return first;
  const part = (from: number, to: number): Html =>
    table({
      ...rest,
      caption: `${capital(noun)} ${number(from + 1)} to ${number(to)}.`,
      rows: rows.slice(from, to),
    });
  return element(
    "div",
    {},
    first,
    fold(
      `${number(end - open)} more ${noun}${rangeOf(view, open, end)}`,
      end - open <= CHUNK ? part(open, end) : chunks(view, part, end),
    ),
    end < rows.length
      ? note(
          `${number(rows.length - end)} further ${noun} are not shown here; ${whole ?? ".data has all of them"}.`,
        )
      : undefined,
  );
}

function chunks(view: FoldedView, part: (from: number, to: number) => Html, end: number): Html {
  const { open, noun } = view;
  const starts = Array.from({ length: Math.ceil((end - open) / CHUNK) }, (_, at) => open + at * CHUNK);
  // The sanitizer keeps overflow-x, which alone makes a box scroll in both directions.
  return element(
    "div",
    { style: "height: 480px; overflow-x: auto; border-bottom: 1px solid #8a8a8a" },
    starts.map((from) => {
      const to = Math.min(end, from + CHUNK);
      const heading = `${capital(noun)} ${number(from + 1)} to ${number(to)}${rangeOf(view, from, to)}`;
      return element(
        "details",
        { open: true, style: "margin: 4px 10px" },
        element("summary", { style: "font-size: 13px" }, heading),
        part(from, to),
      );
    }),
  );
}

function rangeOf({ label }: FoldedView, from: number, to: number): string {
  return label === undefined ? "" : `: ${label(from)} to ${label(to - 1)}`;
}

/** Content under a heading that opens on demand. */
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
