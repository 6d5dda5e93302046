import type { WordNode } from "just-bash";
import { PRIVATE } from "./adapter.js";
import { constantText, output, plainText, type RedirectionNode } from "./syntax.js";

/** Where a command's output goes if it goes where the shell's does. `!` marks the shell's own messages. */
export const STREAM = `/${PRIVATE}`;

/** Which of a command's two outputs go where the shell's do: neither redirected nor in a pipe. */
export const STDOUT = 1;

export const STDERR = 2;

/** Its standard output is discarded (`> /dev/null`), so it need not be kept. */
export const DISCARD = 4;

/** `exec`: the program takes the shell's process over, and gets its signals. */
export const REPLACES = 8;

/** The last command of `-c`, which shells start as if `exec` stood before it, where they have no traps. */
export const LAST = 16;

/** What it writes goes to a program of ours or to a file as it is. */
export const DIRECT = 32;

/** Its input is opened before its error output is redirected, so a failure of that is said where the shell's errors go. */
export const EARLY = 64;

/** Streaming redirections; `line` is `!N` if the shell's own messages come through them, else `?N`. */
export function streams(live: number, line = ""): RedirectionNode[] {
  return [
    ...(live & STDOUT ? [output(1, `${STREAM}stdout`)] : []),
    ...(live & STDERR ? [output(2, `${STREAM}stderr${line}`)] : []),
  ];
}

/**
 * Marks the name of a file that is written to, so that our file system knows when just-bash opens it
 * for that and can refuse in time: just-bash takes an error while opening for a bug of its own.
 */
export function marked(redirection: RedirectionNode): RedirectionNode {
  const { operator, target } = redirection;
  if (target.type !== "Word" || !/^(>|>>|>\||&>|&>>)$/.test(operator)) return redirection;
  if (constantText(target)?.startsWith("/dev/")) return redirection;
  return {
    ...redirection,
    target: { ...target, parts: [...target.parts, { type: "Literal", value: PRIVATE }] },
  };
}

/** Which outputs a list of redirections may change. */
export function touched(redirections: readonly RedirectionNode[]): number {
  let bits = 0;
  for (const { operator, fd, target } of redirections) {
    if (operator === "&>" || operator === "&>>") bits |= STDOUT | STDERR;
    else if (operator === ">" || operator === ">>" || operator === ">|") bits |= bit(fd ?? 1);
    else if (operator === ">&" || operator === "<&" || operator === "<>") {
      const number = target.type === "Word" ? plainText(target) : undefined;
      const both = operator === ">&" && fd === null && !(number && /^[0-9]+-?$|^-$/.test(number));
      bits |= both ? STDOUT | STDERR : bit(fd ?? (operator === ">&" ? 1 : 0));
    }
  }
  return bits;
}

export function discards(redirections: readonly RedirectionNode[]): number {
  const outputs = redirections.filter((one) => touched([one]) & STDOUT);
  const [only] = outputs;
  const target = only?.target.type === "Word" ? constantText(only.target) : undefined;
  return outputs.length === 1 && target === "/dev/null" ? DISCARD : 0;
}

/**
 * The file of `< FILE`, where that is the only input: a program of ours gets its bytes as they are, while just-bash would make text
 * of them, which takes seconds for an archive.
 */
export function inputFile(
  redirections: readonly RedirectionNode[],
): { readonly redirection: RedirectionNode; readonly file: WordNode } | undefined {
  const [redirection, ...more] = redirections.filter(({ operator }) => operator.includes("<"));
  if (redirection === undefined || more.length > 0 || redirection.operator !== "<") return undefined;
  if ((redirection.fd ?? 0) !== 0 || redirection.target.type !== "Word") return undefined;
  const file = asOneWord(redirection.target);
  return file === undefined ? undefined : { redirection, file };
}

/** The word as it would be in double quotes, if that names the same file. */
function asOneWord(word: WordNode): WordNode | undefined {
  const text = constantText(word);
  if (text !== undefined)
    return text === "" || text.startsWith("/dev/") || /[*?[\\~{]/.test(text)
      ? undefined
      : { type: "Word", parts: [{ type: "SingleQuoted", value: text }] };
  const parts = word.parts.flatMap((part) => {
    if (part.type === "DoubleQuoted") return part.parts;
    if (part.type === "SingleQuoted") return [{ type: "Literal" as const, value: part.value }];
    const isPlain = part.type === "Literal" && !/[*?[\\~{]/.test(part.value);
    return isPlain || part.type === "ParameterExpansion" || part.type === "CommandSubstitution"
      ? [part]
      : [undefined];
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length
    ? undefined
    : { type: "Word", parts: [{ type: "DoubleQuoted", parts: known }] };
}

/** `> FILE` or `>> FILE`, and nothing else. */
export function isToFile([only, ...more]: readonly RedirectionNode[]): boolean {
  return only !== undefined && more.length === 0 && (only.fd ?? 1) === 1 && /^>[>|]?$/.test(only.operator);
}

function bit(fd: number): number {
  return fd === 1 ? STDOUT : fd === 2 ? STDERR : 0;
}
