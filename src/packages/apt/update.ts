import { concat, fromBytes, zeros } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import { ARCHITECTURE } from "./architecture.js";
import { packagesIndex } from "./archive/index.js";
import { INDEX_GROWTH, REPOSITORIES, type Repository, type Suite } from "./archive/repositories.js";
import { PackageDatabase } from "./database.js";
import { encode, makeDirectory, writeFile } from "./files.js";
import { sizeToString, timeToString } from "./format.js";
import { LISTS, PackageLists } from "./lists.js";
import { AptFailure, type AptSession } from "./session.js";
import { listName, readSources, type Source } from "./sources.js";
import { compareVersions } from "./version.js";

/** `apt update`: fetches the indexes that the container's sources name, and returns the exit code. */
export async function update(session: AptSession): Promise<number> {
  const { fs } = session;
  if (fs.credentials.uid !== 0) {
    session.progress("Reading package lists");
    throw new AptFailure([
      `E: Could not open lock file ${LISTS}/lock - open (13: Permission denied)`,
      `E: Unable to lock directory ${LISTS}/`,
    ]);
  }
  const fetch = new Fetch(session);
  const failures = await fetch.run();
  await session.runHooks("APT::Update::Post-Invoke");
  session.progress("Reading package lists");
  for (const line of failures) session.context.stderr(`${line}\n`);
  if (failures.some((line) => line.startsWith("E:"))) return 100;
  if (session.command.program === "apt") sayUpgradable(session);
  return 0;
}

function sayUpgradable(session: AptSession): void {
  session.progress("Building dependency tree");
  const database = PackageDatabase.read(session.fs);
  const lists = PackageLists.read(session.fs);
  session.progress("Reading state information");
  const count = upgradable(database, lists).length;
  if (count === 0) session.say("All packages are up to date.\n");
  else if (count === 1) session.say("1 package can be upgraded. Run 'apt list --upgradable' to see it.\n");
  else session.say(`${count} packages can be upgraded. Run 'apt list --upgradable' to see them.\n`);
}

/** Names of installed packages for which a newer version is available. */
export function upgradable(database: PackageDatabase, lists: PackageLists): string[] {
  return database
    .installed()
    .map((stanza) => stanza.get("Package"))
    .filter((name) => {
      const candidate = lists.candidate(name);
      return candidate !== undefined && compareVersions(candidate.version, database.version(name) ?? "") > 0;
    });
}

/** The fetching of one update: the lines it prints, the files it writes. */
class Fetch {
  readonly #session: AptSession;
  readonly #kept = new Set(["lock", "partial", "auxfiles"]);
  readonly #compressed: boolean;
  readonly #failures: string[] = [];
  #line = 0;
  #fetched = 0;
  #unpacked = 0;

  constructor(session: AptSession) {
    this.#session = session;
    this.#compressed = session.config.flag("Acquire::GzipIndexes", false);
  }

  /** Returns the warnings to print at the end. */
  async run(): Promise<readonly string[]> {
    const { fs } = this.#session;
    const started = performance.now();
    makeDirectory(fs, LISTS);
    makeDirectory(fs, `${LISTS}/partial`, 0o700);
    fs.chown(`${LISTS}/partial`, 100, 0);
    makeDirectory(fs, `${LISTS}/auxfiles`);
    if (fs.lstatIfExists(`${LISTS}/lock`) === undefined) writeFile(fs, `${LISTS}/lock`, "", 0o640);

    const wanted: (() => Promise<void>)[] = [];
    for (const source of readSources(fs)) {
      const repository = REPOSITORIES.find(({ uri }) => uri === source.uri);
      const suite = repository?.suites[source.suite];
      if (repository === undefined) this.#unreachable(source);
      else if (suite === undefined) this.#notThere(source);
      else {
        const changed = this.#release(source, suite);
        wanted.push(() => this.#indexes(source, repository, suite, changed));
      }
      await this.#session.breathe();
    }
    for (const fetch of wanted) await fetch();
    this.#cleanUp();
    this.#writeCaches();
    if (this.#fetched > 0) {
      const seconds = Math.max((performance.now() - started) / 1000, 0.001);
      const speed = sizeToString(this.#fetched / seconds);
      this.#session.say(
        `Fetched ${sizeToString(this.#fetched)}B in ${timeToString(seconds)} (${speed}B/s)\n`,
      );
    }
    return this.#failures;
  }

  #release(source: Source, suite: Suite): boolean {
    const name = listName(source, "InRelease");
    const text = `Origin: Ubuntu\nLabel: Ubuntu\nSuite: ${source.suite}\nVersion: 22.04\nCodename: jammy\nArchitectures: ${ARCHITECTURE}\nComponents: ${Object.keys(suite.components).join(" ")}\nDescription: ${suite.description}\n`;
    if (!this.#store(name, filled(text, suite.inRelease))) {
      this.#print("Hit", `${source.uri} ${source.suite} InRelease`);
      return false;
    }
    this.#get(`${source.uri} ${source.suite} InRelease`, suite.inRelease);
    return true;
  }

