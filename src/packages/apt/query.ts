import { ARCHITECTURE } from "./architecture.js";
import { installedSize, isInstalled, PackageDatabase } from "./database.js";
import type { Stanza } from "./deb822.js";
import { sizeToString } from "./format.js";
import { type Candidate, origin, PackageLists } from "./lists.js";
import { globPattern } from "./path-filter.js";
import { AptFailure, type AptSession } from "./session.js";
import { compareVersions } from "./version.js";

/** `apt list [--installed | --upgradable] [PATTERN…]` */
export function list(session: AptSession): number {
  const { flags, args } = session.command;
  session.say(`Listing...${session.context.tty ? " Done" : ""}\n`);
  const { database, lists } = read(session);
  const upgradableOnly = flags.has("upgradable") || flags.has("upgradeable");
  const patterns = args.map(globPattern);
  for (const name of allNames(database, lists)) {
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(name))) continue;
    const stanza = database.get(name);
    const version = database.version(name);
    const candidate = lists.candidate(name);
    const newer =
      candidate !== undefined && version !== undefined && compareVersions(candidate.version, version) > 0;
    if (flags.has("installed") && version === undefined) continue;
    if (upgradableOnly && !newer) continue;
    const shown = candidate?.stanza ?? stanza;
    if (shown === undefined || (candidate === undefined && version === undefined)) continue;
    const where = candidate === undefined ? "now" : suites(lists.versions(name), version, candidate);
    const state = stateWords(database, name, version, newer, candidate === undefined);
    session.context.stdout(
      `${name}/${where} ${candidate?.version ?? version} ${shown.get("Architecture")}${state}\n`,
    );
  }
  return 0;
}

function suites(versions: readonly Candidate[], installed: string | undefined, candidate: Candidate): string {
  const names = versions
    .filter(({ version }) => version === candidate.version)
    .map(({ source }) => source.suite);
  return [...new Set(names), ...(installed === candidate.version ? ["now"] : [])].join(",");
}

function stateWords(
  database: PackageDatabase,
  name: string,
  version: string | undefined,
  newer: boolean,
  local: boolean,
): string {
  if (version === undefined) return "";
  if (newer) return ` [upgradable from: ${version}]`;
  const words = ["installed"];
  if (local) words.push("local");
  else if (database.isAutomatic(name)) words.push("automatic");
  return ` [${words.join(",")}]`;
}

/** `apt show NAME…` */
export function show(session: AptSession): number {
  const { database, lists } = read(session);
  const missing: string[] = [];
  for (const name of session.command.args) {
    const candidate = lists.candidate(name);
    const stanza = candidate?.stanza ?? database.get(name);
    if (stanza === undefined) missing.push(name);
    else session.context.stdout(`${details(session, database, stanza, candidate)}\n`);
  }
  if (missing.length === 0) return 0;
  throw new AptFailure([
    ...missing.map((name) => `N: Unable to locate package ${name}`),
    "E: No packages found",
  ]);
}

function details(
  session: AptSession,
  database: PackageDatabase,
  stanza: Stanza,
  candidate: Candidate | undefined,
): string {
  if (session.command.program === "apt-cache") return `${stanza}`;
  const name = stanza.get("Package");
  const fields: [string, string][] = [
    ["Package", name],
    ["Version", stanza.get("Version")],
    ...(database.version(name) === undefined
      ? []
      : ([["Status", database.get(name)?.get("Status") ?? ""]] as [string, string][])),
    ["Priority", stanza.get("Priority")],
    ["Section", stanza.get("Section")],
    ["Source", stanza.get("Source")],
    ["Origin", candidate === undefined ? "" : "Ubuntu"],
    ["Maintainer", stanza.get("Maintainer")],
    ["Installed-Size", `${sizeToString(installedSize(stanza) * 1024)}B`],
    ["Provides", stanza.get("Provides")],
    ["Pre-Depends", stanza.get("Pre-Depends")],
    ["Depends", stanza.get("Depends")],
    ["Recommends", stanza.get("Recommends")],
    ["Suggests", stanza.get("Suggests")],
    ["Breaks", stanza.get("Breaks")],
    ["Homepage", stanza.get("Homepage")],
    ["Download-Size", candidate === undefined ? "unknown" : `${sizeToString(Number(stanza.get("Size")))}B`],
    [
      "APT-Manual-Installed",
      database.version(name) === undefined ? "" : database.isAutomatic(name) ? "no" : "yes",
    ],
    [
      "APT-Sources",
      candidate === undefined ? "/var/lib/dpkg/status" : `${origin(candidate)} ${ARCHITECTURE} Packages`,
    ],
    ["Description", stanza.get("Description")],
  ];
  return fields
    .filter(([, value]) => value !== "")
    .map(([field, value]) => `${field}: ${value}\n`)
    .join("");
}

