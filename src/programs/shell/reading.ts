import { type AskedInput, joined } from "../../process/asked-input.js";

/** Builtins that read the shell's own standard input. */
export const READING: ReadonlySet<string> = new Set(["read", "mapfile", "readarray"]);

/** A builtin's words, as far as the interpreter is to see them, and what it is to read. */
export interface Reading {
  readonly words: readonly string[];
  /** Absent where it reads something else: another descriptor. */
  readonly bytes?: Uint8Array;
}

const NEWLINE = 10;

/**
 * Asks for what `read`, `mapfile` and `readarray` are about to read: a line, or as much as their options say. `-t` waits as long as it takes,
 * and `-s` shows what is typed.
 *
 * @param input absent for none: it is at its end
 * @param prompt shows the text of `-p`, where a terminal shows it
 */
export async function ask(
  [name = "", ...args]: readonly string[],
  input: AskedInput | undefined,
  prompt: (text: string) => void,
): Promise<Reading> {
  const { options, operands } = parted(args, VALUES[name] ?? VALUES.mapfile);
  if ((options.get("u") ?? "0") !== "0") return { words: [name, ...args] };
  const unseen = name === "read" ? "eiptsu" : "u";
  const kept = [...options].filter(([letter]) => !unseen.includes(letter));
  const words = [
    name,
    ...kept.flatMap(([letter, value]) => [`-${letter}`, ...(value === undefined ? [] : [value])]),
  ];
  const reading = { words: [...words, ...(operands.length > 0 ? ["--", ...operands] : [])] };
  const shown = options.get("p");
  if (name === "read" && shown !== undefined) prompt(shown);
  // It only asks whether there is something.
  if (input === undefined || options.get("t") === "0") return { ...reading, bytes: new Uint8Array(0) };
  const bytes = name === "read" ? await readBy(options, input) : await linesBy(options, input);
  return { ...reading, bytes };
}

/** The variables that one of them sets: an array, whose first element has the number `origin`, or others. */
export function readNames([name = "", ...args]: readonly string[]): {
  readonly array?: string;
  readonly origin: number;
  readonly scalars: readonly string[];
} {
  const { options, operands } = parted(args, VALUES[name] ?? VALUES.mapfile);
  if (name !== "read")
    return { array: operands[0] ?? "MAPFILE", origin: Number(options.get("O") ?? 0), scalars: [] };
  const array = options.get("a");
  if (array !== undefined) return { array, origin: 0, scalars: [] };
  return { origin: 0, scalars: operands.length > 0 ? operands : ["REPLY"] };
}

/** Options with a value. */
const VALUES: Readonly<Record<string, string>> & { readonly mapfile: string } = {
  read: "adinNptu",
  mapfile: "dnOsuCc",
};

type Options = ReadonlyMap<string, string | undefined>;

/** As many lines as hold what `read` wants; what is left over is given back. */
async function readBy(options: Options, input: AskedInput): Promise<Uint8Array> {
  const exactly = options.get("N");
  const count = Number(exactly ?? options.get("n") ?? Number.NaN);
  const given = options.has("d") ? (options.get("d") ?? "") : "\n";
  const delimiter = given === "" ? 0 : (new TextEncoder().encode(given)[0] ?? NEWLINE);
  let read = new Uint8Array(0);
  for (;;) {
    const end = Number.isNaN(count)
      ? delimited(read, delimiter, options.has("r"))
      : counted(read, count, exactly === undefined ? delimiter : undefined);
    if (end !== undefined) {
      const rest = read.subarray(end);
      // Where single keys are read, nobody has to type the newline.
      const isEnter = !Number.isNaN(count) && rest.length === 1 && rest[0] === NEWLINE;
      if (!isEnter) input.unread(rest);
      return read.subarray(0, end);
    }
    const line = await input.line();
    if (line.length === 0) return read;
    read = joined(read, line);
  }
}

/** Where the first delimiter ends that no backslash stands before. */
function delimited(bytes: Uint8Array, delimiter: number, isRaw: boolean): number | undefined {
  for (let at = 0; at < bytes.length; at++) {
    if (!isRaw && bytes[at] === 92) at++;
    else if (bytes[at] === delimiter) return at + 1;
  }
  return undefined;
}

/** Where so many characters end, or the delimiter before. */
function counted(bytes: Uint8Array, count: number, delimiter: number | undefined): number | undefined {
  let characters = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (characters === count && !isContinued(bytes[at])) return at;
    if (bytes[at] === delimiter) return at + 1;
    if (!isContinued(bytes[at])) characters++;
  }
  return characters >= count ? bytes.length : undefined;
}

/** A byte of UTF-8 that begins no character. */
function isContinued(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

async function linesBy(options: Options, input: AskedInput): Promise<Uint8Array> {
  const wanted = Number(options.get("n") ?? 0) + Number(options.get("s") ?? 0);
  if (!(Number(options.get("n") ?? 0) > 0) || options.has("d")) return input.all();
  let read = new Uint8Array(0);
  for (let count = 0; count < wanted; count++) {
    const line = await input.line();
    if (line.length === 0) break;
    read = joined(read, line);
  }
  return read;
}

function parted(
  args: readonly string[],
  values: string,
): { readonly options: Options; readonly operands: readonly string[] } {
  const options = new Map<string, string | undefined>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return { options, operands: args.slice(at + 1) };
    if (arg === "-" || !arg.startsWith("-")) return { options, operands: args.slice(at) };
    for (let place = 1; place < arg.length; place++) {
      const letter = arg.charAt(place);
      if (!values.includes(letter)) {
        options.set(letter, undefined);
        continue;
      }
      const joined = arg.slice(place + 1);
      options.set(letter, joined === "" ? (args[++at] ?? "") : joined);
      break;
    }
  }
  return { options, operands: [] };
}
