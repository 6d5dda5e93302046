import { isPrintable } from "../printable.js";

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
  "\0": "\ufffd",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0]/g, (character) => HTML[character] ?? character);
}

/** For a string in JavaScript. Go does not escape every control character the way it could. */
export function escapeJs(text: string): string {
  return [...text].map(escapeJsRune).join("");
}

function escapeJsRune(rune: string): string {
  if (/[\\'"]/.test(rune)) return `\\${rune}`;
  const code = rune.codePointAt(0) ?? 0;
  const plain = code < 0x80 ? rune >= " " && !/[<>&=]/.test(rune) : isPrintable(rune);
  return plain ? rune : `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** For a value in a URL's query. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, "+");
}
