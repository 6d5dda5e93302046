import { ARCHITECTURE } from "./architecture.js";
import { installedSize } from "./database.js";
import type { Stanza } from "./deb822.js";
import { confirm, sayNoLongerRequired } from "./dialog.js";
import { showList, sizeToString } from "./format.js";
import { History } from "./history.js";

import { noLongerRequired, withDependents } from "./plan.js";
import { AptFailure, type AptSession } from "./session.js";

/** `apt remove`, `purge` and `autoremove`; returns the exit code. */
export async function remove(session: AptSession, names: readonly string[]): Promise<number> {
  const { verb } = session.command;
  session.requireDpkgLock();
  const { database, lists } = session.open();
  const purge = verb === "purge" || session.config.flag("APT::Get::Purge", false);
  const chosen: string[] = [];
  for (const word of names) {
    const name = word.replace(/:\w+$/, "");
    if (database.version(name) !== undefined || (purge && database.get(name) !== undefined))
      chosen.push(name);
    else if (lists.candidate(name) !== undefined)
      session.say(`Package '${name}' is not installed, so not removed\n`);
    else throw new AptFailure([`E: Unable to locate package ${name}`]);
  }
  const gone = withDependents(database, chosen);
  const automatic = verb === "autoremove" || session.config.flag("APT::Get::AutomaticRemove", false);
  if (automatic) for (const stanza of noLongerRequired(database, gone)) gone.add(stanza.get("Package"));
  else sayNoLongerRequired(session, noLongerRequired(database, gone));

  const stanzas = database.all().filter((stanza) => gone.has(stanza.get("Package")));
  const essential = stanzas.filter((stanza) => stanza.get("Essential") === "yes");
  const star = purge ? "*" : "";
  const shown = stanzas.map((stanza) => `${stanza.get("Package")}${star}`);
  session.say(showList("The following packages will be REMOVED:", shown, session.screenWidth));
  if (essential.length > 0) {
    session.say(
      showList(
        "WARNING: The following essential packages will be removed.\nThis should NOT be done unless you know exactly what you are doing!",
        essential.map((stanza) => stanza.get("Package")),
        session.screenWidth,
      ),
    );
  }
  session.say(`0 upgraded, 0 newly installed, ${stanzas.length} to remove and 0 not upgraded.\n`);
  if (stanzas.length === 0) return 0;
  const bytes = stanzas.reduce((sum, stanza) => sum + installedSize(stanza), 0) * 1024;
  session.say(`After this operation, ${sizeToString(bytes)}B disk space will be freed.\n`);
  if (essential.length > 0) {
    throw new AptFailure([
      "E: Essential packages were removed and -y was used without --allow-remove-essential.",
    ]);
  }
  if (session.config.flag("APT::Get::Simulate", false)) {
    for (const stanza of stanzas) {
      session.say(`${purge ? "Purg" : "Remv"} ${stanza.get("Package")} [${stanza.get("Version")}]\n`);
    }
    return 0;
  }
  await confirm(session);
  await runDpkg(session, stanzas, purge);
  return 0;
}

async function runDpkg(session: AptSession, stanzas: readonly Stanza[], purge: boolean): Promise<void> {
  const history = new History(session);
  history.planned(
    purge ? "Purge" : "Remove",
    stanzas.map((stanza) => `${stanza.get("Package")}:${ARCHITECTURE} (${stanza.get("Version")})`),
  );
  const run = history.dpkg();
  run.startup("packages remove");
  try {
    for (const stanza of dependentsFirst(stanzas)) {
      run.remove(stanza.get("Package"), purge);
      await session.breathe();
    }
  } catch (error) {
    run.save();
    throw error;
  }
  run.finish();
  run.database.writeExtendedStates();
  history.finish();
  await session.runHooks("DPkg::Post-Invoke");
}

/** A package comes before those of the list that it depends on. */
function dependentsFirst(stanzas: readonly Stanza[]): Stanza[] {
  const left = [...stanzas];
  const ordered: Stanza[] = [];
  while (left.length > 0) {
    const at = left.findIndex((stanza) => {
      const name = stanza.get("Package");
      return !left.some((other) => other !== stanza && dependsOn(other, name));
    });
    ordered.push(...left.splice(Math.max(at, 0), 1));
  }
  return ordered;
}

function dependsOn(stanza: Stanza, name: string): boolean {
  return stanza
    .get("Depends")
    .split(/[,|]/)
    .some((relation) => relation.trim().split(/[\s:(]/)[0] === name);
}
