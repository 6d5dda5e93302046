const bareLength = (text, options) => (options.colors ? text.replace(/\x1b\[\d+m/g, "") : text).length;
/** Lays out short array items in columns, like Node. */
function groupItems(items, value, state, extra) {
  const { options } = state;
  const count = items.length - (extra ? 1 : 0);
  let total = 0;
  let longest = 0;
  const lengths = [];
  for (let index = 0; index < count; index++) {
    const length = bareLength(items[index], options);
    lengths.push(length);
    total += length + 2;
    longest = Math.max(longest, length);
  }
  const width = longest + 2;
  if (!(width * 3 + state.indent < options.breakLength) || !(total / width > 5 || longest <= 6)) return items;
  const bias = Math.sqrt(width - total / items.length);
  const biased = Math.max(width - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((options.breakLength - state.indent) / width),
    options.compact * 4,
    15,
  );
  if (columns <= 1) return items;
  const widths = [];
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let row = column; row < count; row += columns) most = Math.max(most, lengths[row]);
    widths.push(most + 2);
  }
  let numeric = true;
  for (let index = 0; index < count; index++) {
    if (typeof value[index] !== "number" && typeof value[index] !== "bigint") {
      numeric = false;
      break;
    }
  }
  const rows = [];
  for (let at = 0; at < count; at += columns) {
    const end = Math.min(at + columns, count);
    let row = "";
    let index = at;
    for (; index < end - 1; index++) {
      const cell = `${items[index]}, `;
      const size = widths[index - at] + items[index].length - lengths[index];
      row += numeric ? cell.padStart(size) : cell.padEnd(size);
    }
    row += numeric
      ? items[index].padStart(widths[index - at] + items[index].length - lengths[index] - 2)
      : items[index];
    rows.push(row);
  }
  if (extra) rows.push(items[count]);
  return rows;
}
export function layout(given, base, open, close, state, value, extra) {
  const { options } = state;
  let items = given;
  const lead = base ? `${base} ` : "";
  if (options.compact >= 1) {
    const count = items.length;
    if (value && count > 6) items = groupItems(items, value, state, extra);
    if (state.current - state.depth < options.compact && count === items.length) {
      const start = items.length + state.indent + open.length + base.length + 10;
      let total = items.length + start;
      for (const item of items) total += bareLength(item, options);
      const line = items.join(", ");
      if (total <= options.breakLength && !base.includes("\n") && !line.includes("\n"))
        return `${lead + open} ${line} ${close}`;
    }
  }
  const indent = `\n${" ".repeat(state.indent)}`;
  return `${lead + open + indent}  ${items.join(`,${indent}  `)}${indent}${close}`;
}
