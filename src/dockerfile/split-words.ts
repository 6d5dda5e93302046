import { isSpace } from "./space.js";

/** Splits at white space that is neither quoted nor escaped; quotes and escapes stay, nothing is expanded. */
export function splitWords(text: string, escapeCharacter: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let quote = "";
  const end = () => {
    if (word !== "") words.push(word);
    word = "";
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote === "" && isSpace(char)) {
      end();
      continue;
    }
    if (char === escapeCharacter && quote !== "'") {
      // At the very end there is nothing to escape.
      if (at + 1 === text.length) break;
      word += char + (text[at + 1] ?? "");
      at += 1;
    } else {
      if (quote === char) quote = "";
      else if (quote === "" && (char === '"' || char === "'")) quote = char;
      word += char;
    }
  }
  end();
  return words;
}
