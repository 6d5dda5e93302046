import type { FileSystem } from "../../vfs/filesystem.js";
import { canonical, parseDependency, type Requirement } from "./requirement.js";

/** An installed package, as its metadata describes it. */
export interface Distribution {
  readonly name: string;
  readonly version: string;
  /** The directory of packages that contains it. */
  readonly location: string;
  /** Its `.dist-info` or `.egg-info`. */
  readonly metadata: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly dependencies: readonly Requirement[];
}

/** All packages in some directories, by canonical name; the first of each name wins. */
export function installedPackages(fs: FileSystem, directories: readonly string[]): Map<string, Distribution> {
  const found = new Map<string, Distribution>();
  for (const location of directories) {
    if (fs.lstatIfExists(location) === undefined) continue;
    for (const { name } of fs.readdir(location)) {
      const distribution = readDistribution(fs, location, name);
      if (distribution === undefined) continue;
      const key = canonical(distribution.name);
      if (!found.has(key)) found.set(key, distribution);
    }
  }
  return found;
}

function readDistribution(fs: FileSystem, location: string, entry: string): Distribution | undefined {
  const metadata = `${location}/${entry}`;
  const file = entry.endsWith(".dist-info")
    ? `${metadata}/METADATA`
    : entry.endsWith(".egg-info")
      ? fs.stat(metadata).kind === "directory"
        ? `${metadata}/PKG-INFO`
        : metadata
      : undefined;
  if (file === undefined || fs.lstatIfExists(file) === undefined) return undefined;
  const [head = ""] = new TextDecoder().decode(fs.readFile(file)).split("\n\n", 1);
  const fields = new Map<string, string>();
  const dependencies: Requirement[] = [];
  for (const line of head.split("\n")) {
    const [, name, value = ""] = /^([A-Za-z-]+): ?(.*)$/.exec(line) ?? [];
    if (name === "Requires-Dist") dependencies.push(...[parseDependency(value) ?? []].flat());
    else if (name !== undefined && !fields.has(name)) fields.set(name, value);
  }
  const name = fields.get("Name");
  const version = fields.get("Version");
  if (name === undefined || version === undefined) return undefined;
  return { name, version, location, metadata, fields, dependencies };
}
