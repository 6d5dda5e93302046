import { type OptionRules, readArguments, type Takes } from "../../process/options.js";

export const INSTALL_USAGE = `
Usage:   
  pip install [options] <requirement specifier> [package-index-options] ...
  pip install [options] -r <requirements file> [package-index-options] ...
  pip install [options] [-e] <vcs project url> ...
  pip install [options] [-e] <local project path> ...
  pip install [options] <archive url/path> ...
`;

/** Options with a value that change nothing here. */
const IGNORED_WITH_VALUE = new Set(
  "-i --index-url --extra-index-url -f --find-links --trusted-host --cert --client-cert --cache-dir --timeout --retries --proxy --log --progress-bar --root-user-action --exists-action --upgrade-strategy --platform --python-version --only-binary --no-binary --use-feature --use-deprecated --no-warn-conflicts".split(
    " ",
  ),
);
const IGNORED = new Set(
  "--disable-pip-version-check --no-input --no-color --isolated -v --verbose --prefer-binary --pre --user --no-warn-script-location --no-compile --compile --break-system-packages --no-build-isolation --no-python-version-warning --debug --require-virtualenv --use-pep517 --no-index -I".split(
    " ",
  ),
);

/** pip's message, and its exit code, for a command line that it does not understand. */
export class UsageError extends Error {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

/** A parsed command line: the command's own options by name, and the operands. */
export interface CommandLine {
  readonly command: string;
  readonly flags: ReadonlySet<string>;
  /** Files named with `-r`. */
  readonly files: readonly string[];
  readonly format: string;
  readonly words: readonly string[];
  readonly quiet: number;
}

const FLAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  install: {
    "-U": "upgrade",
    "--upgrade": "upgrade",
    "--force-reinstall": "reinstall",
    "--ignore-installed": "reinstall",
    "--no-deps": "no-deps",
    "--no-dependencies": "no-deps",
  },
  uninstall: { "-y": "yes", "--yes": "yes" },
  freeze: { "--all": "all", "-l": "", "--local": "" },
  list: { "-l": "", "--local": "", "-o": "", "--outdated": "", "--not-required": "" },
  show: { "-f": "files", "--files": "files" },
  check: {},
};

/** The options of all commands, under the one name used here. */
const COMMON: Readonly<Record<string, string>> = {
  "-h": "help",
  "--help": "help",
  "-V": "version",
  "--version": "version",
  "--no-cache-dir": "no-cache",
  "--no-cache": "no-cache",
};
const WITH_VALUE = new Set(["-r", "--requirement", "-c", "--constraint", "--format"]);

/** @throws {UsageError} */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const flags = new Set<string>();
  const files: string[] = [];
  const words: string[] = [];
  let command = "";
  let format = "columns";
  let quiet = 0;
  const flagOf = (name: string) => COMMON[name] ?? FLAGS[command]?.[name];
  const takes = (name: string): Takes | undefined => {
    if (WITH_VALUE.has(name) || IGNORED_WITH_VALUE.has(name)) return "value";
    const known = flagOf(name) !== undefined || name === "-q" || name === "--quiet" || IGNORED.has(name);
    return known ? "nothing" : undefined;
  };
  const rules: OptionRules = {
    letter: (letter) => takes(`-${letter}`),
    long: (name) => takes(`--${name}`),
    equals: true,
  };
  for (const found of readArguments(argv, rules)) {
    if (found.kind === "operand") {
      if (command === "") command = found.word;
      else words.push(found.word);
    } else if (found.kind === "unknown") throw noSuchOption(command, `no such option: ${found.name}`);
    else if (found.kind === "incomplete")
      throw noSuchOption(command, `${found.name} option requires 1 argument`);
    else if (found.name === "-q" || found.name === "--quiet") quiet++;
    else if (found.name === "-r" || found.name === "--requirement") files.push(found.value ?? "");
    else if (found.name === "--format") format = found.value ?? format;
    else flags.add(flagOf(found.name) ?? "");
  }
  return { command, flags, files, format, words, quiet };
}

function noSuchOption(command: string, words: string): UsageError {
  const usage =
    command === "install" ? INSTALL_USAGE : `\nUsage:   \n  pip ${command || "<command>"} [options]\n`;
  return new UsageError(`${usage}\n${words}\n`, 2);
}
