import { base } from "../../posix/path.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { ARCHITECTURE } from "./architecture.js";
import { infoName, isInstalled, PackageDatabase } from "./database.js";
import { type Deb, readDeb } from "./deb.js";
import type { Stanza } from "./deb822.js";
import {
  find,
  listFiles,
  listPackages,
  operands,
  searchFiles,
  selections,
  show,
  status,
} from "./dpkg-query.js";
import { DpkgRun } from "./dpkg-run.js";
import { containerTime } from "./files.js";
import { parseRelations, satisfies } from "./relations.js";

/** dpkg(1) and dpkg-query(1). */
export function dpkgProgram(name: "dpkg" | "dpkg-query"): Program {
  return { name, run: async (context) => run(name, context) };
}

type Action = (context: ProgramContext, args: readonly string[]) => number | Promise<number>;

const QUERIES: Readonly<Record<string, Action>> = {
  "-l": listPackages,
  "--list": listPackages,
  "-s": status,
  "--status": status,
  "-L": listFiles,
  "--listfiles": listFiles,
  "-S": searchFiles,
  "--search": searchFiles,
};

const DPKG: Readonly<Record<string, Action>> = {
  ...QUERIES,
  "-i": install,
  "--install": install,
  "-r": (context, args) => remove(context, args, false),
  "--remove": (context, args) => remove(context, args, false),
  "-P": (context, args) => remove(context, args, true),
  "--purge": (context, args) => remove(context, args, true),
  "--configure": configure,
  "--audit": () => 0,
  "--get-selections": selections,
  "--print-architecture": (context) => say(context, `${ARCHITECTURE}\n`),
  "--print-foreign-architectures": () => 0,
};

const QUERY: Readonly<Record<string, Action>> = { ...QUERIES, "-W": show, "--show": show };

function run(name: "dpkg" | "dpkg-query", context: ProgramContext): number | Promise<number> {
  const actions = name === "dpkg" ? DPKG : QUERY;
  const [, ...words] = context.argv;
  const at = words.findIndex((word) => actions[word] !== undefined);
  const action = actions[words[at] ?? ""];
  if (action !== undefined) return action(context, words.toSpliced(at, 1));
  if (words.includes("--version")) {
    const version = PackageDatabase.read(context.fs).version("dpkg") ?? "unknown";
    return say(
      context,
      `Debian '${name}' package management program version ${version} (${ARCHITECTURE}).\n`,
    );
  }
  const [first] = words;
  if (first?.startsWith("-")) context.stderr(`${name}: error: unknown option ${first}\n`);
  else context.stderr(`${name}: error: need an action option\n`);
  context.stderr(`\nActions here: ${Object.keys(actions).join(" ")}\n`);
  return 2;
}

function say(context: ProgramContext, text: string): number {
  context.stdout(text);
  return 0;
}

function lockedOut(context: ProgramContext): boolean {
  if (context.fs.credentials.uid === 0) return false;
  context.stderr("dpkg: error: requested operation requires superuser privilege\n");
  return true;
}

function newRun(context: ProgramContext): DpkgRun {
  return new DpkgRun({
    fs: context.fs,
    env: context.env,
    tty: context.tty,
    now: containerTime(context.fs, "/var/log/dpkg.log"),
    stdout: (text) => context.stdout(text),
    stderr: (text) => context.stderr(text),
  });
}

/** `dpkg --configure -a | NAME…`: configures packages that have only been unpacked. */
function configure(context: ProgramContext, args: readonly string[]): number {
  if (lockedOut(context)) return 2;
  const run = newRun(context);
  const all = args.includes("-a") || args.includes("--pending");
  const waiting = run.database.all().filter((stanza) => stanza.get("Status").endsWith(" unpacked"));
  const chosen = all ? waiting : waiting.filter((stanza) => args.includes(stanza.get("Package")));
  const broken = chosen.filter((stanza) => !explainMissing(context, run, stanza));
  for (const stanza of chosen) if (!broken.includes(stanza)) run.configure(stanza.get("Package"));
  run.finish();
  return broken.length > 0 ? 1 : 0;
}

