import { byText, conflicts } from "./install.js";
import type { Distribution } from "./installed.js";
import { canonical, formatSpecifiers } from "./requirement.js";
import type { PipSession } from "./session.js";
import { recorded } from "./uninstall.js";

function sorted(session: PipSession): Distribution[] {
  return [...session.installed().values()].sort((a, b) => byText(a.name.toLowerCase(), b.name.toLowerCase()));
}

/** `pip list` */
export function list(session: PipSession, format: string): number {
  const all = sorted(session);
  if (format === "freeze") for (const { name, version } of all) session.print(`${name}==${version}`);
  else if (format === "json") {
    const items = all.map(({ name, version }) => `{"name": "${name}", "version": "${version}"}`);
    session.print(`[${items.join(", ")}]`);
  } else if (all.length > 0) {
    const name = Math.max(7, ...all.map((each) => each.name.length));
    const version = Math.max(7, ...all.map((each) => each.version.length));
    session.print(`${"Package".padEnd(name)} Version`);
    session.print(`${"-".repeat(name)} ${"-".repeat(version)}`);
    for (const each of all) session.print(`${each.name.padEnd(name)} ${each.version}`);
  }
  return 0;
}

/** What pip itself needs, which it does not list. */
const OWN = new Set(["pip", "setuptools", "wheel", "distribute"]);

/** `pip freeze` */
export function freeze(session: PipSession, all: boolean): number {
  for (const { name, version } of sorted(session))
    if (all || !OWN.has(name)) session.print(`${name}==${version}`);
  return 0;
}

/** `pip show NAME…` */
export function show(session: PipSession, names: readonly string[], files: boolean): number {
  if (names.length === 0) {
    session.warn("ERROR: Please provide a package name or names.");
    return 1;
  }
  const installed = session.installed();
  const missing = names.filter((name) => !installed.has(canonical(name)));
  if (missing.length > 0) session.warn(`Package(s) not found: ${missing.map(canonical).sort().join(", ")}`);
  const found = names.flatMap((name) => installed.get(canonical(name)) ?? []);
  for (const [at, each] of found.entries()) {
    if (at > 0) session.print("---");
    const field = (name: string) => each.fields.get(name) ?? "";
    const key = canonical(each.name);
    const needs = [...new Set(each.dependencies.map(({ name }) => name))].sort(ignoringCase);
    const neededBy = [...installed.values()]
      .filter(({ dependencies }) => dependencies.some(({ name }) => canonical(name) === key))
      .map(({ name }) => name)
      .sort(ignoringCase);
    session.print(`Name: ${each.name}`);
    session.print(`Version: ${each.version}`);
    session.print(`Summary: ${field("Summary")}`);
    session.print(`Home-page: ${field("Home-page")}`);
    session.print(`Author: ${field("Author")}`);
    // Authors who put name and address into one field get an empty one here.
    session.print(`Author-email: ${field("Author") === "" ? "" : field("Author-email")}`);
    session.print(`License: ${field("License")}`);
    session.print(`Location: ${each.location}`);
    session.print(`Requires: ${needs.join(", ")}`);
    session.print(`Required-by: ${neededBy.join(", ")}`);
    if (files) {
      session.print("Files:");
      for (const path of recorded(session, each).sort(byText)) session.print(`  ${path}`);
    }
  }
  return found.length > 0 ? 0 : 1;
}

/** `pip check` */
export function check(session: PipSession): number {
  const installed = session.installed();
  let broken = 0;
  for (const distribution of sorted(session)) {
    for (const { name } of distribution.dependencies) {
      if (installed.has(canonical(name))) continue;
      session.print(`${distribution.name} ${distribution.version} requires ${name}, which is not installed.`);
      broken++;
    }
  }
  for (const { distribution, requirement, there } of conflicts(installed)) {
    session.print(
      `${distribution.name} ${distribution.version} has requirement ${requirement.name}${formatSpecifiers(requirement.specifiers)}, but you have ${there.name} ${there.version}.`,
    );
    broken++;
  }
  if (broken === 0) session.print("No broken requirements found.");
  return broken === 0 ? 0 : 1;
}

function ignoringCase(a: string, b: string): number {
  return byText(a.toLowerCase(), b.toLowerCase());
}
