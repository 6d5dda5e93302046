import { FileSystemError } from "../../errors/filesystem.js";
import { CANNOT_EXECUTE } from "../../posix/exit-status.js";
import { lookup } from "../../process/lookup.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { identify } from "../../stand-in/program-file.js";
import { INSTALL_USAGE, parseCommandLine, UsageError } from "./command-line.js";
import { install } from "./install.js";
import { exists, type Layout, layoutOf } from "./python-layout.js";
import { check, freeze, list, show } from "./query.js";
import { InvalidRequirement } from "./requirement.js";
import { PipSession } from "./session.js";
import { uninstall } from "./uninstall.js";
import { plainRequirement, readRequirements } from "./wanted.js";
import { builtinIndex } from "./wheel-index.js";

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

/** Commands of the real pip that are missing here. */
const OTHERS = new Set(["download", "config", "search", "cache", "wheel", "hash", "completion", "debug"]);
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
      return CANNOT_EXECUTE;
    }
    const path = context.fs.realpath(found.path);
    const kind = identify(context.fs.open(path));
    const layout = layoutOf(path, kind.kind === "program" ? kind.note : series);
    return pipModule({ ...context, path: interpreter }, layout, context.argv.slice(1));
  },
};

/** `python3 -m pip …`; returns the exit code. */
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
    return await run(context, layout, argv, home);
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

async function run(
  context: ProgramContext,
  layout: Layout,
  argv: readonly string[],
  home: string,
): Promise<number> {
  const line = parseCommandLine(argv);
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
