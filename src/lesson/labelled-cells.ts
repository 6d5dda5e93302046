import type sanitizeHtml from "sanitize-html";

interface OpenTable {
  /** Of its columns, as far as they have been read. */
  readonly headings: string[];
  /** Of the next cell, from 0. */
  column: number;
  /** The heading that is read; absent in all other cells. */
  heading?: number;
}

/**
 * Options that give every cell of a table its column's heading as `data-label`, for pages that are too narrow for columns and show
 * rows as lists (`page-style.ts`). They are for one document.
 */
export function labelledCells(): Pick<sanitizeHtml.IOptions, "transformTags" | "textFilter" | "onCloseTag"> {
  const tables: OpenTable[] = [];
  const cell: sanitizeHtml.Transformer = (tagName, { "data-label": _, ...attribs }) => {
    const table = tables.at(-1);
    if (table === undefined) return { tagName, attribs };
    const at = table.column;
    table.column += Number(attribs.colspan ?? 1) || 1;
    if (tagName === "th" && attribs.scope === "col") {
      table.heading = at;
      return { tagName, attribs };
    }
    delete table.heading;
    const label = table.headings[at]?.trim() ?? "";
    return { tagName, attribs: label === "" ? attribs : { ...attribs, "data-label": label } };
  };
  return {
    transformTags: {
      table: (tagName, attribs) => {
        tables.push({ headings: [], column: 0 });
        return { tagName, attribs };
      },
      tr: (tagName, attribs) => {
        const table = tables.at(-1);
        if (table !== undefined) table.column = 0;
        return { tagName, attribs };
      },
      td: cell,
      th: cell,
    },
    textFilter: (text, tagName) => {
      const table = tables.at(-1);
      if (table?.heading !== undefined && tagName === "th")
        table.headings[table.heading] = `${table.headings[table.heading] ?? ""}${unescaped(text)}`;
      return text;
    },
    onCloseTag: (tagName) => {
      if (tagName === "table") tables.pop();
    },
  };
}

/** Text comes here as it is written in HTML. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
