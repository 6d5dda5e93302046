import { canonical } from "./requirement.js";
import type { PipSession } from "./session.js";
import type { Distribution } from "./site.js";

/** `pip uninstall`: answers the exit code. */
export function uninstall(session: PipSession, names: readonly string[], yes: boolean): number {
  const { context } = session;
  for (const name of names) {
    const found = session.installed().get(canonical(name));
    if (found === undefined) {
      session.warn(`Skipping ${name} as it is not installed.`);
      continue;
    }
    session.say(`Found existing installation: ${found.name} ${found.version}`);
    if (found.location !== session.target) {
      session.say(
        `Not uninstalling ${name} at ${found.location}, outside environment ${session.layout.prefix}`,
      );
      session.say(`Can't uninstall '${name}'. No files were found to uninstall.`);
      continue;
    }
    session.say(`Uninstalling ${found.name}-${found.version}:`);
    if (!yes) {
      session.say("  Would remove:");
      for (const path of folders(session, found)) session.say(`    ${path}`);
      context.stdout("Proceed (Y/n)? ");
      const [answer] = new TextDecoder().decode(context.stdin).split("\n", 1);
      if (context.stdin.length === 0) {
        session.error(
          "ERROR: Exception:\nEOFError: EOF when reading a line\nlayerlab: nothing can be asked here: use -y",
        );
        return 2;
      }
      if (answer?.trim().toLowerCase() === "n") continue;
    }
    removeFiles(session, found);
    session.say(`  Successfully uninstalled ${found.name}-${found.version}`);
  }
  session.warnAboutRoot();
  return 0;
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

function absolutePath(location: string, path: string): string {
  const parts = path.startsWith("/") ? [] : location.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** Removes what RECORD names, and directories that are empty then. */
export function removeFiles(session: PipSession, distribution: Distribution): void {
  const { fs } = session.context;
  const directories = new Set<string>();
  for (const path of recorded(session, distribution)) {
    const file = absolutePath(distribution.location, path);
    fs.remove(file, { force: true });
    for (let at = parentOf(file); at.length > distribution.location.length; at = parentOf(at))
      directories.add(at);
  }
  for (const directory of [...directories].sort((a, b) => b.length - a.length)) {
    if (!directory.startsWith(`${distribution.location}/`)) continue;
    if (fs.lstatIfExists(directory)?.kind === "directory" && fs.readdir(directory).length === 0)
      fs.rmdir(directory);
  }
}

function folders(session: PipSession, distribution: Distribution): string[] {
  const found = new Set<string>();
  for (const path of recorded(session, distribution)) {
    const file = absolutePath(distribution.location, path);
    const inside = file.slice(distribution.location.length + 1);
    if (!file.startsWith(`${distribution.location}/`)) found.add(file);
    else
      found.add(`${distribution.location}/${inside.includes("/") ? `${inside.split("/", 1)[0]}/*` : inside}`);
  }
  return [...found].sort();
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
