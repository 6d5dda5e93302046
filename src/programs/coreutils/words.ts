/** Splits at blanks; quotes and backslashes keep words together. Stops at an unmatched quote. */
export function wordsOf(text: string): {
  readonly words: readonly string[];
  readonly unmatched: "double" | "single" | undefined;
} {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:[^\s"'\\]|\\.|"[^"\n]*"|'[^'\n]*')+|["']/gs)) {
    if (word === '"' || word === "'") return { words, unmatched: word === '"' ? "double" : "single" };
    words.push(
      word.replace(
        /\\(.)|"([^"]*)"|'([^']*)'/gs,
        (_, plain, double, single) => plain ?? double ?? single ?? "",
      ),
    );
  }
  return { words, unmatched: undefined };
}
