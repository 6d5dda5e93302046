import { type Content, element, type Html } from "./element.js";

/** Text keeps the page's colour; lines are a grey that is visible on white and on black. */
const BORDER = "1px solid #8a8a8a";
const CELL = `text-align: left; vertical-align: top; padding: 4px 10px; border-bottom: ${BORDER}; white-space: normal`;

export interface TableView {
  readonly caption: Content;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Content[])[];
  /** Shown when there are no rows. */
  readonly empty?: string;
  /** The first cell of a row names it. */
  readonly rowHeadings?: boolean;
}

/** A table that is legible with inline styles alone. */
export function table(view: TableView): Html {
  const head = element(
    "tr",
    {},
    view.headings.map((heading) =>
      element("th", { scope: "col", style: `${CELL}; border-bottom: 2px solid #8a8a8a` }, heading),
    ),
  );
  const rows = view.rows.map((cells) =>
    element(
      "tr",
      {},
      cells.map((cell, at) =>
        view.rowHeadings && at === 0
          ? element("th", { scope: "row", style: CELL }, cell)
          : element("td", { style: CELL }, cell),
      ),
    ),
  );
  const none =
    rows.length === 0 && view.empty !== undefined
      ? element("tr", {}, element("td", { colspan: view.headings.length, style: CELL }, view.empty))
      : undefined;
  return element(
    "table",
    { style: "border-collapse: collapse; border: none; margin: 4px 0; min-width: 520px; font-size: 13px" },
    element(
      "caption",
      { style: "text-align: left; caption-side: top; padding: 4px 10px; font-size: 13px" },
      view.caption,
    ),
    element("thead", {}, head),
    element("tbody", {}, rows, none),
  );
}

export function code(text: string, title?: string): Html {
  return element("code", { style: "font-size: 12px; overflow-wrap: break-word", title }, text);
}

export function small(...content: readonly Content[]): Html {
  return element("div", { style: "font-size: 12px; line-height: 1.4" }, ...content);
}

/** Long text, shortened, that unfolds on demand. */
export function shortened(short: string, whole: string): Html {
  if (short === whole) return code(whole);
  return element(
    "details",
    {},
    element("summary", {}, code(short)),
    element(
      "div",
      {
        style:
          "font-family: monospace; font-size: 12px; white-space: pre-wrap; overflow-wrap: break-word; max-width: 560px; padding: 4px 0",
      },
      whole,
    ),
  );
}

/** A bar that compares a size with the largest one. The number is beside it, so nothing is lost without the bar. */
export function bar(value: number, max: number, text: string): Content {
  if (value <= 0 || max <= 0) return undefined;
  return element("meter", { min: 0, max, value, style: "width: 90px; height: 10px", title: text }, text);
}
