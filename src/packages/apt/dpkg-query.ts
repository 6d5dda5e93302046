import type { ProgramContext } from "../../process/programs.js";
import { infoName, PackageDatabase } from "./database.js";
import type { Stanza } from "./deb822.js";
import { globPattern } from "./path-filter.js";

/** The words of a command line that are not options. */
export function operands(args: readonly string[]): string[] {
  return args.filter((word) => !word.startsWith("-"));
}

/** A package by the name that people use: `libc6`, `libc6:arm64`. */
export function find(database: PackageDatabase, word: string): Stanza | undefined {
  return database.get(word.replace(/:\w+$/, ""));
}

const HEAD = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

/** `dpkg -l [PATTERN…]` */
export function listPackages(context: ProgramContext, args: readonly string[]): number {
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
export function status(context: ProgramContext, args: readonly string[]): number {
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
export function listFiles(context: ProgramContext, args: readonly string[]): number {
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

/** `dpkg -S PATTERN…`: an absolute path is matched whole, anything else as a part of a path. */
export function searchFiles(context: ProgramContext, args: readonly string[]): number {
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
export function show(context: ProgramContext, args: readonly string[]): number {
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

export function selections(context: ProgramContext): number {
  for (const stanza of PackageDatabase.read(context.fs).all()) {
    const [want = ""] = stanza.get("Status").split(" ");
    context.stdout(`${infoName(stanza)}\t\t\t\t\t${want}\n`);
  }
  return 0;
}
