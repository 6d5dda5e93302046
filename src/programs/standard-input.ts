import { readingStdin } from "./shell/archive-stdin.js";

/** How a program's arguments say whether it reads standard input. */
interface Arguments {
  /** Letters of the options that take a value. */
  readonly values?: string;
  /** Letters of the options whose value, if they have one, is joined to them. */
  readonly joined?: string;
  /** How many operands come before the files; none by default. */
  readonly before?: number;
  /** Letters of the options that stand for those operands. */
  readonly instead?: string;
  /** Letters of the options with which it reads no standard input, though no file is named. */
  readonly not?: string;
  /** The number of files at which it reads standard input as well; it does at none if absent. */
  readonly files?: number;
}

/** Programs that read files, and standard input when there is none. `cat`, `head`, shells and interpreters ask by themselves. */
const READERS: Readonly<Record<string, Arguments>> = {
  base64: { values: "w" },
  cmp: { values: "in", files: 1 },
  comm: { files: -1 },
  cut: { values: "bcdf" },
  diff: { values: "CUIxWL", files: -1 },
  expand: { values: "t" },
  fold: { values: "w" },
  gunzip: {},
  gzip: { values: "S" },
  join: { values: "12aejotv", files: -1 },
  md5sum: {},
  nl: { values: "bdfhilnsvw" },
  od: { values: "AjNStw" },
  paste: { values: "d" },
  rev: {},
  sed: { values: "efl", joined: "i", before: 1, instead: "ef" },
  sha1sum: {},
  sha256sum: {},
  sort: { values: "koStT" },
  split: { values: "abCln" },
  tac: { values: "s" },
  tail: { values: "cns" },
  unexpand: { values: "t" },
  uniq: { values: "fsw" },
  wc: {},
  zcat: {},
  ...Object.fromEntries(
    ["grep", "egrep", "fgrep"].map((name) => [
      name,
      { values: "ABCDdefm", before: 1, instead: "ef", not: "rR" },
    ]),
  ),
};

/** Programs that read it whatever their arguments are. */
const ALWAYS: ReadonlySet<string> = new Set(["tee", "tr", "xargs"]);

/**
 * Whether a program reads all of its standard input. Such a program is given it before it runs, since it takes it as one
 * block; one that reads nothing must not have anybody asked.
 *
 * @param args without the program's own name
 */
export function takesInput(name: string, args: readonly string[]): boolean {
  if (args.includes("--help") || args.includes("--version")) return false;
  if (ALWAYS.has(name)) return true;
  if (name === "dd") return !args.some((arg) => arg.startsWith("if="));
  if (name === "tar") return readingStdin(args) !== undefined;
  if (name === "awk" || name === "mawk") return awkReads(args);
  const how = READERS[name];
  if (how === undefined) return false;
  const { operands, letters } = parted(args, how);
  if (namesInput(operands)) return true;
  const has = (wanted = ""): boolean => [...wanted].some((letter) => letters.has(letter));
  const before = has(how.instead) ? 0 : (how.before ?? 0);
  if (operands.length < before || has(how.not)) return false;
  return operands.length - before === (how.files ?? 0);
}

/** One that has only `BEGIN` reads nothing. */
function awkReads(args: readonly string[]): boolean {
  const { operands, letters } = parted(args, { values: "Ffv" });
  const isFile = letters.has("f");
  const files = operands.slice(isFile ? 0 : 1).filter((word) => !/^[A-Za-z_]\w*=/.test(word));
  if (namesInput(files)) return true;
  if (files.length > 0) return false;
  const [program = ""] = operands;
  return isFile || !onlyBegins(program);
}

function onlyBegins(program: string): boolean {
  let rest = program.trim();
  while (/^BEGIN\b/.test(rest)) {
    let depth = 0;
    let at = rest.indexOf("{");
    if (at < 0) return false;
    do {
      if (rest[at] === "{") depth++;
      else if (rest[at] === "}") depth--;
      at++;
    } while (depth > 0 && at < rest.length);
    rest = rest.slice(at).replace(/^[\s;]+/, "");
  }
  return rest === "";
}

function namesInput(files: readonly string[]): boolean {
  return files.some((file) => file === "-" || file === "/dev/stdin");
}

function parted(
  args: readonly string[],
  { values = "", joined = "" }: Arguments,
): { readonly operands: readonly string[]; readonly letters: ReadonlySet<string> } {
  const operands: string[] = [];
  const letters = new Set<string>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return { operands: [...operands, ...args.slice(at + 1)], letters };
    if (arg === "-" || !arg.startsWith("-")) operands.push(arg);
    else if (!arg.startsWith("--")) {
      for (let place = 1; place < arg.length; place++) {
        const letter = arg.charAt(place);
        letters.add(letter);
        if (joined.includes(letter)) break;
        if (!values.includes(letter)) continue;
        if (place === arg.length - 1) at++;
        break;
      }
    } else if (arg === "--recursive") letters.add("r");
    else if (/^--(regexp|expression|file)=/.test(arg)) letters.add("e");
  }
  return { operands, letters };
}
