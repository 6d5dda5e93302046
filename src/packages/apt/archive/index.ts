import JAMMY from "#text/packages/apt/archive/jammy.txt";
import { parseStanzas } from "../deb822.js";
import type { ArchivePackage } from "./package.js";
import { publishedPackages } from "./published.js";
import { packagesOf } from "./table.js";

export type { ArchivePackage } from "./package.js";

interface Archive {
  readonly packages: readonly ArchivePackage[];
  /** By `name version`. */
  readonly byName: ReadonlyMap<string, ArchivePackage>;
  readonly indexes: Map<string, string>;
}

let read: Archive | undefined;

/** The table is only read when it is first needed. */
function whole(): Archive {
  if (read === undefined) {
    const packages = Object.freeze([...publishedPackages(), ...packagesOf(JAMMY)]);
    const byName = new Map<string, ArchivePackage>();
    for (const entry of packages)
      for (const control of parseStanzas(entry.control))
        byName.set(`${control.get("Package")} ${control.get("Version")}`, entry);
    read = { packages, byName, indexes: new Map() };
  }
  return read;
}

/** The packages of the built-in archive; `../README.md` says how to add one. */
export function archivePackages(): readonly ArchivePackage[] {
  return whole().packages;
}

/** The package that a .deb of this name and version contains. */
export function archivePackage(name: string, version: string): ArchivePackage | undefined {
  return whole().byName.get(`${name} ${version}`);
}

/** The index of one component: the stanzas of its packages, with the fields that a server adds. */
export function packagesIndex(suite: string, component: string): string {
  const { indexes, packages } = whole();
  const key = `${suite}/${component}`;
  const known = indexes.get(key) ?? writeIndex(packages, suite, component);
  indexes.set(key, known);
  return known;
}

function writeIndex(packages: readonly ArchivePackage[], suite: string, component: string): string {
  return packages
    .filter((entry) => entry.suite === suite && entry.component === component)
    .flatMap((entry) => parseStanzas(entry.control).map((control) => ({ entry, control })))
    .map(({ entry, control }) => {
      const name = control.get("Package");
      const source = control.get("Source") || name;
      const letter = source.startsWith("lib") ? source.slice(0, 4) : source.slice(0, 1);
      const version = control.get("Version").replace(/^\d+:/, "");
      const file = `${name}_${version}_${control.get("Architecture")}.deb`;
      return `${control}Filename: pool/${component}/${letter}/${source}/${file}\nSize: ${entry.size}\n`;
    })
    .join("\n");
}
