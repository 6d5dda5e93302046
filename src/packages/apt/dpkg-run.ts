import { base, parent } from "../../posix/path.js";
import { type CatalogueEntry, parseCatalogue } from "../../stand-in/catalogue.js";
import { dataStandIn } from "../../stand-in/file-content.js";
import { standIn } from "../../stand-in/program-file.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { type ArchivePackage, archivePackage } from "./archive/index.js";
import { ADMIN, infoName, isInstalled, PackageDatabase } from "./database.js";
import type { Deb } from "./deb.js";
import type { Stanza } from "./deb822.js";
import { appendText, makeDirectory, readText, writeFile } from "./files.js";
import { timestamp } from "./format.js";
import { ldconfig } from "./ldconfig.js";
import { PathFilter } from "./path-filter.js";
import type { ScriptContext } from "./scripts/scripts.js";

/** mtime of unpacked files: the day before these package versions were superseded. */
const PACKED = Date.UTC(2024, 3, 15) / 1000;
const LOG = "/var/log/dpkg.log";

/**
 * One run of dpkg: unpacks, configures, removes, and processes the triggers at the end. Prints what dpkg prints, and
 * keeps its database and its log. Call {@link DpkgRun.finish} last,
 * or {@link DpkgRun.save} if the run is interrupted.
 */
export class DpkgRun {
  readonly #context: ScriptContext;
  readonly #fs: FileSystem;
  readonly #database: PackageDatabase;
  readonly #filter: PathFilter;
  readonly #triggered = new Set<string>();
  #counted = false;

  constructor(context: ScriptContext) {
    this.#context = context;
    this.#fs = context.fs;
    this.#database = PackageDatabase.read(context.fs);
    this.#filter = PathFilter.read(context.fs);
  }

  get database(): PackageDatabase {
    return this.#database;
  }

