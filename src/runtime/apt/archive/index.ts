import { parseStanzas } from "../deb822.js";
import { CA_CERTIFICATES } from "./ca-certificates.js";
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

export type { ArchivePackage } from "./package.js";

/** What the built-in archive holds: a new package is a module like the others here, and a line in this list. */
export const ARCHIVE: readonly ArchivePackage[] = Object.freeze([
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
]);

/** The package a .deb of this name and version would be. */
export function archivePackage(name: string, version: string): ArchivePackage | undefined {
  return ARCHIVE.find((candidate) => {
    const [control] = parseStanzas(candidate.control);
    return control?.get("Package") === name && control.get("Version") === version;
  });
}

/** The index of one component: the stanzas of its packages with what a server adds. */
export function packagesIndex(suite: string, component: string): string {
  return ARCHIVE.filter((entry) => entry.suite === suite && entry.component === component)
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
