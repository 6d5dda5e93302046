/** `echo`, with `-n`, `-e` and `-E` as in bash; dash always interprets escapes. */
export function echoText(args: readonly string[], dash = false): string {
  let newline = true;
  let escapes = dash;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (!(dash ? /^-n$/ : /^-[neE]+$/).test(arg)) break;
    if (arg.includes("n")) newline = false;
    if (!dash) for (const letter of arg) escapes = letter === "e" ? true : letter === "E" ? false : escapes;
  }
  const text = args.slice(at).join(" ");
  const end = newline ? "\n" : "";
  if (!escapes) return text + end;
  let out = "";
  const pattern = /\\(0[0-7]{0,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[abcefnrtv\\])/g;
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    out += text.slice(last, match.index);
    last = match.index + match[0].length;
    const code = match[1] ?? "";
    if (code === "c") return out;
    if (code[0] === "0") out += String.fromCharCode(Number.parseInt(code, 8) & 0xff);
    else if (code.length > 1) out += String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    else out += ESCAPES[code] ?? code;
  }
  return out + text.slice(last) + end;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
