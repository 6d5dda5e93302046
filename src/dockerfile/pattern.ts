import { Problem } from "./problem.js";

/** One place of a pattern: a character, `?` or `*`. */
type Token = { readonly kind: "char"; readonly char: string } | { readonly kind: "one" | "many" };

/** A pattern as `${NAME#pattern}` and its relatives take it: `*` and `?`, no classes. */
export class ShellPattern {
  readonly #tokens: readonly Token[];

  private constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /**
   * `\*`, `\?` and `\\` stand for themselves; `\}` and `\/` are only there so that the word does not end.
   *
   * @throws {Problem}
   */
  static parse(pattern: string): ShellPattern {
    const tokens: Token[] = [];
    const chars = [...pattern];
    for (let at = 0; at < chars.length; at++) {
      const char = chars[at] ?? "";
      if (char === "*" || char === "?") {
        const kind = char === "*" ? "many" : "one";
        // Two stars match what one does.
        if (kind === "one" || tokens.at(-1)?.kind !== "many") tokens.push({ kind });
        continue;
      }
      if (char !== "\\") {
        tokens.push({ kind: "char", char });
        continue;
      }
      const next = chars[at + 1];
      if (next === "}" || next === "/") continue;
      if (next !== "*" && next !== "?" && next !== "\\")
        throw new Problem(`invalid escape '\\${next ?? ""}'`);
      tokens.push({ kind: "char", char: next });
      at += 1;
    }
    return new ShellPattern(tokens);
  }

  /** `${value#pattern}`, or `##` when greedy. */
  withoutPrefix(value: string, greedy: boolean): string {
    const chars = [...value];
    const end = longestOrShortest(this.#tokens, chars, 0, greedy).end;
    return end === undefined ? value : chars.slice(end).join("");
  }

  /** `${value%pattern}`, or `%%` when greedy. */
  withoutSuffix(value: string, greedy: boolean): string {
    const chars = [...value].reverse();
    const end = longestOrShortest(this.#tokens.toReversed(), chars, 0, greedy).end;
    return end === undefined ? value : chars.slice(end).reverse().join("");
  }

  /** `${value/pattern/replacement}`, or `//` for all: from the left, each match as long as it can be. */
  replace(value: string, replacement: string, all: boolean): string {
    const chars = [...value];
    const out: string[] = [];
    let at = 0;
    let lastEnd = -1;
    while (at <= chars.length) {
      const { end, hopeless } = longestOrShortest(this.#tokens, chars, at, true);
      if (hopeless) break;
      // As in Go, an empty match directly after another match does not count.
      if (end === undefined || (end === at && at === lastEnd)) {
        out.push(chars[at] ?? "");
        at += 1;
        continue;
      }
      out.push(replacement);
      lastEnd = end;
      if (end === at) {
        out.push(chars[at] ?? "");
        at += 1;
      } else at = end;
      if (!all) break;
    }
    return [...out, ...chars.slice(at)].join("");
  }
}

interface Match {
  readonly end: number | undefined;
  /** No later start can match either: what follows a `*` is nowhere in the rest. */
  readonly hopeless: boolean;
}

/** Where a match that begins at `start` ends. All ways are followed at once, so no pattern takes exponential time. */
function longestOrShortest(
  tokens: readonly Token[],
  chars: readonly string[],
  start: number,
  longest: boolean,
): Match {
  let states = withSkippedStars(tokens, new Set([0]));
  let end: number | undefined;
  let passedStar = false;
  for (let at = start; ; at++) {
    if (states.has(tokens.length)) {
      end = at;
      if (!longest) break;
    }
    passedStar ||= [...states].some((state) => tokens[state]?.kind === "many");
    const char = chars[at];
    if (char === undefined || states.size === 0) break;
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      // Go's `.` does not match the end of a line.
      if (token?.kind === "many" && char !== "\n") next.add(state);
      else if (token?.kind === "one" && char !== "\n") next.add(state + 1);
      else if (token?.kind === "char" && token.char === char) next.add(state + 1);
    }
    states = withSkippedStars(tokens, next);
  }
  return { end, hopeless: end === undefined && passedStar && !chars.includes("\n") };
}

function withSkippedStars(tokens: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) if (tokens[state]?.kind === "many") states.add(state + 1);
  return states;
}
