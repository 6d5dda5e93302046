import PACKAGES from "#files/packages/apt/archive/packages";

/** What the folder of a package below `packages/` holds. */
export interface PackageFolder {
  /** `control`: its stanza. A package of `jammy.txt` has none. */
  readonly control?: string;
  /** `catalogue.txt`: its paths; `src/stand-in/catalogue.ts` has the format. */
  readonly catalogue: string;
  /** `files/…`: the texts of the catalogue, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** `conffiles`: configuration files, which stay when the package is removed but not purged. */
  readonly conffiles: readonly string[];
  /** `triggers`, `shlibs`: further files of the control archive. */
  readonly controlFiles: Readonly<Record<string, string>>;
}

let read: ReadonlyMap<string, PackageFolder> | undefined;

/** The folder of a package, if it has one. */
export function packageFolder(name: string): PackageFolder | undefined {
  read ??= readFolders();
  return read.get(name);
}

function readFolders(): ReadonlyMap<string, PackageFolder> {
  const files = new Map<string, Map<string, string>>();
  for (const [path, text] of Object.entries(PACKAGES)) {
    const [, name = "", rest = ""] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
    files.set(name, (files.get(name) ?? new Map<string, string>()).set(rest, text));
  }
  return new Map([...files].map(([name, folder]) => [name, readFolder(folder)]));
}

function readFolder(folder: ReadonlyMap<string, string>): PackageFolder {
  const control = folder.get("control");
  const texts: Record<string, string> = {};
  const controlFiles: Record<string, string> = {};
  for (const [path, text] of folder) {
    if (path.startsWith("files/")) texts[path.slice("files".length)] = text;
    else if (path === "triggers" || path === "shlibs") controlFiles[path] = text;
  }
  return {
    ...(control === undefined ? {} : { control }),
    catalogue: folder.get("catalogue.txt") ?? "",
    texts,
    conffiles: (folder.get("conffiles") ?? "").split("\n").filter((line) => line !== ""),
    controlFiles,
  };
}
