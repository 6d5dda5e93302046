import { dataStandIn } from "../../stand-in/file-content.js";
import { ARCHITECTURE } from "./architecture.js";
import { installedSize, type PackageDatabase } from "./database.js";
import { debName, readDeb } from "./deb.js";
import { confirm, sayNoLongerRequired } from "./dialog.js";
import { ARCHIVES, download } from "./download.js";
import { makeDirectory, readText, writeFile } from "./files.js";
import { showList, sizeToString } from "./format.js";
import { History } from "./history.js";
import type { Candidate, PackageLists } from "./lists.js";
import { InstallPlan, noLongerRequired, type Unmet } from "./plan.js";
import { AptFailure, type AptSession } from "./session.js";
import { upgradable } from "./update.js";
import { compareVersions } from "./version.js";

/** `apt install NAME…`; returns the exit code. */
export async function install(session: AptSession, names: readonly string[]): Promise<number> {
  if (!session.config.flag("APT::Get::Simulate", false)) session.requireDpkgLock();
  const { database, lists } = session.open();
  const plan = new InstallPlan(database, lists, {
    recommends: session.config.flag("APT::Install-Recommends", true),
  });
  const manual: string[] = [];
  for (const { candidate, name } of resolveNames(session, names, database, lists)) {
    const version = database.version(name);
    const newer =
      candidate !== undefined && (version === undefined || compareVersions(candidate.version, version) !== 0);
    const again = session.config.flag("APT::Get::ReInstall", false);
    if (candidate !== undefined && (newer || again)) {
      plan.request(candidate);
      continue;
    }
    session.say(`${name} is already the newest version (${version}).\n`);
    if (database.isAutomatic(name)) {
      session.say(`${name} set to manually installed.\n`);
      manual.push(name);
    }
  }
  return carryOut(session, plan, database, lists, manual);
}

/** `apt upgrade`. */
export async function upgrade(session: AptSession): Promise<number> {
  session.requireDpkgLock();
  const { database, lists } = session.open();
  session.progress("Calculating upgrade");
  const plan = new InstallPlan(database, lists, { recommends: true });
  for (const name of upgradable(database, lists)) {
    const candidate = lists.candidate(name);
    if (candidate !== undefined) plan.request(candidate);
  }
  return carryOut(session, plan, database, lists, []);
}

function resolveNames(
  session: AptSession,
  names: readonly string[],
  database: PackageDatabase,
  lists: PackageLists,
): { readonly name: string; readonly candidate: Candidate | undefined }[] {
  const failures: string[] = [];
  const found = names.flatMap((word) => {
    if (word.includes("/")) {
      const candidate = localFile(session, word);
      if (candidate !== undefined) return [{ name: candidate.name, candidate }];
      failures.push(`E: Unsupported file ${word} given on commandline`);
      return [];
    }
    const [, name = word, , version] = /^([^=:/]+)(:\w+)?(?:=(.+))?$/.exec(word) ?? [];
    if (version !== undefined) {
      const exact = lists.versions(name).find((candidate) => candidate.version === version);
      if (exact !== undefined || database.version(name) === version) return [{ name, candidate: exact }];
      failures.push(
        lists.candidate(name) === undefined
          ? `E: Unable to locate package ${name}`
          : `E: Version '${version}' for '${name}' was not found`,
      );
      return [];
    }
    const candidate = lists.candidate(name);
    if (candidate !== undefined || database.version(name) !== undefined) return [{ name, candidate }];
    failures.push(`E: Unable to locate package ${word}`);
    return [];
  });
  if (failures.length > 0) {
    throw new AptFailure(lists.indexes === 0 ? failures : [...failures, whatThereIs(lists)]);
  }
  return found;
}

