import { eastAsianWidth } from "get-east-asian-width";
import { characterClass } from "./character-class.js";

/** Characters that take no column of their own, as the client's go-runewidth 0.0.15 lists them. */
const NO_WIDTH = characterClass(`
  0-1f 7f-9f ad 70f 180b-180e 200b-200f 2028-202e 206a-206f feff fff9-fffb fffe ffff 300-36f 483-489
  7eb-7f3 c00 c04 d00 d01 135d-135f 1a7f 1ab0-1ac0 1b6b-1b73 1dc0-1df9 1dfb-1dff 20d0-20f0 2cef-2cf1
  2de0-2dff 3099 309a a66f-a672 a674-a67d a69e a69f a6f0 a6f1 a8e0-a8f1 fe20-fe2f 101fd 10376-1037a
  10eab 10eac 10f46-10f50 11300 11301 1133b 1133c 11366-1136c 11370-11374 16af0-16af4 1d165-1d169
  1d16d-1d172 1d17b-1d182 1d185-1d18b 1d1aa-1d1ad 1d242-1d244 1e000-1e006 1e008-1e018 1e01b-1e021
  1e023 1e024 1e026-1e02a 1e8d0-1e8d6
`);

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Terminal columns that text takes in a table: what a person sees as one character is as wide as its first visible part. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    const visible = [...segment].find((rune) => !NO_WIDTH.test(rune));
    if (visible !== undefined) width += eastAsianWidth(visible.codePointAt(0) ?? 0);
  }
  return width;
}
