import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Contexts, LabContext } from "../../../src/cli/contexts.js";
import { UsageError } from "../../../src/errors/cli.js";
import { contextFile, labsDirectory, layerlabHome } from "../../home.js";
import { hasEnded, type KnownLab, knownLabs } from "./known-labs.js";

/** The verb behind the `docker` of a JupyterLab's terminals: docker's commands, in the lab of an open notebook. */
export const BESIDE = "beside";

const DEFAULT = "default";

interface OpenLab extends LabContext {
  readonly home: string;
}

/**
 * Which lab a command is for: the one that `--context` or `DOCKER_CONTEXT` names, the one that `docker context use` chose while
 * it is open, else that of the notebook whose kernel was started last. Where none is open it is the command line's own, as it is
 * where `LAYERLAB_HOME` names a place.
 *
 * @param given what follows `docker`
 * @throws {UsageError}
 */
export function placeBeside(
  given: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { readonly argv: readonly string[]; readonly home: string; readonly contexts: Contexts } {
  const { argv, context } = withoutContext(given);
  const open = openLabs(labsDirectory(env));
  const all: readonly OpenLab[] = [
    ...open,
    {
      name: DEFAULT,
      description: "The command line's own lab, which no notebook uses",
      home: layerlabHome(env),
      host: `layerlab://${layerlabHome(env)}`,
    },
  ];
  const find = (name: string | undefined): OpenLab | undefined => all.find((each) => each.name === name);
  const named = context ?? (env.DOCKER_CONTEXT || undefined);
  const current =
    named === undefined
      ? ((env.LAYERLAB_HOME ? undefined : (find(readChoice(env)) ?? open[0])) ?? find(DEFAULT))
      : find(named);
  if (current === undefined) {
    throw new UsageError(
      `context "${named}": context not found: ${
        open.length === 0
          ? "no notebook is open"
          : `open are ${open.map(({ name }) => `"${name}"`).join(", ")}`
      }`,
      1,
    );
  }
  return {
    argv,
    home: current.home,
    contexts: {
      list: () => all,
      current: current.name,
      use: (name) => writeChoice(name, env),
      ...(env.DOCKER_CONTEXT ? { decidedBy: "DOCKER_CONTEXT" } : {}),
    },
  };
}

/** Docker's one option in front of its commands that chooses where they go. */
function withoutContext(argv: readonly string[]): {
  readonly argv: readonly string[];
  readonly context?: string;
} {
  const [first = "", second, ...rest] = argv;
  const joined = /^--context=(.*)$/s.exec(first)?.[1];
  if (joined !== undefined) return { argv: argv.slice(1), context: joined };
  if ((first === "--context" || first === "-c") && second !== undefined)
    return { argv: rest, context: second };
  return { argv };
}

/** The labs of kernels that run, the newest first. Those of killed kernels are not among them. */
function openLabs(labs: string): readonly OpenLab[] {
  let known: readonly KnownLab[];
  try {
    known = knownLabs(labs).filter((lab) => !hasEnded(lab));
  } catch (error) {
    // No kernel was ever started.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const names = new Map<string, number>();
  // The one that was there first keeps its name when another kernel of that notebook is started.
  const named = known.toReversed().map((lab): OpenLab => {
    const base = nameOf(lab);
    const before = names.get(base) ?? 0;
    names.set(base, before + 1);
    return {
      name: before === 0 ? base : `${base}-${before + 1}`,
      description: descriptionOf(lab),
      home: join(lab.directory, "store"),
      host: `layerlab://${join(lab.directory, "store")}`,
    };
  });
  return named.reverse();
}

function nameOf({ notebook, directory }: KnownLab): string {
  const name = basename(notebook ?? "", ".ipynb")
    .replace(/[^\w.+-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "");
  // Docker's own word for where no context is chosen.
  return name === "" || name === DEFAULT ? `kernel-${basename(directory).slice(0, 8)}` : name;
}

function descriptionOf({ notebook, used }: KnownLab): string {
  const since = new Date(used).toTimeString().slice(0, 5);
  return `${notebook === undefined ? "A kernel without a notebook" : notebook}, open since ${since}`;
}

function readChoice(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return readFileSync(contextFile(env), "utf8").trim();
  } catch {
    // Nobody has chosen.
    return undefined;
  }
}

function writeChoice(name: string, env: NodeJS.ProcessEnv): void {
  const file = contextFile(env);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${name}\n`, { mode: 0o600 });
}
