import { splitAssignment } from "../posix/environment.js";

/** What follows an option. */
export type Takes = "nothing" | "value";

/** The options of a program. */
export interface OptionRules {
  /** What `-x` takes; `undefined` if there is no such option. */
  letter(letter: string): Takes | undefined;
  /** What `--name` takes. */
  long(name: string): Takes | undefined;
  /** Whether `--name=value` is `--name value`. */
  readonly equals: boolean;
  /** Whether the first operand ends the options: what follows belongs to a command that is run. */
  readonly untilOperand?: boolean;
}

/** A word of a command line, or a letter of one. `word` is the whole word as written. */
export type Argument =
  | { readonly kind: "operand"; readonly word: string }
  | {
      readonly kind: "option";
      /** `-m` or `--mode` */
      readonly name: string;
      readonly value: string | undefined;
      readonly word: string;
    }
  /** There is no such option. */
  | { readonly kind: "unknown"; readonly name: string; readonly word: string }
  /** An option whose value is missing. */
  | { readonly kind: "incomplete"; readonly name: string; readonly word: string };

/**
 * Parses a command line like getopt_long(3) and most other parsers: options and operands may be mixed; letters
 * may be joined (`-xvf FILE`, `-fFILE`); `--` ends the options; `-` is an operand. The rules are asked word by word, so
 * they may depend on what came before.
 *
 * @example
 * const rules = { letter: (x) => (x === "m" ? "value" : undefined), long: () => undefined, equals: true };
 * [...readArguments(["-m755", "dir"], rules)];
 * // [{ kind: "option", name: "-m", value: "755", word: "-m755" }, { kind: "operand", word: "dir" }]
 */
export function* readArguments(argv: readonly string[], rules: OptionRules): Generator<Argument, void, void> {
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      for (const operand of rest) yield { kind: "operand", word: operand };
      return;
    }
    if (!word.startsWith("-") || word === "-") {
      yield { kind: "operand", word };
      if (!rules.untilOperand) continue;
      for (const operand of rest) yield { kind: "operand", word: operand };
      return;
    }
    if (word.startsWith("--")) yield readLong(word, rest, rules);
    else yield* readLetters(word, rest, rules);
  }
}

function readLong(word: string, rest: string[], rules: OptionRules): Argument {
  const [name, joined] = rules.equals ? splitAssignment(word) : [word, undefined];
  const takes = rules.long(name.slice(2));
  if (takes === undefined) return { kind: "unknown", name, word };
  if (takes === "nothing") return { kind: "option", name, value: joined, word };
  const value = joined ?? rest.shift();
  return value === undefined ? { kind: "incomplete", name, word } : { kind: "option", name, value, word };
}

function* readLetters(word: string, rest: string[], rules: OptionRules): Generator<Argument, void, void> {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const name = `-${letter}`;
    const takes = rules.letter(letter);
    if (takes === undefined) yield { kind: "unknown", name, word };
    else if (takes === "nothing") yield { kind: "option", name, value: undefined, word };
    else {
      const value = word.slice(at + 1) || rest.shift();
      yield value === undefined ? { kind: "incomplete", name, word } : { kind: "option", name, value, word };
      return;
    }
  }
}
