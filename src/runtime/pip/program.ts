import { FileSystemError } from "../../errors/filesystem.js";
import { absolute, lookup } from "../lookup.js";
import { identify } from "../program.js";
import type { Program, ProgramContext } from "../programs.js";
import { exists, type Layout, layoutOf } from "../python/layout.js";
import { builtinIndex } from "./index-data.js";
import { install } from "./install.js";
import { check, freeze, list, show } from "./query.js";
import { InvalidRequirement, parseRequirement, type Requirement, requirementLines } from "./requirement.js";
import { PipSession } from "./session.js";
import { uninstall } from "./uninstall.js";

const HELP = `
Usage:   
  pip <command> [options]

Commands:
  install                     Install packages.
  uninstall                   Uninstall packages.
  freeze                      Output installed packages in requirements format.
  list                        List installed packages.
  show                        Show information about installed packages.
  check                       Verify installed packages have compatible dependencies.
  index                       Inspect information available from package indexes.
  help                        Show help for commands.

General Options:
  -h, --help                  Show help.
  -V, --version               Show version and exit.
  -q, --quiet                 Give less output.
  --no-cache-dir              Disable the cache.
`;

const INSTALL_USAGE = `
Usage:   
  pip install [options] <requirement specifier> [package-index-options] ...
  pip install [options] -r <requirements file> [package-index-options] ...
  pip install [options] [-e] <vcs project url> ...
  pip install [options] [-e] <local project path> ...
  pip install [options] <archive url/path> ...
`;

/** Commands of pip that this one does not have. */
const OTHERS = new Set(["download", "config", "search", "cache", "wheel", "hash", "completion", "debug"]);
/** Options whose value is in the next word, and that change nothing here. */
const IGNORED_WITH_VALUE = new Set(
  "-i --index-url --extra-index-url -f --find-links --trusted-host --cert --client-cert --cache-dir --timeout --retries --proxy --log --progress-bar --root-user-action --exists-action --upgrade-strategy --platform --python-version --only-binary --no-binary --use-feature --use-deprecated --no-warn-conflicts".split(
    " ",
  ),
);
const IGNORED = new Set(
  "--disable-pip-version-check --no-input --no-color --isolated -v -vv -vvv --verbose --prefer-binary --pre --user --no-warn-script-location --no-compile --compile --break-system-packages --no-build-isolation --no-python-version-warning --debug --require-virtualenv --use-pep517 --no-index -I".split(
    " ",
  ),
);

/** `pip`, as the file `/usr/bin/pip` that `python3-pip` brings. */
export const pipProgram: Program = {
  name: "pip",
  async run(context) {
    const series = /\d+\.\d+/.exec(context.path)?.[0] ?? "";
    const interpreter = context.path.startsWith("/usr/local/")
      ? "/usr/local/bin/python3"
      : "/usr/bin/python3";
    const found = lookup(interpreter, context.env, "/", context.fs);
    if (!found.found) {
      context.stderr(`${context.argv[0]}: ${interpreter}: bad interpreter: No such file or directory\n`);
      return 126;
    }
    const path = context.fs.realpath(found.path);
    const kind = identify(context.fs.open(path));
    const layout = layoutOf(path, kind.kind === "program" ? kind.note : series);
    return pipModule({ ...context, path: interpreter }, layout, context.argv.slice(1));
  },
};

/** `python3 -m pip …`; answers the exit code. */
export async function pipModule(
  context: ProgramContext,
  layout: Layout,
  argv: readonly string[],
): Promise<number> {
  const home = [...layout.packages].reverse().find((path) => exists(context.fs, `${path}/pip`));
  if (home === undefined) {
    context.stderr(`${context.path}: No module named pip\n`);
    return 1;
  }
  try {
    return run(context, layout, argv, home);
  } catch (error) {
    if (error instanceof UsageError) {
      context.stderr(error.message);
      return error.code;
    }
    if (error instanceof InvalidRequirement) {
      context.stderr(`ERROR: ${error.message}\n`);
      return 1;
    }
    if (error instanceof FileSystemError) {
      context.stderr(
        `ERROR: Could not install packages due to an OSError: ${error.strerror}: '${error.data.path}'\n`,
      );
      return 1;
    }
    throw error;
  }
}

class UsageError extends Error {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

/** A command line taken apart: the command's own options by name, and what is left. */
interface CommandLine {
  readonly command: string;
  readonly flags: ReadonlySet<string>;
  /** Files of `-r`. */
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

function parse(argv: readonly string[]): CommandLine {
  const rest = [...argv];
  const flags = new Set<string>();
  const files: string[] = [];
  const words: string[] = [];
  let command = "";
  let format = "columns";
  let quiet = 0;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = "", joined] = word.startsWith("--") ? word.split(/=(.*)/s) : [word];
    const own = FLAGS[command]?.[name];
    if (!word.startsWith("-") || word === "-") {
      if (command === "") command = word;
      else words.push(word);
    } else if (name === "-h" || name === "--help") flags.add("help");
    else if (name === "-V" || name === "--version") flags.add("version");
    else if (/^-q+$/.test(name)) quiet += name.length - 1;
    else if (name === "--quiet") quiet++;
    else if (name === "--no-cache-dir" || name === "--no-cache") flags.add("no-cache");
    else if (own !== undefined) flags.add(own);
    else if (name === "-r" || name === "--requirement" || name === "-c" || name === "--constraint") {
      const file = joined ?? rest.shift();
      if (file === undefined) throw noSuchOption(command, `${name} option requires 1 argument`);
      if (name === "-r" || name === "--requirement") files.push(file);
    } else if (/^-r./.test(name)) files.push(name.slice(2));
    else if (name === "--format") format = joined ?? rest.shift() ?? format;
    else if (IGNORED_WITH_VALUE.has(name)) {
      if (joined === undefined) rest.shift();
    } else if (!IGNORED.has(name)) throw noSuchOption(command, `no such option: ${name}`);
  }
  return { command, flags, files, format, words, quiet };
}

