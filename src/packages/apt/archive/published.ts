import PUBLISHED from "#text/packages/apt/archive/published.txt";
import { NOTES, SCRIPTS } from "./behaviour.js";
import { packageFolder } from "./folder.js";
import type { ArchivePackage } from "./package.js";
import { linesOf } from "./table.js";

/** The packages with a stanza of their own, in the order of `published.txt`. Throws a SyntaxError where our data are wrong. */
export function publishedPackages(): ArchivePackage[] {
  return linesOf(PUBLISHED).map((line) => {
    const [name = "", suite = "", component = "", bytes = ""] = line.split("|");
    const folder = packageFolder(name);
    if (folder?.control === undefined || !/^\d+$/.test(bytes))
      throw new SyntaxError(`published.txt: no stanza or no size for the line ${JSON.stringify(line)}`);
    const { control, catalogue, texts, conffiles, controlFiles } = folder;
    const notes = NOTES[name];
    const scripts = SCRIPTS[name];
    return {
      suite,
      component,
      size: Number(bytes),
      control,
      catalogue,
      texts,
      controlFiles,
      ...(conffiles.length === 0 ? {} : { conffiles }),
      ...(notes === undefined ? {} : { notes }),
      ...(scripts === undefined ? {} : { scripts }),
    };
  });
}
