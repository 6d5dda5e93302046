import { parseCatalogue } from "../catalogue.js";
import { PYTHON3_SCRIPTS } from "../scripts/python3.js";
import type { MaintainerScripts } from "../scripts/scripts.js";
import { KNOWN_FILES } from "./known-files.js";
import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";
import { LIBPYTHON_MINIMAL, LIBPYTHON_STDLIB } from "./python-library.js";
import { KNOWN_TEXTS } from "./texts-python.js";

const PLACES: Readonly<Record<string, { readonly suite: string; readonly component: string }>> = {
  r: { suite: "jammy", component: "main" },
  u: { suite: "jammy-updates", component: "main" },
  v: { suite: "jammy-updates", component: "universe" },
};
const MULTI_ARCH: Readonly<Record<string, string>> = { s: "same", f: "foreign", w: "allowed" };
const PRIORITIES: Readonly<Record<string, string>> = {
  r: "required",
  i: "important",
  s: "standard",
  o: "optional",
  e: "extra",
};
const FILES: Readonly<Record<string, string>> = {
  ...KNOWN_FILES,
  "libpython3.10-minimal": LIBPYTHON_MINIMAL,
  "libpython3.10-stdlib": LIBPYTHON_STDLIB,
};
const SCRIPTS: Readonly<Record<string, MaintainerScripts>> = { python3: PYTHON3_SCRIPTS };
const NOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "python3.10-minimal": { "/usr/bin/python3.10": "3.10.12" },
  "python3-pip": { "/usr/bin/pip": "22.0.2", "/usr/bin/pip3": "22.0.2" },
  wget: { "/usr/bin/wget": "1.21.2" },
  curl: { "/usr/bin/curl": "7.81.0" },
};
/** Bytes of a copyright file, which every package has: an estimate. */
const COPYRIGHT = 2400;

/** Reads the lines of `jammy-table.ts`. A line it does not understand is a mistake in our data: a SyntaxError. */
export function packagesOf(table: string): ArchivePackage[] {
  return table.trim().split("\n").map(packageOf);
}

function packageOf(line: string): ArchivePackage {
  const fields = line.split("|");
  const [name = "", where = "", version = "", bytes = "", kibibytes = "", section = "", importance = ""] =
    fields;
  const place = PLACES[where.charAt(0)];
  const priority = PRIORITIES[importance];
  if (fields.length !== 11 || place === undefined || priority === undefined || !/^\d+$/.test(bytes))
    throw new SyntaxError(`package table: cannot read the line ${JSON.stringify(line)}`);
  const [depends = "", recommends = "", suggests = "", description = ""] = fields.slice(7);
  const multiArch = MULTI_ARCH[where.replaceAll("a", "").charAt(1)];
  const universe = place.component === "universe" ? "universe/" : "";
  const control = [
    `Package: ${name}`,
    `Architecture: ${where.charAt(1) === "a" ? "all" : "arm64"}`,
    `Version: ${version}`,
    ...(multiArch === undefined ? [] : [`Multi-Arch: ${multiArch}`]),
    `Priority: ${priority}`,
    `Section: ${universe}${section}`,
    "Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>",
    `Installed-Size: ${kibibytes}`,
    ...relations("Depends", depends, version),
    ...relations("Recommends", recommends, version),
    ...relations("Suggests", suggests, version),
    `Description: ${description}`,
    "",
  ].join("\n");
  const texts = KNOWN_TEXTS[name];
  const notes = NOTES[name];
  const scripts = SCRIPTS[name];
  return {
    ...place,
    size: Number(bytes),
    control,
    files: filesOf(name, Number(kibibytes), texts ?? {}),
    ...(texts === undefined ? {} : { texts }),
    ...(notes === undefined ? {} : { notes }),
    ...(scripts === undefined ? {} : { scripts }),
    ...(section === "libs" && multiArch === "same" ? { controlFiles: { triggers: LDCONFIG_TRIGGER } } : {}),
  };
}

function relations(field: string, text: string, version: string): string[] {
  if (text === "") return [];
  const groups = text.split(" ").map((group) =>
    group
      .split("/")
      .map((word) => (word.startsWith("=") ? `${word.slice(1)} (= ${version})` : word))
      .join(" | "),
  );
  return [`${field}: ${groups.join(", ")}`];
}

/** The files known by name, the copyright, and one stand-in for all the others. */
function filesOf(name: string, installed: number, texts: Readonly<Record<string, string>>): string {
  const known = FILES[name] ?? "";
  const own = `${known.trim()}\n@ /usr/share/doc/${name}\nf ${COPYRIGHT} copyright\n`;
  const directories = new Set<string>();
  let used = 0;
  for (const entry of parseCatalogue(own, { package: name }).entries) {
    if ("size" in entry) used += Math.ceil(entry.size / 1024);
    else if (entry.kind === "text") used += Math.ceil((texts[entry.path] ?? "").length / 1024);
    const parts = entry.path.split("/");
    for (let end = 2; end < parts.length; end++) directories.add(parts.slice(0, end).join("/"));
  }
  const rest = installed - used - directories.size - 4;
  if (rest <= 0) return own;
  // dpkg's configuration in images keeps documentation off the disk.
  const folder = name.startsWith("manpages") ? "/usr/share/man/man7" : "/usr/share/layerlab/packages";
  return `${own}@ ${folder}\nf ${rest * 1024} ${name}\n`;
}
