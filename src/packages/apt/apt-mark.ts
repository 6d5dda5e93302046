import type { Program, ProgramContext } from "../../process/programs.js";
import { PackageDatabase } from "./database.js";

/** apt-mark(8): which packages were asked for by name, and which were installed as dependencies. */
export const aptMark: Program = { name: "apt-mark", run: async (context) => run(context) };

function run(context: ProgramContext): number {
  const [, verb = "", ...names] = context.argv;
  const database = PackageDatabase.read(context.fs);
  switch (verb) {
    case "showmanual":
    case "showauto": {
      for (const stanza of database.installed()) {
        const name = stanza.get("Package");
        if (
          database.isAutomatic(name) === (verb === "showauto") &&
          (names.length === 0 || names.includes(name))
        )
          context.stdout(`${name}\n`);
      }
      return 0;
    }
    case "auto":
    case "manual":
      return mark(context, database, names, verb === "auto");
    default:
      context.stderr(`E: Invalid operation ${verb}\n`);
      return 100;
  }
}

function mark(
  context: ProgramContext,
  database: PackageDatabase,
  names: readonly string[],
  automatic: boolean,
): number {
  if (context.fs.credentials.uid !== 0) {
    context.stderr(
      "E: Could not create temporary file for /var/lib/apt/extended_states - mkstemp (13: Permission denied)\nE: Failed to write temporary StateFile /var/lib/apt/extended_states\n",
    );
    return 100;
  }
  for (const name of names) {
    if (database.version(name) === undefined) {
      context.stderr(`E: Unable to locate package ${name}\n`);
      return 100;
    }
    const already = database.isAutomatic(name) === automatic;
    const state = automatic ? "automatically" : "manually";
    context.stdout(
      already ? `${name} was already set to ${state} installed.\n` : `${name} set to ${state} installed.\n`,
    );
    database.setAutomatic(name, automatic);
  }
  database.writeExtendedStates();
  return 0;
}
