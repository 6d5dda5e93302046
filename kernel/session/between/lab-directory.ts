import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the cells keep their lab; without a directory it is in memory. */
export interface LabPlace {
  readonly directory?: string;
  readonly leftBehind?: { readonly directory: string; readonly told: boolean };
}

/** The content of `owner.json` in a lab's directory. */
export interface Owner {
  /** The kernel's process, as `selfName` names it. */
  readonly kernel: string;
  /** The notebook's path, if Jupyter tells it; only the notebook's own next kernel can take a lab over. */
  readonly notebook?: string;
  /** RFC 3339. */
  readonly used: string;
  /** The reader has been told of it: once is enough. */
  readonly told?: boolean;
}

/** The folder of a lab's lesson, in the lab's directory. */
export function folderIn(directory: string): string {
  return join(directory, "folder");
}

/** Notes that the reader has been told of a lab that was left behind. */
export function markTold(directory: string): void {
  const owner = readOwner(directory);
  if (owner) writeOwner(directory, { ...owner, told: true });
}

/**
 * Takes over a lab that was left behind: moves it beside `own`, which can happen only once.
 * Returns the new directory.
 */
export function takeOver(leftBehind: string, own: string): string {
  const directory = `${own}-resumed`;
  renameSync(leftBehind, directory);
  const owner = readOwner(own);
  if (owner) writeOwner(directory, owner);
  return directory;
}

export function readOwner(directory: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(ownerFile(directory), "utf8"));
  } catch {
    // Another kernel is making or deleting it.
    return undefined;
  }
}

export function writeOwner(directory: string, owner: Owner): void {
  const path = ownerFile(directory);
  writeFileSync(`${path}.new`, JSON.stringify(owner));
  renameSync(`${path}.new`, path);
}

export function ownerFile(directory: string): string {
  return join(directory, "owner.json");
}
