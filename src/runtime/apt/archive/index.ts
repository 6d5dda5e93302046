import { parseStanzas } from "../deb822.js";
import { CA_CERTIFICATES } from "./ca-certificates.js";
import { JAMMY_TABLE } from "./jammy-table.js";
import { JAVASCRIPT_COMMON } from "./javascript-common.js";
import { LIBBROTLI1 } from "./libbrotli1.js";
import { LIBC_ARES2 } from "./libc-ares2.js";
import { LIBICU70 } from "./libicu70.js";
import { LIBJS_HIGHLIGHT } from "./libjs-highlight.js.js";
import { LIBNGHTTP2 } from "./libnghttp2-14.js";
import { LIBNODE72 } from "./libnode72.js";
import { LIBUV1 } from "./libuv1.js";
import { NODEJS } from "./nodejs.js";
import { NODEJS_DOC } from "./nodejs-doc.js";
import { OPENSSL } from "./openssl.js";
import type { ArchivePackage } from "./package.js";
import { packagesOf } from "./table.js";

export type { ArchivePackage } from "./package.js";

/** Packages with a module of their own. */
const MODULES: readonly ArchivePackage[] = [
  CA_CERTIFICATES,
  JAVASCRIPT_COMMON,
  LIBBROTLI1,
  LIBC_ARES2,
  LIBICU70,
  LIBJS_HIGHLIGHT,
  LIBNGHTTP2,
  LIBNODE72,
  LIBUV1,
  NODEJS,
  NODEJS_DOC,
  OPENSSL,
];

interface Archive {
  readonly packages: readonly ArchivePackage[];
  /** By `name version`. */
  readonly byName: ReadonlyMap<string, ArchivePackage>;
  readonly indexes: Map<string, string>;
}

let read: Archive | undefined;

/** Reading the table is put off until somebody asks. */
function whole(): Archive {
  if (read === undefined) {
    const packages = Object.freeze([...MODULES, ...packagesOf(JAMMY_TABLE)]);
    const byName = new Map<string, ArchivePackage>();
    for (const entry of packages)
      for (const control of parseStanzas(entry.control))
        byName.set(`${control.get("Package")} ${control.get("Version")}`, entry);
    read = { packages, byName, indexes: new Map() };
  }
  return read;
}

/**
 * What the built-in archive holds: a new package is a line in `jammy-table.ts`, or a module like the others here and a
 * line in the list above.
 */
export function archivePackages(): readonly ArchivePackage[] {
  return whole().packages;
}

/** The package a .deb of this name and version would be. */
export function archivePackage(name: string, version: string): ArchivePackage | undefined {
  return whole().byName.get(`${name} ${version}`);
}

/** The index of one component: the stanzas of its packages with what a server adds. */
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
