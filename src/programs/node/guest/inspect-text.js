export const plainKey = /^[A-Za-z_]\w*$/;
export function quote(text) {
  let mark = "'";
  if (text.includes("'")) mark = !text.includes('"') ? '"' : !text.includes("\x60") ? "\x60" : "'";
  const body = text.replace(/[\\\x00-\x1f\x7f]/g, (c) => {
    const known = {
      "\n": "\\n",
      "\t": "\\t",
      "\r": "\\r",
      "\b": "\\b",
      "\f": "\\f",
      "\v": "\\v",
      "\\": "\\\\",
    }[c];
    return known || `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return mark + (mark === "'" ? body.replace(/'/g, "\\'") : body) + mark;
}
export function primitive(value) {
  if (typeof value === "string") return quote(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "symbol") return value.toString();
  return String(value);
}
const COLOURS = {
  string: 32,
  number: 33,
  bigint: 33,
  boolean: 33,
  undefined: 90,
  symbol: 32,
  special: 36,
  date: 35,
  regexp: 31,
};
export function paint(text, style, options) {
  if (!options.colors) return text;
  if (style === "null") return `\x1b[1m${text}\x1b[22m`;
  const code = COLOURS[style];
  return code ? `\x1b[${code}m${text}\x1b[39m` : text;
}
