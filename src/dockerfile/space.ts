/** Go's `unicode.IsSpace`; JavaScript's `\s` has a byte order mark more and U+0085 less. */
const SPACE = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

export function isSpace(char: string): boolean {
  return SPACE.test(char);
}

export function trimStart(text: string): string {
  let start = 0;
  while (isSpace(text[start] ?? "")) start += 1;
  return text.slice(start);
}

/** Go's `strings.TrimSpace`. A regular expression would take quadratic time for much white space in the middle. */
export function trimSpace(text: string): string {
  let end = text.length;
  while (isSpace(text[end - 1] ?? "")) end -= 1;
  return trimStart(text.slice(0, end));
}