  async #indexes(source: Source, repository: Repository, suite: Suite, changed: boolean): Promise<void> {
    for (const component of source.components) {
      const size = suite.components[component];
      const path = `${component}/binary-${repository.architecture}/Packages`;
      if (size === undefined) {
        this.#failures.push(
          `W: Skipping acquire of configured file '${path}' as repository '${source.uri} ${source.suite} InRelease' doesn't have the component '${component}' (component misspelt in sources.list?)`,
        );
        continue;
      }
      if (size === 0) continue;
      const growth = this.#compressed ? INDEX_GROWTH.compressed : INDEX_GROWTH.plain;
      const data = filled(packagesIndex(source.suite, component), Math.round(size * growth));
      this.#unpacked += size * INDEX_GROWTH.plain;
      const stored = this.#store(listName(source, path) + (this.#compressed ? ".lz4" : ""), data);
      if (!stored && !changed) continue;
      this.#get(`${source.uri} ${source.suite}/${component} ${repository.architecture} Packages`, size);
      await this.#session.breathe();
    }
  }

  /** Returns false if the file is there already. */
  #store(name: string, data: FileData): boolean {
    const { fs } = this.#session;
    this.#kept.add(name);
    const path = `${LISTS}/${name}`;
    if (fs.lstatIfExists(path)?.size === data.size) return false;
    writeFile(fs, path, data);
    return true;
  }

  #get(what: string, bytes: number): void {
    this.#fetched += bytes;
    this.#print("Get", `${what} [${sizeToString(bytes)}B]`);
  }

  #print(word: string, rest: string): void {
    this.#line += 1;
    this.#session.say(`${word}:${this.#line} ${rest}\n`);
  }

  #unreachable(source: Source): void {
    const host = /^\w+:\/\/([^/:]+)/.exec(source.uri)?.[1] ?? source.uri;
    const url = `${source.uri}/dists/${source.suite}/InRelease`;
    this.#print("Err", `${source.uri} ${source.suite} InRelease\n  Could not resolve '${host}'`);
    this.#failures.push(`W: Failed to fetch ${url}  Could not resolve '${host}'`);
    this.#failures.push(
      "W: Some index files failed to download. They have been ignored, or old ones used instead.",
    );
  }

  #notThere(source: Source): void {
    this.#print("Ign", `${source.uri} ${source.suite} InRelease`);
    this.#print("Err", `${source.uri} ${source.suite} Release\n  404  Not Found`);
    this.#failures.push(
      `E: The repository '${source.uri} ${source.suite} Release' does not have a Release file.`,
    );
  }

  /** Removes indexes of sources that are no longer configured. */
  #cleanUp(): void {
    const { fs } = this.#session;
    for (const { name } of fs.readdir(LISTS)) if (!this.#kept.has(name)) fs.remove(`${LISTS}/${name}`);
  }

  /** apt's memory-mapped caches, which the images' configuration turns off. Their sizes are estimates. */
  #writeCaches(): void {
    const { config, fs } = this.#session;
    for (const name of ["pkgcache", "srcpkgcache"]) {
      if (config.get(`Dir::Cache::${name}`) === "") continue;
      writeFile(fs, `/var/cache/apt/${name}.bin`, filled("", Math.round(this.#unpacked * 0.5)));
    }
  }
}

/** A text, followed by zeros up to a size. */
function filled(text: string, size: number): FileData {
  const bytes = encode(text);
  return concat(fromBytes(bytes), zeros(Math.max(1, size - bytes.length)));
}
