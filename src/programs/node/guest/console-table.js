import { inspect } from "./inspect.js";

/** What `console.table` prints. */
export function table(data, columns) {
  /** @type {[unknown, any][]} */
  const rows =
    data instanceof Map
      ? [...data].map(([key, value], index) => [index, { Key: key, Values: value }])
      : Object.entries(data);
  const names = [];
  let values = false;
  for (const [, row] of rows) {
    if (typeof row === "object" && row !== null)
      for (const key of columns || Object.keys(row)) {
        if (!names.includes(key)) names.push(key);
      }
    else values = true;
  }
  const heads = ["(index)", ...names, ...(values ? ["Values"] : [])];
  const cells = rows.map(([key, row]) => [
    String(key),
    ...names.map((name) =>
      typeof row === "object" && row !== null && name in row ? inspect(row[name], { depth: 0 }) : "",
    ),
    ...(values ? [typeof row === "object" && row !== null ? "" : inspect(row)] : []),
  ]);
  const widths = heads.map(
    (head, index) => Math.max(head.length, ...cells.map((row) => row[index].length)) + 2,
  );
  const centre = (text, width) => {
    const left = Math.floor((width - text.length) / 2);
    return " ".repeat(left) + text + " ".repeat(width - text.length - left);
  };
  const rule = (a, b, c) => a + widths.map((width) => "─".repeat(width)).join(b) + c;
  const line = (row) => `│${row.map((text, index) => centre(text, widths[index])).join("│")}│`;
  return [
    rule("┌", "┬", "┐"),
    line(heads),
    rule("├", "┼", "┤"),
    ...cells.map(line),
    rule("└", "┴", "┘"),
  ].join("\n");
}
