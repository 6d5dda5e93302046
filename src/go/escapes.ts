/** The characters that Go writes as a backslash and a letter. */
export const ESCAPED_LETTERS: Readonly<Record<string, string | undefined>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
