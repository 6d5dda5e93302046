import type { FileSystem } from "../../vfs/filesystem.js";
import { readText } from "./files.js";

interface Rule {
  readonly exclude: boolean;
  readonly pattern: RegExp;
}

/** dpkg's `path-exclude` and `path-include`: which files of a package are not installed. */
export class PathFilter {
  readonly #rules: readonly Rule[];

  private constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  static read(fs: FileSystem): PathFilter {
    const directory = "/etc/dpkg/dpkg.cfg.d";
    const names =
      fs.lstatIfExists(directory)?.kind === "directory"
        ? fs.readdir(directory).filter(({ name }) => /^[\w-]+$/.test(name))
        : [];
    const files = [...names.map(({ name }) => `${directory}/${name}`), "/etc/dpkg/dpkg.cfg"];
    const text = files.map((path) => readText(fs, path) ?? "").join("\n");
    return new PathFilter(
      [...text.matchAll(/^\s*path-(exclude|include)[=\s]\s*(\S+)/gm)].map(([, kind, glob]) => ({
        exclude: kind === "exclude",
        pattern: globPattern(glob ?? ""),
      })),
    );
  }

  /** The last rule that matches decides. */
  excludes(path: string): boolean {
    return this.#rules.findLast(({ pattern }) => pattern.test(path))?.exclude ?? false;
  }
}

/** fnmatch(3) without flags: `*` matches slashes too. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*|\?|\[[^\]]+\]|[^*?[]+|\[/g, (part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    if (part.length > 1 && part.startsWith("[")) return part.replace(/^\[!/, "[^");
    return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${source}$`);
}
