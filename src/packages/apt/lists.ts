import type { FileSystem } from "../../vfs/filesystem.js";
import { ARCHITECTURE } from "./architecture.js";
import { newest } from "./database.js";
import { parseStanzas, type Stanza } from "./deb822.js";
import { textBeforeZeros } from "./files.js";
import { listName, readSources, type Source } from "./sources.js";

export const LISTS = "/var/lib/apt/lists";

/** A version of a package that a configured source offers. */
export interface Candidate {
  readonly name: string;
  readonly version: string;
  readonly stanza: Stanza;
  readonly source: Pick<Source, "uri" | "suite">;
  readonly component: string;
  /** For a .deb named on the command line: its path. */
  readonly file?: string;
}

/**
 * The packages in the indexes on disk: those that `apt update` wrote, of sources that are still configured. The text
 * of an index is at the beginning of its file, uncompressed whatever the name says; zeros fill the file up to its size.
 */
export class PackageLists {
  readonly #candidates: Map<string, Candidate[]>;
  /** How many indexes there are. */
  readonly indexes: number;

  private constructor(candidates: Map<string, Candidate[]>, indexes: number) {
    this.#candidates = candidates;
    this.indexes = indexes;
  }

  static read(fs: FileSystem, architecture = ARCHITECTURE): PackageLists {
    const candidates = new Map<string, Candidate[]>();
    let indexes = 0;
    for (const source of readSources(fs)) {
      for (const component of source.components) {
        const path = `${LISTS}/${listName(source, `${component}/binary-${architecture}/Packages`)}`;
        const file = [`${path}.lz4`, path].find((name) => fs.lstatIfExists(name) !== undefined);
        if (file === undefined) continue;
        indexes += 1;
        for (const stanza of parseStanzas(textBeforeZeros(fs.open(file)))) {
          const name = stanza.get("Package");
          const candidate = { name, version: stanza.get("Version"), stanza, source, component };
          candidates.set(name, [...(candidates.get(name) ?? []), candidate]);
        }
      }
    }
    return new PackageLists(candidates, indexes);
  }

  /** The newest version available. */
  candidate(name: string): Candidate | undefined {
    return newest(this.versions(name));
  }

  versions(name: string): readonly Candidate[] {
    return this.#candidates.get(name) ?? [];
  }

  names(): string[] {
    return [...this.#candidates.keys()].sort();
  }
}

/** `http://ports.ubuntu.com/ubuntu-ports jammy-updates/universe`: apt's name for where a package comes from. */
export function origin({ source, component }: Candidate): string {
  return `${source.uri} ${source.suite}/${component}`;
}
