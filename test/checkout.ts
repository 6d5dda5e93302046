import { cpSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ROOT } from "../kernel/spec/start/paths.mjs";
import { temporaryFolder } from "./temporary-folder.js";

/** What is installed, built or written in a checkout. */
const MADE = ["node_modules", "dist", ".venv", ".layerlab", ".git", "coverage", join("test", "artefacts")];
const isMade = (path: string) => MADE.some((name) => path === join(ROOT, name));

/** The checkout as it is, without what was made in it. */
export function copyOfCheckout(copy: string = join(temporaryFolder(), "layerlab")): string {
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !isMade(path) });
  return copy;
}

/** Paths of the checkout's own files, relative and with slashes. */
export function checkoutFiles(folder: string = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => ({ entry, path: join(folder, entry.name) }))
    .filter(({ path }) => !isMade(path))
    .flatMap(({ entry, path }) =>
      entry.isDirectory() ? checkoutFiles(path) : [relative(ROOT, path).split(sep).join("/")],
    );
}
