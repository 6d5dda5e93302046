/** Control sequences of ECMA-48 and operating system commands of xterm, as `util.stripVTControlCharacters` knows them. */
const ESCAPES = new RegExp(
  "[\\u001B\\u009B][[\\]()#;?]*(?:" +
    "(?:(?:(?:;[-a-zA-Z\\d/#&.:=?%@~_]+)*|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d/#&.:=?%@~_]*)*)?(?:\\u0007|\\u001B\\u005C|\\u009C))" +
    "|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-nq-uy=><~]))",
  "g",
);

/** Text as it reads without colours, cursor movements and titles. */
export function withoutEscapes(text: string): string {
  return text.replace(ESCAPES, "");
}