/** A .deb on the command line: `./libuv1_1.43.0-1ubuntu0.1_arm64.deb`. */
function localFile({ context, fs }: AptSession, word: string): Candidate | undefined {
  const path = word.startsWith("/") ? word : `${context.cwd}/${word}`;
  if (fs.lstatIfExists(path) === undefined || fs.stat(path).kind !== "file") return undefined;
  const data = fs.open(path);
  const control = readDeb(data)?.control;
  if (control === undefined) return undefined;
  const stanza = control.with("Size", String(data.size));
  const source = { uri: path, suite: "local-deb" };
  return {
    name: stanza.get("Package"),
    version: stanza.get("Version"),
    stanza,
    source,
    component: "",
    file: path,
  };
}

/** Not apt's wording: the real archive has 60,000 packages, this one only a few. */
function whatThereIs(lists: PackageLists): string {
  return `N: layerlab: the built-in archive offers ${lists.names().length} packages here; 'apt list' names them.`;
}

async function carryOut(
  session: AptSession,
  plan: InstallPlan,
  database: PackageDatabase,
  lists: PackageLists,
  manual: readonly string[],
): Promise<number> {
  if (plan.unmet.length > 0) throw unmetFailure(session, plan.unmet);
  const width = session.screenWidth;
  const list = (title: string, names: readonly string[]) => session.say(showList(title, names, width));
  const names = (candidates: readonly Candidate[]) => candidates.map(({ name }) => name);
  sayNoLongerRequired(session, noLongerRequired(database, new Set()));
  list("The following additional packages will be installed:", names(plan.additional));
  list("Suggested packages:", plan.leftOut("Suggests"));
  list("Recommended packages:", plan.leftOut("Recommends"));
  list("The following NEW packages will be installed:", names(plan.fresh));
  list("The following packages will be upgraded:", names(plan.upgrades));
  const held = upgradable(database, lists).filter((name) => !names(plan.upgrades).includes(name)).length;
  session.say(
    `${plan.upgrades.length} upgraded, ${plan.fresh.length} newly installed, 0 to remove and ${held} not upgraded.\n`,
  );
  const simulate = session.config.flag("APT::Get::Simulate", false);
  if (simulate) {
    for (const candidate of plan.order) session.say(`Inst ${simulated(candidate)}\n`);
    for (const candidate of plan.order) session.say(`Conf ${simulated(candidate)}\n`);
    return 0;
  }
  if (plan.packages.length === 0) {
    markManual(database, manual);
    return 0;
  }
  saySizes(session, plan, database);
  if (plan.additional.length > 0) await confirm(session);
  await download(session, plan.order);
  if (session.config.flag("APT::Get::Download-Only", false)) {
    session.say("Download complete and in download only mode\n");
    return 0;
  }
  await runDpkg(session, plan, manual);
  return 0;
}

function simulated({ name, version, source, stanza }: Candidate): string {
  return `${name} (${version} Ubuntu:22.04/${source.suite} [${stanza.get("Architecture")}])`;
}

function markManual(database: PackageDatabase, names: readonly string[]): void {
  if (names.length === 0) return;
  for (const name of names) database.setAutomatic(name, false);
  database.writeExtendedStates();
}

function unmetFailure(session: AptSession, unmet: readonly Unmet[]): AptFailure {
  session.say(`Some packages could not be installed. This may mean that you have
requested an impossible situation or if you are using the unstable
distribution that some required packages have not yet been created
or been moved out of Incoming.
The following information may help to resolve the situation:

The following packages have unmet dependencies:
`);
  for (const { package: name, kind, relation, why } of unmet)
    session.say(` ${name} : ${kind}: ${relation} ${why}\n`);
  return new AptFailure(["E: Unable to correct problems, you have held broken packages."]);
}

