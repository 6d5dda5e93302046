import { ancestry, parent } from "../../../posix/path.js";
import { parseCatalogue } from "../../../stand-in/catalogue.js";
import { NOTES, SCRIPTS } from "./behaviour.js";
import { type PackageFolder, packageFolder } from "./folder.js";
import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

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
/** Bytes of a copyright file, which every package has: an estimate. */
const COPYRIGHT = 2400;

/** The lines of a table without its comments. */
export function linesOf(table: string): string[] {
  return table.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Reads the lines of `jammy.txt`. Throws a SyntaxError for a line it does not understand: our data are wrong then. */
export function packagesOf(table: string): ArchivePackage[] {
  return linesOf(table).map(packageOf);
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
  const folder = packageFolder(name);
  const notes = NOTES[name];
  const scripts = SCRIPTS[name];
  return {
    ...place,
    size: Number(bytes),
    control,
    catalogue: catalogueOf(name, Number(kibibytes), folder),
    ...(folder === undefined ? {} : { texts: folder.texts }),
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

/** The files known by name, the copyright file, and one stand-in for all the others. */
function catalogueOf(name: string, installed: number, folder: PackageFolder | undefined): string {
  const own = `${folder?.catalogue.trim() ?? ""}\n@ /usr/share/doc/${name}\nf ${COPYRIGHT} copyright\n`;
  const directories = new Set<string>();
  let used = 0;
  for (const entry of parseCatalogue(own, { package: name }).entries) {
    if ("size" in entry) used += Math.ceil(entry.size / 1024);
    else if (entry.kind === "text") used += Math.ceil((folder?.texts[entry.path] ?? "").length / 1024);
    for (const above of ancestry(parent(entry.path))) directories.add(above);
  }
  const rest = installed - used - directories.size - 4;
  if (rest <= 0) return own;
  // The images' dpkg configuration keeps documentation off the disk.
  const place = name.startsWith("manpages") ? "/usr/share/man/man7" : "/usr/share/layerlab/packages";
  return `${own}@ ${place}\nf ${rest * 1024} ${name}\n`;
}