/** `dpkg -i FILE…` */
function install(context: ProgramContext, args: readonly string[]): number {
  if (lockedOut(context)) return 2;
  const debs: { readonly deb: Deb; readonly file: string }[] = [];
  for (const file of operands(args)) {
    const path = file.startsWith("/") ? file : `${context.cwd}/${file}`;
    if (context.fs.lstatIfExists(path) === undefined) {
      context.stderr(`dpkg: error: cannot access archive '${file}': No such file or directory\n`);
      return 2;
    }
    const deb = readDeb(context.fs.open(path));
    if (deb === undefined) {
      context.stderr(`dpkg-deb: error: '${file}' is not a Debian format archive\n`);
      context.stderr(
        `dpkg: error processing archive ${file} (--install):\n dpkg-deb --control subprocess returned error exit status 2\n`,
      );
      return 1;
    }
    debs.push({ deb, file });
  }
  const run = newRun(context);
  for (const { deb, file } of debs) run.unpack(deb, base(file));
  const broken = debs.filter(({ deb }) => !explainMissing(context, run, deb.control));
  for (const { deb } of debs) {
    if (!broken.some((other) => other.deb === deb)) run.configure(deb.control.get("Package"));
  }
  run.finish();
  if (broken.length === 0) return 0;
  const names = broken.map(({ deb }) => ` ${infoName(deb.control)}\n`);
  context.stderr(`Errors were encountered while processing:\n${names.join("")}`);
  return 1;
}

/** Whether a package can be configured; if not, prints what is missing. */
function explainMissing(context: ProgramContext, run: DpkgRun, control: Stanza): boolean {
  const here = run.database
    .all()
    .filter((stanza) => isInstalled(stanza) || stanza.get("Status").endsWith("unpacked"));
  const missing = parseRelations(control.get("Depends")).filter(
    (group) =>
      !group.some((relation) =>
        here.some((stanza) =>
          satisfies(
            { name: stanza.get("Package"), version: stanza.get("Version"), provides: stanza.get("Provides") },
            relation,
          ),
        ),
      ),
  );
  if (missing.length === 0) return true;
  const name = infoName(control);
  context.stderr(`dpkg: dependency problems prevent configuration of ${name}:\n`);
  for (const [relation] of missing) {
    if (relation === undefined) continue;
    const text = relation.operator === undefined ? "" : ` (${relation.operator} ${relation.version})`;
    context.stderr(
      ` ${name} depends on ${relation.name}${text}; however:\n  Package ${relation.name} is not installed.\n`,
    );
  }
  context.stderr(
    `\ndpkg: error processing package ${name} (--install):\n dependency problems - leaving unconfigured\n`,
  );
  return false;
}

function remove(context: ProgramContext, args: readonly string[], purge: boolean): number {
  if (lockedOut(context)) return 2;
  const run = newRun(context);
  let code = 0;
  for (const word of operands(args)) {
    const stanza = find(run.database, word);
    if (stanza === undefined) {
      context.stderr(`dpkg: warning: ignoring request to remove ${word} which isn't installed\n`);
      continue;
    }
    const name = stanza.get("Package");
    const dependents = run.database
      .installed()
      .filter((other) =>
        parseRelations(other.get("Depends")).some((group) => group.length === 1 && group[0]?.name === name),
      );
    if (dependents.length > 0 && isInstalled(stanza)) {
      context.stderr(`dpkg: dependency problems prevent removal of ${infoName(stanza)}:\n`);
      for (const other of dependents) context.stderr(` ${infoName(other)} depends on ${name}.\n`);
      context.stderr(
        `\ndpkg: error processing package ${infoName(stanza)} (--remove):\n dependency problems - not removing\n`,
      );
      context.stderr(`Errors were encountered while processing:\n ${infoName(stanza)}\n`);
      code = 1;
      continue;
    }
    run.remove(name, purge);
  }
  run.finish();
  return code;
}