/** `apt-cache policy [NAME…]` */
export function policy(session: AptSession): number {
  const { database, lists } = read(session);
  for (const name of session.command.args) {
    const installed = database.version(name);
    const versions = lists.versions(name);
    if (installed === undefined && versions.length === 0) {
      if (session.command.program === "apt") session.context.stderr(`N: Unable to locate package ${name}\n`);
      continue;
    }
    const candidate = [
      ...versions.map(({ version }) => version),
      ...(installed === undefined ? [] : [installed]),
    ]
      .sort(compareVersions)
      .at(-1);
    session.context.stdout(
      `${name}:\n  Installed: ${installed ?? "(none)"}\n  Candidate: ${candidate}\n  Version table:\n`,
    );
    const table = new Set([
      ...versions.map(({ version }) => version),
      ...(installed === undefined ? [] : [installed]),
    ]);
    for (const version of [...table].sort(compareVersions).reverse()) {
      session.context.stdout(` ${version === installed ? "***" : "   "} ${version} 500\n`);
      for (const entry of versions.filter((other) => other.version === version)) {
        session.context.stdout(`        500 ${origin(entry)} ${ARCHITECTURE} Packages\n`);
      }
      if (version === installed) session.context.stdout("        100 /var/lib/dpkg/status\n");
    }
  }
  return 0;
}

/** `apt search PATTERN…`, `apt-cache search` */
export function search(session: AptSession): number {
  const { database, lists } = read(session);
  const apt = session.command.program === "apt";
  if (session.command.args.length === 0) {
    throw new AptFailure(["E: You must give at least one search pattern"]);
  }
  if (apt) {
    session.say(
      `Sorting...${session.context.tty ? " Done" : ""}\nFull Text Search...${session.context.tty ? " Done" : ""}\n`,
    );
  }
  const patterns = session.command.args.map((word) => new RegExp(word, "i"));
  for (const name of allNames(database, lists)) {
    const candidate = lists.candidate(name);
    const stanza = candidate?.stanza ?? database.get(name);
    if (stanza === undefined) continue;
    const description = stanza.get("Description").split("\n")[0] ?? "";
    if (!patterns.every((pattern) => pattern.test(name) || pattern.test(description))) continue;
    const version = database.version(name);
    const state = stateWords(database, name, version, false, candidate === undefined);
    session.context.stdout(
      apt
        ? `${name}/${candidate?.source.suite ?? "now"} ${stanza.get("Version")} ${stanza.get("Architecture")}${state}\n  ${description}\n\n`
        : `${name} - ${description}\n`,
    );
  }
  return 0;
}

/** `apt-cache depends NAME…` */
export function depends(session: AptSession): number {
  const { database, lists } = read(session);
  for (const name of session.command.args) {
    const stanza = lists.candidate(name)?.stanza ?? database.get(name);
    if (stanza === undefined) throw new AptFailure([`E: No packages found`]);
    session.context.stdout(`${name}\n`);
    for (const [field, word] of [
      ["Pre-Depends", "PreDepends"],
      ["Depends", "Depends"],
      ["Recommends", "Recommends"],
      ["Suggests", "Suggests"],
    ] as const) {
      for (const group of stanza.get(field).split(",")) {
        const alternatives = group.split("|").map((part) => part.trim().split(/[\s(:]/)[0] ?? "");
        alternatives.forEach((alternative, at) => {
          if (alternative === "") return;
          const mark = at < alternatives.length - 1 ? "|" : " ";
          session.context.stdout(` ${mark}${word}: ${alternative}\n`);
        });
      }
    }
  }
  return 0;
}

function read(session: AptSession): { database: PackageDatabase; lists: PackageLists } {
  return { database: PackageDatabase.read(session.fs), lists: PackageLists.read(session.fs) };
}

function allNames(database: PackageDatabase, lists: PackageLists): string[] {
  const installed = database.all().filter(isInstalled);
  return [...new Set([...lists.names(), ...installed.map((stanza) => stanza.get("Package"))])].sort();
}
