import { base as nameOf } from "../../../posix/path.js";
import { type CatalogueEntry, parseCatalogue } from "../../../stand-in/catalogue.js";
import { dataStandIn, logStandIn, settingsStandIn } from "../../../stand-in/file-content.js";
import { standIn } from "../../../stand-in/program-file.js";
import { fromBytes } from "../../../vfs/data.js";
import type { FileData } from "../../../vfs/filesystem.js";
import type { ChangeDirectory } from "../../../vfs/node.js";
import { TreeBuilder } from "../tree-builder.js";

/** The parts of a base image of the Debian family. */
export interface DebianBase {
  /** See `src/stand-in/catalogue.ts`. */
  readonly catalogue: string;
  /** Stanzas of the status file, without `Status` and the usual maintainer. */
  readonly packages: string;
  readonly maintainer: string;
  /** Real texts, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** Settings of configuration files of which the catalogue gives the size, by path. */
  readonly settings: Readonly<Record<string, string>>;
  /** The time of every path: seconds since the epoch. */
  readonly mtime: number;
}

const PLAIN = { mode: 0o644, uid: 0, gid: 0 };

/** The file tree of a base image: the catalogue's paths, and dpkg's database about them. */
export function debianTree(base: DebianBase): ChangeDirectory {
  const catalogue = parseCatalogue(base.catalogue);
  const tree = new TreeBuilder(base.mtime);
  const versions = upstreamVersions(base.packages);
  const links: Extract<CatalogueEntry, { kind: "hard-link" }>[] = [];
  for (const entry of catalogue.entries) {
    switch (entry.kind) {
      case "directory":
        tree.directory(entry.path, entry);
        break;
      case "symlink":
        tree.symlink(entry.path, entry.target);
        break;
      case "hard-link":
        links.push(entry);
        break;
      case "text":
        tree.file(entry.path, trueText(base, entry.path), entry);
        break;
      case "program": {
        const name = nameOf(entry.path);
        tree.file(entry.path, standIn(name, entry.size, versions.get(entry.package ?? "")), entry);
        break;
      }
      default:
        tree.file(entry.path, standInData(base, entry.path, entry.size), entry);
    }
  }
  for (const link of links) tree.hardLink(link.path, link.existing);
  tree.file("/var/lib/dpkg/status", text(statusFile(base)), PLAIN);
  for (const [name, paths] of catalogue.packageLists) {
    tree.file(`/var/lib/dpkg/info/${name}.list`, text(`/.\n${paths.join("\n")}\n`), PLAIN);
  }
  return tree.root;
}

function trueText(base: DebianBase, path: string): FileData {
  const content = base.texts[path];
  if (content === undefined) throw new RangeError(`base image: the catalogue promises a text for ${path}`);
  return text(content);
}

function standInData(base: DebianBase, path: string, size: number): FileData {
  const settings = base.settings[path];
  if (settings !== undefined) return settingsStandIn(settings, size);
  return path.endsWith(".log") ? logStandIn(size) : dataStandIn(size);
}

/** The whole of `/var/lib/dpkg/status`. */
function statusFile(base: DebianBase): string {
  const stanzas = base.packages.trim().split("\n\n");
  return stanzas
    .map((stanza) => {
      const [first = "", ...rest] = stanza.split("\n");
      const maintained = rest.some((line) => line.startsWith("Maintainer:"));
      const architecture = rest.findIndex((line) => line.startsWith("Architecture:"));
      if (!maintained && architecture >= 0) rest.splice(architecture, 0, `Maintainer: ${base.maintainer}`);
      const essential = rest[0]?.startsWith("Essential:") ? rest.splice(0, 1) : [];
      return `${[first, ...essential, "Status: install ok installed", ...rest].join("\n")}\n`;
    })
    .join("\n");
}

/** `bash` → `5.1`: a package's version without epoch and revision, for the notes of its programs. */
function upstreamVersions(packages: string): Map<string, string> {
  const versions = new Map<string, string>();
  for (const stanza of packages.split("\n\n")) {
    const name = /^Package: (.+)$/m.exec(stanza)?.[1];
    const version = /^Version: (?:\d+:)?([^+~-]+)/m.exec(stanza)?.[1];
    if (name !== undefined && version !== undefined) versions.set(name, version);
  }
  return versions;
}

function text(content: string): FileData {
  return fromBytes(new TextEncoder().encode(content));
}
