import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLab } from "../../src/lab/lab.js";
import { HUB_WITHOUT_IMAGES } from "../registry/hub.js";
import { temporaryFolder } from "../temporary-folder.js";
import { engineContract } from "./contract.js";

const homes = temporaryFolder();
const registry = { fetch: HUB_WITHOUT_IMAGES };
const BLOBS = "blobs/sha256";

const newHome = () => mkdtempSync(join(homes, "home-"));
const create = async (home = newHome()) => (await createLab({ home, registry })).engine;

let filled: Promise<string> | undefined;

async function fill(): Promise<string> {
  const home = newHome();
  await (await create(home)).pull("ubuntu");
  return home;
}

/** A store of its own: blobs never change, so they are the same files; all else is copied. */
async function withUbuntu() {
  filled ??= fill();
  const [from, home] = [await filled, newHome()];
  const isBlob = (path: string) => path.startsWith(join(from, BLOBS, "/"));
  cpSync(from, home, { recursive: true, filter: (path) => !isBlob(path) });
  mkdirSync(join(home, BLOBS), { recursive: true });
  for (const name of readdirSync(join(from, BLOBS)))
    linkSync(join(from, BLOBS, name), join(home, BLOBS, name));
  return create(home);
}

engineContract("embedded, in a directory", { create, withUbuntu });
