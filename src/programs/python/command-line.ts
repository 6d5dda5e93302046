/** What `python3 …` is to do. CPython itself carries out everything except `version`, `help` and `bad`. */
export interface Invocation {
  readonly mode: "code" | "module" | "script" | "stdin" | "version" | "help" | "bad";
  /** The module's or script's name, or what is wrong. */
  readonly name: string;
  /** The arguments after it. */
  readonly args: readonly string[];
  /** Options for the interpreter, without those handled here. */
  readonly options: readonly string[];
  /** `-E` or `-I`: variables named PYTHON… are ignored. */
  readonly isolated: boolean;
  readonly interactive: boolean;
  readonly verboseVersion: boolean;
}

/** Parses a command line like CPython: single letters may be joined, `-c` and `-m` end the options. */
export function parseCommandLine(argv: readonly string[]): Invocation {
  const rest = [...argv];
  const options: string[] = [];
  let isolated = false;
  let interactive = false;
  let version = 0;
  const done = (mode: Invocation["mode"], name: string, args: readonly string[]): Invocation => ({
    mode: version > 0 && mode !== "bad" ? "version" : mode,
    name,
    args,
    options,
    isolated,
    interactive,
    verboseVersion: version > 1,
  });
  while (rest[0]?.startsWith("-") && rest[0] !== "-") {
    const word = rest.shift() ?? "";
    if (word === "--") break;
    if (word === "--version") {
      version++;
      continue;
    }
    if (word === "--help" || word === "--help-all") return done("help", "", []);
    if (word === "--check-hash-based-pycs") {
      options.push(word, rest.shift() ?? "");
      continue;
    }
    if (word.startsWith("--")) return done("bad", `unknown option ${word}`, []);
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      const joined = word.slice(at + 1);
      if ("cmWX".includes(letter)) {
        const value = joined === "" ? rest.shift() : joined;
        if (value === undefined) return done("bad", `Argument expected for the -${letter} option`, []);
        if (letter === "c") return done("code", value, rest);
        if (letter === "m") return done("module", value, rest);
        options.push(`-${letter}`, value);
        break;
      }
      if (letter === "h" || letter === "?") return done("help", "", []);
      if (letter === "V") version++;
      else if (letter === "i") interactive = true;
      else if (letter === "E") isolated = true;
      else if (letter === "I") {
        isolated = true;
        options.push("-P", "-s");
      } else if ("bBdOPqRsSuvx".includes(letter)) options.push(`-${letter}`);
      else return done("bad", `Unknown option: -${letter}`, []);
    }
  }
  const [first, ...args] = rest;
  if (first === undefined) return done("stdin", "", []);
  if (first === "-") return done("stdin", "-", args);
  return done("script", first, args);
}
