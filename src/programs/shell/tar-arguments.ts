/** Options of tar whose value is the next word. */
const VALUED = /^(-[CTXf]|--(directory|files-from|exclude-from|exclude|file))$/;

export interface TarArguments {
  readonly args: readonly string[];
  /** What GNU tar says of them. */
  readonly said: string;
}

/**
 * GNU tar's arguments as just-bash's tar takes them: `--strip 1`, an abbreviation, is `--strip-components=1`, and what is packed from `/`
 * is packed below it, since names in an archive have no leading slash.
 */
export function tarArguments(given: readonly string[]): TarArguments {
  const args = given.flatMap((arg, at): readonly string[] => {
    if (/^--strip(-[a-z]*)?$/.test(arg)) return [`--strip-components=${given[at + 1] ?? ""}`];
    if (/^--strip(-[a-z]*)?$/.test(given[at - 1] ?? "")) return [];
    return [arg.replace(/^--strip(-[a-z]*)?=/, "--strip-components=")];
  });
  const [first = "", ...rest] = args;
  const letters = /^-?([a-zA-Z]+)$/.exec(first)?.[1] ?? "";
  if (!letters.includes("c") && !args.includes("--create")) return { args, said: "" };
  // The file of `cf` is the word after the letters.
  const skipped = letters.includes("f") ? 1 : 0;
  const isOperand = rest.map(
    (arg, at) => at >= skipped && !arg.startsWith("-") && !VALUED.test(rest[at - 1] ?? ""),
  );
  const operands = rest.filter((_, at) => isOperand[at]);
  const isMoved = rest.some((arg) => /^(-C|--directory)/.test(arg));
  if (isMoved || operands.length === 0 || !operands.every((operand) => operand.startsWith("/")))
    return { args, said: "" };
  const below = operands.map((operand) => operand.replace(/^\/+/, "") || ".");
  return {
    args: [first, ...rest.filter((_, at) => !isOperand[at]), "-C", "/", ...below],
    said: "tar: Removing leading `/' from member names\n",
  };
}
