import type { FileSystem } from "../../vfs/filesystem.js";
import { readText } from "./files.js";

/** One `deb` line of sources.list(5). */
export interface Source {
  /** Without a trailing slash. */
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

/** The lines of `/etc/apt/sources.list` and `/etc/apt/sources.list.d/*.list`; equal suites of a server are merged. */
export function readSources(fs: FileSystem): Source[] {
  const texts = [readText(fs, "/etc/apt/sources.list") ?? ""];
  const directory = "/etc/apt/sources.list.d";
  if (fs.lstatIfExists(directory)?.kind === "directory") {
    for (const { name } of fs.readdir(directory)) {
      if (name.endsWith(".list")) texts.push(readText(fs, `${directory}/${name}`) ?? "");
    }
  }
  const sources = new Map<string, { uri: string; suite: string; components: Set<string> }>();
  for (const line of texts.join("\n").split("\n")) {
    const match = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+([^#]+)/.exec(line);
    const [, uri, suite, components] = match ?? [];
    if (uri === undefined || suite === undefined || components === undefined) continue;
    const plain = uri.replace(/\/+$/, "");
    const source = sources.get(`${plain} ${suite}`) ?? { uri: plain, suite, components: new Set<string>() };
    for (const component of components.trim().split(/\s+/)) source.components.add(component);
    sources.set(`${plain} ${suite}`, source);
  }
  return [...sources.values()].map(({ uri, suite, components }) => ({
    uri,
    suite,
    components: [...components],
  }));
}

/** A list file's name in `/var/lib/apt/lists`: the address, with `_` for every slash. */
export function listName(source: Pick<Source, "uri" | "suite">, rest: string): string {
  const address = `${source.uri.replace(/^\w+:\/\//, "")}/dists/${source.suite}/${rest}`;
  return address.replaceAll("_", "%5f").replaceAll("/", "_");
}
