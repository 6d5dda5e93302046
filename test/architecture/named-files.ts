import { posix } from "node:path";

/** Folders whose files are named by their whole path. */
const TOP = "src|kernel|test|bench|notebooks|binder|lint|\\.ci";
/** `src/vfs/union.ts`, `test/fixtures`: a path from the top, marked as code or not. */
const FROM_TOP = new RegExp(`(?<![\\w/.@~:$-])(?:${TOP})/[\\w./@-]*\\w(?![\\w/-])`, "g");
/** A TypeScript file, with or without a path, if it is marked as code. */
const MARKED = /`([\w./-]+\.(?:ts|mjs|grit))`/g;
const LINK = /\]\((?!https?:|#)([^)\s#]+)/g;
/** What stands for any name: `commands/NOUN/VERB.ts`. */
const PLACEHOLDER = /(?:^|\/)(?:NAME|NOUN|VERB|PATH|FOLDER|FILE|AREA)(?:\.|\/|$)/;
/** Made by a test run. */
const MADE = "test/artefacts";

/** The files that the comments of a program, or a whole text of Markdown, speak of. */
export function namedFiles(path: string, text: string): { name: string; line: number }[] {
  const markdown = path.endsWith(".md");
  return text.split("\n").flatMap((whole, at) => {
    const line = markdown ? whole : comment(whole);
    const names = [
      ...[...line.matchAll(FROM_TOP)].map(([name]) => name),
      ...[...line.matchAll(MARKED)].map(([, name = ""]) => name),
      ...(markdown ? [...line.matchAll(LINK)].map(([, name = ""]) => name) : []),
    ];
    return [...new Set(names)]
      .filter((name) => !PLACEHOLDER.test(name) && !`${name}/`.startsWith(`${MADE}/`))
      .map((name) => ({ name: name.replace(/\/$/, ""), line: at + 1 }));
  });
}

/** Empty where a line is code alone. A linter's own directive names its rule as a path. */
function comment(line: string): string {
  if (line.includes("biome-ignore")) return "";
  const found = /^\s*(?:\/\*\*?|\*)(.*)|(?:^|\s)(?:\/\/|#)(.*)/.exec(line);
  return found?.[1] ?? found?.[2] ?? "";
}

/**
 * Whether a name leads somewhere: from the top, from the folder of the file that names it, or as the end of a path
 * (`run/main.mjs`). The ending may be left out, as a program's name does.
 */
export function finder(files: readonly string[]): (from: string, name: string) => boolean {
  const known = new Set<string>();
  for (const file of files) {
    known.add(file);
    known.add(file.replace(/\.\w+$/, ""));
    for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) known.add(folder);
  }
  const ends = new Set(
    files.flatMap((file) => {
      const parts = file.split("/");
      return parts.map((_, at) => parts.slice(at).join("/"));
    }),
  );
  return (from, name) =>
    known.has(name) || known.has(posix.join(posix.dirname(from), name)) || ends.has(name);
}
