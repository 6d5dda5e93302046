import { splitAssignment } from "../posix/environment.js";
import { parent } from "../posix/path.js";
/**
 * A catalogue describes the file tree of an image or a package, one path per line, so that people can read and change it:
 *
 * ```text
 * @ [MODE] [UID:GID] /usr/bin    a directory (0755 0:0 by default); the lines below are about its entries
 * % /usr/share/doc/x             the same, for a directory that is in package lists only, not in the tree
 * + bash [/bin]                  the lines below belong to package bash; its list says /bin, not /usr/bin
 * t[=MODE[,UID:GID]] name        a file with a true text
 * f[=…] SIZE name                a file of SIZE bytes whose content is a stand-in (settings files: the settings)
 * x[=…] SIZE name                the same with mode 0755
 * p[=…] SIZE name                a program's stand-in, named after the file
 * l name -> target               a symbolic link
 * h name = /usr/bin/perl         another name of a file that is in the catalogue too
 * d name                         a directory in the package's list although it holds nothing of the package
 * o name name …                  only in the package's list: dpkg's `path-exclude` kept it off the disk
 * ```
 */
export interface Catalogue {
  readonly entries: readonly CatalogueEntry[];
  /** For each package (`bash`, `libc6:arm64`) the paths of its `.list` file, in dpkg's order. */
  readonly packageLists: ReadonlyMap<string, readonly string[]>;
}

interface Owned {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export type CatalogueEntry =
  | (Owned & { readonly kind: "directory" })
  | (Owned & { readonly kind: "text" })
  | (Owned & { readonly kind: "data" | "program"; readonly size: number; readonly package?: string })
  | { readonly kind: "symlink"; readonly path: string; readonly target: string }
  | { readonly kind: "hard-link"; readonly path: string; readonly existing: string };

const DEFAULT_MODE: Readonly<Record<string, number>> = { t: 0o644, f: 0o644, x: 0o755, p: 0o755 };

/**
 * Reads a catalogue. Throws a SyntaxError for a line it does not understand: our data are wrong then.
 * `package`: everything belongs to that package; there are no `+` lines.
 */
export function parseCatalogue(text: string, options: { readonly package?: string } = {}): Catalogue {
  const entries: CatalogueEntry[] = [];
  const lists = new Map<string, PackageList>();
  let directory = "";
  let owner: { readonly list: PackageList; readonly name: string; readonly prefix: string } | undefined;
  const own = (name: string, prefix: string): void => {
    const list = lists.get(name) ?? new PackageList();
    lists.set(name, list);
    owner = { list, name, prefix };
  };

  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const words = line.split(" ");
    const [tag = "", first = ""] = words;
    const last = words.at(-1) ?? "";
    const [letter, attributes] = splitAssignment(tag);
    const path = `${directory}/${last}`;
    switch (letter) {
      case "@":
      case "%": {
        directory = last === "/" ? "" : last;
        owner = undefined;
        if (options.package !== undefined) own(options.package, directory);
        if (letter === "@")
          entries.push({ kind: "directory", path: last, ...owned(words.slice(1, -1), 0o755) });
        break;
      }
      case "+":
        own(first, words[2] ?? directory);
        break;
      case "t":
        entries.push({ kind: "text", path, ...owned(attributes?.split(",") ?? [], DEFAULT_MODE.t) });
        owner?.list.add(`${owner.prefix}/${last}`);
        break;
      case "f":
      case "x":
      case "p": {
        entries.push({
          kind: letter === "p" ? "program" : "data",
          path,
          size: decimal(first, line),
          ...owned(attributes?.split(",") ?? [], DEFAULT_MODE[letter]),
          ...(owner === undefined ? {} : { package: owner.name }),
        });
        owner?.list.add(`${owner.prefix}/${last}`);
        break;
      }
      case "l":
        entries.push({ kind: "symlink", path: `${directory}/${first}`, target: last });
        owner?.list.addLink(`${owner.prefix}/${first}`);
        break;
      case "h":
        entries.push({ kind: "hard-link", path: `${directory}/${first}`, existing: last });
        owner?.list.add(`${owner.prefix}/${first}`);
        break;
      case "d":
      case "o":
        for (const name of words.slice(1)) owner?.list.add(`${owner.prefix}/${name}`);
        break;
      default:
        throw new SyntaxError(`catalogue: cannot read the line ${JSON.stringify(line)}`);
    }
  }
  return {
    entries,
    packageLists: new Map([...lists].map(([name, list]) => [name, list.paths()])),
  };
}

function owned(words: readonly string[], mode = 0o755): { mode: number; uid: number; gid: number } {
  const ids = words.find((word) => word.includes(":"))?.split(":");
  const bits = words.find((word) => !word.includes(":"));
  return {
    mode: bits === undefined ? mode : Number.parseInt(bits, 8),
    uid: Number(ids?.[0] ?? 0),
    gid: Number(ids?.[1] ?? 0),
  };
}

function decimal(word: string, line: string): number {
  if (!/^\d+$/.test(word)) throw new SyntaxError(`catalogue: no size in the line ${JSON.stringify(line)}`);
  return Number(word);
}

/** The paths of a package with all directories above them, in the order of a .deb: links come last. */
class PackageList {
  readonly #paths = new Set<string>();
  readonly #links = new Set<string>();

  add(path: string): void {
    this.#paths.add(path);
    this.#addParents(path);
  }

  addLink(path: string): void {
    this.#links.add(path);
    this.#addParents(path);
  }

  paths(): string[] {
    return [...[...this.#paths].sort(byComponent), ...[...this.#links].sort(byComponent)];
  }

  #addParents(path: string): void {
    for (let above = parent(path); above !== "/"; above = parent(above)) {
      if (this.#paths.has(above)) return;
      this.#paths.add(above);
    }
  }
}

/** Puts a directory's content directly after it: `/` sorts before every other character of a name. */
function byComponent(a: string, b: string): number {
  const left = a.replaceAll("/", "\0");
  const right = b.replaceAll("/", "\0");
  return left < right ? -1 : left > right ? 1 : 0;
}
