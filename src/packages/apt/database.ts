import type { FileSystem } from "../../vfs/filesystem.js";
import { ARCHITECTURE } from "./architecture.js";
import { formatStanzas, parseStanzas, type Stanza } from "./deb822.js";
import { readText, writeFile } from "./files.js";
import { compareVersions } from "./version.js";

export const ADMIN = "/var/lib/dpkg";
const STATUS = `${ADMIN}/status`;
/** The order in which dpkg writes the fields of its status file; other fields come last. */
const FIELD_ORDER = `Package Essential Protected Status Priority Section Installed-Size Origin Maintainer Bugs
Architecture Multi-Arch Source Version Config-Version Replaces Provides Depends Pre-Depends Recommends Suggests
Breaks Conflicts Enhances Conffiles Description`.split(/\s+/);
const EXTENDED_STATES = "/var/lib/apt/extended_states";

/** What dpkg and apt know of installed packages, read from the container's files as they are now. */
export class PackageDatabase {
  readonly #fs: FileSystem;
  readonly #stanzas: Map<string, Stanza>;
  readonly #automatic: Map<string, Stanza>;

  private constructor(fs: FileSystem, stanzas: Map<string, Stanza>, automatic: Map<string, Stanza>) {
    this.#fs = fs;
    this.#stanzas = stanzas;
    this.#automatic = automatic;
  }

  static read(fs: FileSystem): PackageDatabase {
    const byName = (path: string) =>
      new Map(parseStanzas(readText(fs, path) ?? "").map((stanza) => [stanza.get("Package"), stanza]));
    return new PackageDatabase(fs, byName(STATUS), byName(EXTENDED_STATES));
  }

  /** Every package dpkg knows of, by name; some have only configuration files left. */
  all(): Stanza[] {
    return [...this.#stanzas.values()].sort((a, b) => (a.get("Package") < b.get("Package") ? -1 : 1));
  }

  installed(): Stanza[] {
    return this.all().filter(isInstalled);
  }

  get(name: string): Stanza | undefined {
    return this.#stanzas.get(name);
  }

  /** The version of an installed package. */
  version(name: string): string | undefined {
    const stanza = this.#stanzas.get(name);
    return stanza !== undefined && isInstalled(stanza) ? stanza.get("Version") : undefined;
  }

  isAutomatic(name: string): boolean {
    return this.#automatic.get(name)?.get("Auto-Installed") === "1";
  }

  /** The file of `/var/lib/dpkg/info` for this package: `libc6:arm64.list`. */
  infoPath(stanza: Stanza, ending: string): string {
    return `${ADMIN}/info/${infoName(stanza)}.${ending}`;
  }

  /** The paths a package owns, without `/.`; `undefined` when it has no list. */
  paths(stanza: Stanza): string[] | undefined {
    const text = readText(this.#fs, this.infoPath(stanza, "list"));
    return text?.split("\n").filter((path) => path !== "" && path !== "/.");
  }

  /** What dpkg counts before it unpacks: the distinct paths of all lists and of the diversions. */
  countPaths(): number {
    const paths = new Set<string>();
    for (const { name } of this.#fs.readdir(`${ADMIN}/info`)) {
      if (!name.endsWith(".list")) continue;
      for (const path of (readText(this.#fs, `${ADMIN}/info/${name}`) ?? "").split("\n")) paths.add(path);
    }
    for (const line of (readText(this.#fs, `${ADMIN}/diversions`) ?? "").split("\n")) {
      if (line.startsWith("/")) paths.add(line);
    }
    paths.delete("");
    return paths.size;
  }

  set(stanza: Stanza): void {
    this.#stanzas.set(stanza.get("Package"), stanza.ordered(FIELD_ORDER));
  }

  delete(name: string): void {
    this.#stanzas.delete(name);
    this.#automatic.delete(name);
  }

  setAutomatic(name: string, automatic: boolean): void {
    const stanza = this.#stanzas.get(name);
    if (stanza === undefined) return;
    const [entry] = parseStanzas(
      `Package: ${name}\nArchitecture: ${stanza.get("Architecture").replace("all", ARCHITECTURE)}\nAuto-Installed: ${automatic ? 1 : 0}\n`,
    );
    if (entry !== undefined) this.#automatic.set(name, entry);
  }

  /** Writes the status file; the previous one is kept as `status-old`. */
  writeStatus(): void {
    if (this.#fs.lstatIfExists(STATUS) !== undefined) {
      writeFile(this.#fs, `${STATUS}-old`, this.#fs.open(STATUS));
    }
    writeFile(this.#fs, STATUS, formatStanzas(this.all()));
  }

  writeExtendedStates(): void {
    writeFile(
      this.#fs,
      EXTENDED_STATES,
      [...this.#automatic.values()].map((stanza) => `${stanza}\n`).join(""),
    );
  }
}

export function isInstalled(stanza: Stanza): boolean {
  return stanza.get("Status").endsWith(" installed");
}

/** `libc6:arm64` where several architectures can be installed side by side, else the plain name. */
export function infoName(stanza: Stanza): string {
  const name = stanza.get("Package");
  return stanza.get("Multi-Arch") === "same" ? `${name}:${stanza.get("Architecture")}` : name;
}

/** The kibibytes that a package takes, according to the status file. */
export function installedSize(stanza: Stanza): number {
  return Number(stanza.get("Installed-Size") || 0);
}

export function newest<Item extends { readonly version: string }>(items: readonly Item[]): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || compareVersions(item.version, best.version) > 0 ? item : best),
    undefined,
  );
}