function saySizes(session: AptSession, plan: InstallPlan, database: PackageDatabase): void {
  let all = 0;
  let missing = 0;
  let kibibytes = 0;
  for (const { name, stanza, file } of plan.packages) {
    const size = Number(stanza.get("Size"));
    all += size;
    if (file === undefined && session.fs.lstatIfExists(`${ARCHIVES}/${debName(stanza)}`)?.size !== size)
      missing += size;
    const before = database.version(name) === undefined ? undefined : database.get(name);
    kibibytes += installedSize(stanza) - (before === undefined ? 0 : installedSize(before));
  }
  const part = missing === all ? "" : `/${sizeToString(all)}B`;
  session.say(`Need to get ${sizeToString(missing)}B${part} of archives.\n`);
  session.say(
    kibibytes >= 0
      ? `After this operation, ${sizeToString(kibibytes * 1024)}B of additional disk space will be used.\n`
      : `After this operation, ${sizeToString(-kibibytes * 1024)}B disk space will be freed.\n`,
  );
}

async function runDpkg(session: AptSession, plan: InstallPlan, manual: readonly string[]): Promise<void> {
  const { fs } = session;
  const { order } = plan;
  preconfigure(session);
  const history = new History(session);
  const run = history.dpkg();
  history.planned(
    "Install",
    plan.fresh.map((candidate) => {
      const automatic = plan.isRequested(candidate.name) ? "" : ", automatic";
      return `${candidate.name}:${ARCHITECTURE} (${candidate.version}${automatic})`;
    }),
  );
  history.planned(
    "Upgrade",
    plan.upgrades.map(
      ({ name, version }) => `${name}:${ARCHITECTURE} (${run.database.version(name)}, ${version})`,
    ),
  );
  const fresh = new Set(plan.fresh.map(({ name }) => name));
  try {
    run.startup("archives unpack");
    const digits = String(order.length - 1).length;
    for (const [at, { stanza, file }] of order.entries()) {
      const path = file ?? `${ARCHIVES}/${debName(stanza)}`;
      const deb = readDeb(fs.open(path));
      if (deb === undefined) throw new AptFailure([`E: ${path} is not a Debian package`]);
      const number = order.length > 1 ? `${String(at).padStart(digits, "0")}-` : "";
      run.unpack(deb, `.../${number}${debName(stanza)}`);
      await session.breathe();
    }
    run.startup("packages configure");
    for (const { name } of order) {
      run.configure(name);
      await session.breathe();
    }
  } catch (error) {
    run.save();
    throw error;
  }
  run.finish();
  for (const { name } of order) {
    if (plan.isRequested(name)) run.database.setAutomatic(name, false);
    else if (fresh.has(name)) run.database.setAutomatic(name, true);
  }
  for (const name of manual) run.database.setAutomatic(name, false);
  run.database.writeExtendedStates();
  history.finish();
  writePlannerLog(session, order.length);
  if (session.command.program === "apt" && !session.config.flag("APT::Keep-Downloaded-Packages", false)) {
    for (const { stanza } of order) fs.remove(`${ARCHIVES}/${debName(stanza)}`, { force: true });
  }
  await session.runHooks("DPkg::Post-Invoke");
}

/** debconf's hook in `/etc/apt/apt.conf.d/70debconf`: without apt-utils it can only say that it delays configuration. */
function preconfigure({ config, context, fs }: AptSession): void {
  const hooked = config.list("DPkg::Pre-Install-Pkgs").some((line) => line.includes("dpkg-preconfigure"));
  if (!hooked || fs.lstatIfExists("/usr/sbin/dpkg-preconfigure") === undefined) return;
  if (fs.lstatIfExists("/usr/bin/apt-extracttemplates") !== undefined) return;
  context.stderr("debconf: delaying package configuration, since apt-utils is not installed\n");
}

/** The file that apt keeps for its planner: a stand-in of estimated size. */
function writePlannerLog({ fs }: AptSession, count: number): void {
  makeDirectory(fs, "/var/log/apt");
  const status = readText(fs, "/var/lib/dpkg/status")?.length ?? 0;
  writeFile(fs, "/var/log/apt/eipp.log.xz", dataStandIn(Math.round(status / 20) + 200 * count));
}
