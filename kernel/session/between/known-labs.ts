import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isHeld, readClaim } from "../../../src/content/disk-claim.js";
import { type Owner, ownerFile, readOwner } from "./lab-directory.js";

export interface KnownLab extends Owner {
  readonly directory: string;
}

/** All labs below a directory, the newest first. */
export function knownLabs(labs: string): KnownLab[] {
  const known = readdirSync(labs).flatMap((name) => {
    const directory = join(labs, name);
    const owner = readOwner(directory);
    return owner ? [{ ...owner, directory }] : [];
  });
  return known.sort((a, b) => Date.parse(b.used) - Date.parse(a.used));
}

/** Whether a kernel of another system (a hub's last container) lives cannot be asked: it touches its file regularly. */
export function hasEnded({ directory, kernel }: KnownLab): boolean {
  const claim = readClaim(ownerFile(directory));
  return claim === undefined || !isHeld({ ...claim, owner: kernel });
}