  /** `shown`: the file's name in "Preparing to unpack". */
  unpack(deb: Deb, shown: string): void {
    const { control } = deb;
    const name = control.get("Package");
    const version = control.get("Version");
    const before = this.#database.version(name);
    if (before === undefined) this.#say(`Selecting previously unselected package ${infoName(control)}.\n`);
    this.#count();
    this.#say(`Preparing to unpack ${shown} ...\n`);
    const over = before === undefined ? "" : ` over (${before})`;
    this.#say(`Unpacking ${infoName(control)} (${version})${over} ...\n`);
    this.#log(
      `${before === undefined ? "install" : "upgrade"} ${arched(control)} ${before ?? "<none>"} ${version}`,
    );
    this.#log(`status half-installed ${arched(control)} ${version}`);
    const paths = this.#unpackFiles(deb);
    this.#writeInfo(deb, paths);
    this.#database.set(control.with("Status", "install ok unpacked"));
    this.#log(`status unpacked ${arched(control)} ${version}`);
    this.#activate(control);
  }

  configure(name: string): void {
    const stanza = this.#database.get(name);
    if (stanza === undefined) return;
    const version = stanza.get("Version");
    this.#say(`Setting up ${infoName(stanza)} (${version}) ...\n`);
    this.#log(`configure ${arched(stanza)} ${version} <none>`);
    for (const state of ["unpacked", "half-configured"])
      this.#log(`status ${state} ${arched(stanza)} ${version}`);
    const scripts = archivePackage(name, version)?.scripts;
    scripts?.configure?.(this.#context);
    if (scripts?.triggered !== undefined) this.#triggered.add(name);
    this.#database.set(stanza.with("Status", "install ok installed"));
    this.#log(`status installed ${arched(stanza)} ${version}`);
  }

  /** Removes a package; with `purge`, its configuration too. */
  remove(name: string, purge: boolean): void {
    const stanza = this.#database.get(name);
    if (stanza === undefined) return;
    const version = stanza.get("Version");
    const scripts = archivePackage(name, version)?.scripts;
    this.#count();
    const conffiles = this.#conffiles(stanza);
    let left = conffiles.filter((path) => this.#fs.lstatIfExists(path) !== undefined);
    if (isInstalled(stanza)) {
      this.#say(`Removing ${infoName(stanza)} (${version}) ...\n`);
      this.#log(`remove ${arched(stanza)} ${version} <none>`);
      scripts?.remove?.(this.#context);
      this.#activate(stanza);
      this.#removeFiles(stanza, new Set(conffiles));
      this.#log(`status config-files ${arched(stanza)} ${version}`);
    }
    const configured = left.length > 0 || scripts?.purge !== undefined;
    if (purge && configured) {
      this.#say(`Purging configuration files for ${infoName(stanza)} (${version}) ...\n`);
      this.#log(`purge ${arched(stanza)} ${version} <none>`);
      for (const path of left) this.#fs.remove(path, { force: true });
      for (const path of left) this.#removeEmpty(parent(path));
      scripts?.purge?.(this.#context);
      left = [];
    }
    if (!purge && configured) {
      this.#database.set(stanza.with("Status", "deinstall ok config-files"));
      for (const path of this.#infoFiles(stanza)) if (!path.endsWith(".list")) this.#fs.unlink(path);
      writeFile(this.#fs, this.#database.infoPath(stanza, "list"), `${["/.", ...left].join("\n")}\n`);
      writeFile(
        this.#fs,
        this.#database.infoPath(stanza, "conffiles"),
        left.map((path) => `${path}\n`).join(""),
      );
      return;
    }
    for (const path of this.#infoFiles(stanza)) this.#fs.unlink(path);
    this.#database.delete(name);
    this.#log(`status not-installed ${arched(stanza)} <none>`);
  }

  /** Processes the triggers and writes the status file. */
  finish(): void {
    this.#runTriggers();
    this.save();
  }

  /** Writes the status file: what an interrupted run must leave behind. */
  save(): void {
    this.#database.writeStatus();
  }

  #runTriggers(): void {
    const order = [...this.#triggered].sort((a, b) => Number(b === "libc-bin") - Number(a === "libc-bin"));
    for (const name of order) {
      const stanza = this.#database.get(name);
      if (stanza === undefined || !isInstalled(stanza)) continue;
      const version = stanza.get("Version");
      this.#say(`Processing triggers for ${infoName(stanza)} (${version}) ...\n`);
      this.#log(`trigproc ${arched(stanza)} ${version} <none>`);
      this.#log(`status half-configured ${arched(stanza)} ${version}`);
      if (name === "libc-bin") ldconfig(this.#fs);
      else archivePackage(name, version)?.scripts?.triggered?.(this.#context);
      this.#log(`status installed ${arched(stanza)} ${version}`);
    }
    this.#triggered.clear();
  }

  startup(what: string): void {
    this.#log(`startup ${what}`);
  }

  #count(): void {
    if (this.#counted) return;
    this.#counted = true;
    const paths = this.#database.countPaths();
    this.#say(`(Reading database ... ${paths} files and directories currently installed.)\n`);
  }

  #unpackFiles({ control, contents }: Deb): string[] {
    const name = control.get("Package");
    const { entries, packageLists } = parseCatalogue(contents.catalogue, { package: name });
    for (const entry of entries) {
      if (this.#filter.excludes(entry.path)) continue;
      if (entry.kind === "directory") {
        makeDirectory(this.#fs, entry.path, entry.mode);
        continue;
      }
      if (contents.conffiles?.includes(entry.path) && this.#fs.lstatIfExists(entry.path) !== undefined)
        continue;
      makeDirectory(this.#fs, parent(entry.path));
      this.#place(entry, contents);
    }
    const listed = new Set(packageLists.get(name));
    for (const { path, kind } of entries) if (kind === "directory") listed.add(path);
    return [...listed];
  }

  #place(entry: Exclude<CatalogueEntry, { kind: "directory" }>, contents: ArchivePackage): void {
    const fs = this.#fs;
    const { path } = entry;
    fs.remove(path, { force: true });
    switch (entry.kind) {
      case "symlink":
        fs.symlink(entry.target, path);
        break;
      case "hard-link":
        fs.link(entry.existing, path);
        return;
      case "program": {
        const program = base(path);
        writeFile(fs, path, standIn(program, entry.size, contents.notes?.[path]), entry.mode);
        break;
      }
      case "data":
        writeFile(fs, path, dataStandIn(entry.size), entry.mode);
        break;
      case "text": {
        const text = contents.texts?.[path];
        if (text === undefined) throw new RangeError(`archive: the package promises a text for ${path}`);
        writeFile(fs, path, text, entry.mode);
        break;
      }
    }
    fs.utimes(path, PACKED, { followSymlinks: false });
  }

  #writeInfo({ control, contents }: Deb, paths: readonly string[]): void {
    const info = (ending: string, content: Parameters<typeof writeFile>[2], mode = 0o644) =>
      writeFile(this.#fs, this.#database.infoPath(control, ending), content, mode);
    info("list", `/.\n${paths.join("\n")}\n`);
    const files = parseCatalogue(contents.catalogue).entries.filter(({ kind }) => kind !== "directory");
    info("md5sums", dataStandIn(files.reduce((sum, { path }) => sum + 34 + path.length, 0)));
    for (const [ending, content] of Object.entries(contents.controlFiles ?? {})) info(ending, content);
    if (contents.conffiles !== undefined) {
      info("conffiles", contents.conffiles.map((path) => `${path}\n`).join(""));
    }
    for (const [ending, script] of [
      ["postinst", contents.scripts?.configure],
      ["prerm", contents.scripts?.remove],
      ["postrm", contents.scripts?.purge],
    ] as const) {
      if (script !== undefined) info(ending, "#!/bin/sh\n# dpkg here knows what this script does.\n", 0o755);
    }
  }

  #conffiles(stanza: Stanza): string[] {
    const text = readText(this.#fs, this.#database.infoPath(stanza, "conffiles")) ?? "";
    return text.split("\n").filter((path) => path !== "");
  }

  #infoFiles(stanza: Stanza): string[] {
    const prefix = `${infoName(stanza)}.`;
    return this.#fs
      .readdir(`${ADMIN}/info`)
      .filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes("."))
      .map(({ name }) => `${ADMIN}/info/${name}`);
  }

  #removeFiles(stanza: Stanza, keep: ReadonlySet<string>): void {
    const paths = (this.#database.paths(stanza) ?? []).filter((path) => !keep.has(path));
    const others = new Set(
      this.#database
        .installed()
        .filter((other) => other.get("Package") !== stanza.get("Package"))
        .flatMap((other) => this.#database.paths(other) ?? []),
    );
    const directories: string[] = [];
    for (const path of paths) {
      const stat = this.#fs.lstatIfExists(path);
      if (stat === undefined || others.has(path)) continue;
      if (stat.kind === "directory") directories.push(path);
      else this.#fs.unlink(path);
    }
    for (const path of directories.sort((a, b) => b.length - a.length)) this.#removeEmpty(path);
  }

  #removeEmpty(path: string): void {
    if (this.#fs.lstatIfExists(path)?.kind === "directory" && this.#fs.readdir(path).length === 0)
      this.#fs.rmdir(path);
  }

  /** When shared libraries come or go, libc-bin runs ldconfig at the end. */
  #activate(stanza: Stanza): void {
    const triggers = readText(this.#fs, this.#database.infoPath(stanza, "triggers")) ?? "";
    if (/^activate\S*\s+ldconfig$/m.test(triggers)) this.#triggered.add("libc-bin");
  }

  #say(text: string): void {
    this.#context.stdout(text);
  }

  #log(text: string): void {
    appendText(this.#fs, LOG, `${timestamp(this.#context.now, " ")} ${text}\n`);
  }
}

function arched(stanza: Stanza): string {
  return `${stanza.get("Package")}:${stanza.get("Architecture")}`;
}