function noSuchOption(command: string, words: string): UsageError {
  const usage =
    command === "install" ? INSTALL_USAGE : `\nUsage:   \n  pip ${command || "<command>"} [options]\n`;
  return new UsageError(`${usage}\n${words}\n`, 2);
}

function run(context: ProgramContext, layout: Layout, argv: readonly string[], home: string): number {
  const line = parse(argv);
  const session = new PipSession(context, layout, {
    quiet: line.quiet,
    cache: !line.flags.has("no-cache") && !context.env.PIP_NO_CACHE_DIR,
  });
  const { command, flags, words } = line;
  if (flags.has("version")) {
    const version = session.installed().get("pip")?.version ?? "22.0.2";
    context.stdout(`pip ${version} from ${home}/pip (python ${layout.series})\n`);
    return 0;
  }
  if (flags.has("help") || command === "" || command === "help") {
    context.stdout(command === "install" ? INSTALL_USAGE : HELP);
    return 0;
  }
  switch (command) {
    case "install":
    case "uninstall": {
      const wanted = [
        ...words.map((word) => plainRequirement(context, word)),
        ...line.files.flatMap((file) => readRequirements(context, file)),
      ];
      if (wanted.length === 0) {
        if (line.files.length > 0) return emptyFile(session, line.files[0] ?? "");
        throw new UsageError(
          `ERROR: You must give at least one requirement to ${command} (see "pip help ${command}")\n`,
          1,
        );
      }
      if (command === "uninstall")
        return uninstall(
          session,
          wanted.map(({ name }) => name),
          flags.has("yes"),
        );
      return install(session, wanted, {
        upgrade: flags.has("upgrade"),
        reinstall: flags.has("reinstall"),
        dependencies: !flags.has("no-deps"),
      });
    }
    case "list":
      return list(session, line.format);
    case "freeze":
      return freeze(session, flags.has("all"));
    case "show":
      return show(session, words, flags.has("files"));
    case "check":
      return check(session);
    case "index":
      return indexVersions(session, words);
    default: {
      const why = OTHERS.has(command)
        ? `layerlab: pip ${command} is not built in`
        : `unknown command "${command}"`;
      throw new UsageError(`ERROR: ${why}\n`, 1);
    }
  }
}

function emptyFile(session: PipSession, file: string): number {
  session.warn(`Requirements file [${file}] contains no requirements`);
  return 0;
}

/** `pip index versions NAME` */
function indexVersions(session: PipSession, [verb, name = ""]: readonly string[]): number {
  const wheels = verb === "versions" ? (builtinIndex().get(name.toLowerCase()) ?? []) : [];
  const [newest] = wheels;
  if (newest === undefined) throw new UsageError(`ERROR: No matching distribution found for ${name}\n`, 1);
  session.print(`${name} (${newest.version})`);
  session.print(`Available versions: ${wheels.map(({ version }) => version).join(", ")}`);
  return 0;
}

function plainRequirement(context: ProgramContext, word: string): Requirement {
  if (/^(https?|git\+|file:)/.test(word))
    throw new UsageError(`ERROR: layerlab: ${word} cannot be fetched: containers here have no network\n`, 1);
  if (word.includes("/") || word === "." || word.endsWith(".whl")) {
    const there = exists(context.fs, absolute(context.cwd, word));
    if (!there)
      throw new UsageError(
        `WARNING: Requirement '${word}' looks like a filename, but the file does not exist\nERROR: ${word} is not a valid wheel filename.\n`,
        1,
      );
    throw new UsageError(`ERROR: layerlab: packages cannot be built from files here: ${word}\n`, 1);
  }
  return parseRequirement(word);
}

/** The requirements of a file, and of those it names with `-r`. */
function readRequirements(
  context: ProgramContext,
  file: string,
  above: readonly string[] = [],
): Requirement[] {
  const path = absolute(context.cwd, file);
  if (above.includes(path)) return [];
  let content: Uint8Array;
  try {
    content = context.fs.readFile(path);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    const number = error.code === "ENOENT" ? 2 : error.code === "EISDIR" ? 21 : 13;
    throw new UsageError(
      `ERROR: Could not open requirements file: [Errno ${number}] ${error.strerror}: '${file}'\n`,
      1,
    );
  }
  return requirementLines(new TextDecoder().decode(content)).flatMap(({ text, line }) => {
    const [, nested] = /^(?:-r|--requirement)[\s=]+(\S+)/.exec(text) ?? [];
    if (nested !== undefined) {
      const folder = file.includes("/") ? `${file.slice(0, file.lastIndexOf("/"))}/` : "";
      return readRequirements(context, nested.startsWith("/") ? nested : folder + nested, [...above, path]);
    }
    // Options of indexes and hashes: there is one index.
    if (text.startsWith("-")) return [];
    const plain = text.replace(/\s+--hash.*$/, "");
    return [parseRequirement(plain, `-r ${file} (line ${line})`, ` (from line ${line} of ${file})`)];
  });
}
