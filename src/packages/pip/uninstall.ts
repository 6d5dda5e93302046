import { absolute, components, isWithin, join, parent, relative } from "../../posix/path.js";
import { answerTo } from "../../process/answer.js";
import type { Distribution } from "./installed.js";
import { canonical } from "./requirement.js";
import type { PipSession } from "./session.js";

/** `pip uninstall`: returns the exit code. */
export async function uninstall(
  session: PipSession,
  names: readonly string[],
  yes: boolean,
): Promise<number> {
  const { context } = session;
  for (const name of names) {
    const found = session.installed().get(canonical(name));
    if (found === undefined) {
      session.warn(`Skipping ${name} as it is not installed.`);
      continue;
    }
    if (!announced(session, name, found)) continue;
    if (!yes) {
      session.say("  Would remove:");
      for (const path of folders(session, found)) session.say(`    ${path}`);
      context.stdout("Proceed (Y/n)? ");
      const answer = await answerTo(context);
      if (answer === undefined) {
        session.error(
          "ERROR: Exception:\nEOFError: EOF when reading a line\nlayerlab: nothing can be asked here: use -y",
        );
        return 2;
      }
      if (answer.trim().toLowerCase() === "n") continue;
    }
    removeFiles(session, found);
    session.say(`  Successfully uninstalled ${found.name}-${found.version}`);
  }
  session.warnAboutRoot();
  return 0;
}

/** Prints which package is about to be removed; false if it is not pip's to remove. */
export function announced(session: PipSession, name: string, found: Distribution, indent = ""): boolean {
  session.say(`${indent}Found existing installation: ${found.name} ${found.version}`);
  const isOwn = found.location === session.target;
  if (isOwn) session.say(`${indent}Uninstalling ${found.name}-${found.version}:`);
  else {
    session.say(
      `${indent}Not uninstalling ${name} at ${found.location}, outside environment ${session.layout.prefix}`,
    );
    session.say(`${indent}Can't uninstall '${name}'. No files were found to uninstall.`);
  }
  return isOwn;
}

/** The paths in a package's RECORD. */
export function recorded(session: PipSession, distribution: Distribution): string[] {
  const { fs } = session.context;
  const file = `${distribution.metadata}/RECORD`;
  if (fs.lstatIfExists(file) === undefined) return [];
  return new TextDecoder()
    .decode(fs.readFile(file))
    .split("\n")
    .map((line) => line.replace(/,[^,]*,[^,]*$/, ""))
    .filter((path) => path !== "");
}

/** Removes the files in RECORD, and the directories that are empty afterwards. */
export function removeFiles(session: PipSession, distribution: Distribution): void {
  const { fs } = session.context;
  const directories = new Set<string>();
  for (const path of recorded(session, distribution)) {
    const file = absolute(distribution.location, path);
    fs.remove(file, { force: true });
    for (let at = parent(file); at.length > distribution.location.length; at = parent(at))
      directories.add(at);
  }
  for (const directory of [...directories].sort((a, b) => b.length - a.length)) {
    if (!isWithin(directory, distribution.location)) continue;
    if (fs.lstatIfExists(directory)?.kind === "directory" && fs.readdir(directory).length === 0)
      fs.rmdir(directory);
  }
}

function folders(session: PipSession, distribution: Distribution): string[] {
  const found = new Set<string>();
  for (const path of recorded(session, distribution)) {
    const file = absolute(distribution.location, path);
    if (!isWithin(file, distribution.location)) {
      found.add(file);
      continue;
    }
    const [first = "", ...deeper] = components(relative(distribution.location, file));
    found.add(join(distribution.location, deeper.length > 0 ? `${first}/*` : first));
  }
  return [...found].sort();
}
