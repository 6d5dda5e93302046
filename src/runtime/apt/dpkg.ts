import type { Program, ProgramContext } from "../programs.js";
import { infoName, isInstalled, PackageDatabase } from "./database.js";
import { type Deb, readDeb } from "./deb.js";
import type { Stanza } from "./deb822.js";
import { DpkgRun } from "./dpkg-run.js";
import { globPattern } from "./path-filter.js";
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
  "--configure": () => 0,
  "--audit": () => 0,
  "--get-selections": selections,
  "--print-architecture": (context) => say(context, "arm64\n"),
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
    return say(context, `Debian '${name}' package management program version ${version} (arm64).\n`);
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

function operands(args: readonly string[]): string[] {
  return args.filter((word) => !word.startsWith("-"));
}

function find(database: PackageDatabase, word: string): Stanza | undefined {
  return database.get(word.replace(/:\w+$/, ""));
}

const HEAD = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

/** `dpkg -l [PATTERN…]` */
function listPackages(context: ProgramContext, args: readonly string[]): number {
  const database = PackageDatabase.read(context.fs);
  const patterns = operands(args).map((glob) => ({ glob, pattern: globPattern(glob) }));
  const all = database.all();
  const shown = all.filter(
    (stanza) =>
      (patterns.length === 0 && isListed(stanza)) ||
      patterns.some(({ pattern }) => pattern.test(stanza.get("Package")) || pattern.test(infoName(stanza))),
  );
  const missing = patterns.filter(
    ({ pattern }) => !all.some((stanza) => pattern.test(stanza.get("Package"))),
  );
  for (const { glob } of missing) context.stderr(`dpkg-query: no packages found matching ${glob}\n`);
  if (shown.length === 0) return missing.length > 0 ? 1 : 0;
  const rows = shown.map((stanza) => [
    infoName(stanza),
    stanza.get("Version"),
    stanza.get("Architecture"),
    stanza.get("Description").split("\n")[0] ?? "",
  ]);
  const least = [14, 12, 12, 33];
  const widths = least.map((width, column) =>
    Math.max(width, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  if (context.tty) {
    const used = 4 + (widths[0] ?? 0) + (widths[1] ?? 0) + (widths[2] ?? 0) + 3;
    widths[3] = Math.max(10, Number(context.env.COLUMNS ?? 80) - used);
  }
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.slice(0, widths[column]).padEnd(column < 3 ? (widths[column] ?? 0) : 0))
      .join(" ");
  context.stdout(`${HEAD}||/ ${line(["Name", "Version", "Architecture", "Description"])}\n`);
  context.stdout(`+++-${widths.map((width) => "=".repeat(width)).join("-")}\n`);
  shown.forEach((stanza, at) => {
    context.stdout(`${letters(stanza)}  ${line(rows[at] ?? [])}\n`);
  });
  return missing.length > 0 ? 1 : 0;
}

function isListed(stanza: Stanza): boolean {
  return !stanza.get("Status").endsWith("not-installed");
}

function letters(stanza: Stanza): string {
  const [want = "", , state = ""] = stanza.get("Status").split(" ");
  const second: Readonly<Record<string, string>> = { installed: "i", "config-files": "c", unpacked: "U" };
  return `${want === "deinstall" ? "r" : want === "purge" ? "p" : want === "hold" ? "h" : "i"}${second[state] ?? "F"}`;
}

/** `dpkg -s NAME…` */
function status(context: ProgramContext, args: readonly string[]): number {
  const database = PackageDatabase.read(context.fs);
  let code = 0;
  operands(args).forEach((word, at) => {
    const stanza = find(database, word);
    if (stanza === undefined) {
      context.stderr(
        `dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
      );
      code = 1;
    } else context.stdout(`${at > 0 ? "\n" : ""}${stanza}`);
  });
  return code;
}

/** `dpkg -L NAME…` */
function listFiles(context: ProgramContext, args: readonly string[]): number {
  const database = PackageDatabase.read(context.fs);
  let code = 0;
  operands(args).forEach((word, at) => {
    const stanza = find(database, word);
    const paths = stanza === undefined ? undefined : database.paths(stanza);
    if (paths === undefined) {
      context.stderr(
        `dpkg-query: package '${word}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
      );
      code = 1;
    } else context.stdout(`${at > 0 ? "\n" : ""}${["/.", ...paths].join("\n")}\n`);
  });
  return code;
}

/** `dpkg -S PATTERN…`: an absolute path is meant as it is, anything else as a part of one. */
function searchFiles(context: ProgramContext, args: readonly string[]): number {
  const database = PackageDatabase.read(context.fs);
  const lists = database.all().map((stanza) => ({ stanza, paths: database.paths(stanza) ?? [] }));
  let code = 0;
  for (const word of operands(args)) {
    const exact = word.startsWith("/") && !/[*?[]/.test(word);
    const pattern = /[*?[]/.test(word) ? globPattern(word) : globPattern(`*${word}*`);
    const owners = new Map<string, string[]>();
    for (const { stanza, paths } of lists) {
      for (const path of paths) {
        if (exact ? path !== word : !pattern.test(path)) continue;
        owners.set(path, [...(owners.get(path) ?? []), infoName(stanza)]);
      }
    }
    if (owners.size === 0) {
      context.stderr(`dpkg-query: no path found matching pattern ${word}\n`);
      code = 1;
    }
    for (const [path, names] of owners) context.stdout(`${names.join(", ")}: ${path}\n`);
  }
  return code;
}

/** `dpkg-query -W [-f FORMAT] [PATTERN…]` */
function show(context: ProgramContext, args: readonly string[]): number {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own notation
  let format = "${binary:Package}\\t${Version}\\n";
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (word === "-f") format = args[++at] ?? "";
    else if (/^(-f=?|--showformat=)/.test(word)) format = word.replace(/^(-f=?|--showformat=)/, "");
    else words.push(word);
  }
  const database = PackageDatabase.read(context.fs);
  let code = 0;
  const chosen =
    words.length === 0
      ? database.installed()
      : words.flatMap((word) => {
          const pattern = globPattern(word.replace(/:\w+$/, ""));
          const found = database.all().filter((stanza) => pattern.test(stanza.get("Package")));
          if (found.length === 0) {
            context.stderr(`dpkg-query: no packages found matching ${word}\n`);
            code = 1;
          }
          return found;
        });
  for (const stanza of chosen) context.stdout(expand(format, stanza));
  return code;
}

function expand(format: string, stanza: Stanza): string {
  return format
    .replace(/\$\{([^};]+)(?:;(-?\d+))?\}/g, (_, field: string, width?: string) => {
      const value = fieldOf(stanza, field);
      if (width === undefined) return value;
      return Number(width) < 0 ? value.padEnd(-Number(width)) : value.padStart(Number(width));
    })
    .replaceAll("\\n", "\n")
    .replaceAll("\\t", "\t");
}

function fieldOf(stanza: Stanza, field: string): string {
  const [, , state = ""] = stanza.get("Status").split(" ");
  switch (field) {
    case "binary:Package":
      return infoName(stanza);
    case "binary:Summary":
      return stanza.get("Description").split("\n")[0] ?? "";
    case "db:Status-Status":
      return state;
    case "db:Status-Abbrev":
      return `${letters(stanza)} `;
    default:
      return stanza.get(field);
  }
}

function selections(context: ProgramContext): number {
  for (const stanza of PackageDatabase.read(context.fs).all()) {
    const [want = ""] = stanza.get("Status").split(" ");
    context.stdout(`${infoName(stanza)}\t\t\t\t\t${want}\n`);
  }
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
    now: new Date(),
    stdout: (text) => context.stdout(text),
    stderr: (text) => context.stderr(text),
  });
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
  for (const { deb, file } of debs) run.unpack(deb, file.slice(file.lastIndexOf("/") + 1));
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

/** Whether a package can be set up; says what it lacks. */
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
