import CERTIFICATE_HASHES from "#text/packages/apt/archive/certificate-hashes.txt";
import { base } from "../../../posix/path.js";
import { concat } from "../../../vfs/data.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import { makeDirectory, readText, writeFile } from "../files.js";
import { announceFrontend, loadQuestions } from "./debconf.js";
import type { MaintainerScripts, ScriptContext } from "./scripts.js";

const STORE = "/usr/share/ca-certificates";
const LOCAL = "/usr/local/share/ca-certificates";
const CERTS = "/etc/ssl/certs";
const BUNDLE = `${CERTS}/ca-certificates.crt`;
const CONF = "/etc/ca-certificates.conf";

/**
 * update-ca-certificates(8): one link for each certificate that `/etc/ca-certificates.conf` names and for those in
 * `/usr/local/share/ca-certificates`, and all of them in one file.
 */
export function updateCaCertificates(context: Pick<ScriptContext, "fs" | "stdout">, hooks: boolean): void {
  const { fs, stdout } = context;
  stdout("Updating certificates in /etc/ssl/certs...\n");
  const wanted = new Map<string, string>();
  for (const line of (readText(fs, CONF) ?? "").split("\n")) {
    const path = `${STORE}/${line}`;
    if (line !== "" && !/^[#!]/.test(line) && fs.lstatIfExists(path)) wanted.set(pemName(path), path);
  }
  for (const path of certificatesBelow(fs, LOCAL)) wanted.set(pemName(path), path);

  let removed = 0;
  for (const { name, kind } of fs.readdir(CERTS)) {
    if (kind !== "symlink" || wanted.has(name)) continue;
    const target = fs.readlink(`${CERTS}/${name}`);
    if (target.startsWith(`${STORE}/`) || target.startsWith(`${LOCAL}/`)) removed += 1;
    else if (wanted.has(target)) continue;
    fs.unlink(`${CERTS}/${name}`);
  }
  let added = 0;
  for (const [name, path] of wanted) {
    if (fs.lstatIfExists(`${CERTS}/${name}`) !== undefined) continue;
    fs.symlink(path, `${CERTS}/${name}`);
    added += 1;
  }
  for (const line of CERTIFICATE_HASHES.trim().split("\n")) {
    const [hash = "", ...words] = line.split(" ");
    const name = `${words.join(" ")}.pem`;
    if (wanted.has(name) && fs.lstatIfExists(`${CERTS}/${hash}`) === undefined)
      fs.symlink(name, `${CERTS}/${hash}`);
  }
  if (added > 0 || removed > 0 || fs.lstatIfExists(BUNDLE) === undefined) {
    writeFile(fs, BUNDLE, concat(...[...wanted.values()].map((path) => fs.open(path))));
  }
  stdout(`${added} added, ${removed} removed; done.\n`);
  if (hooks) stdout("Running hooks in /etc/ca-certificates/update.d...\ndone.\n");
}

function pemName(path: string): string {
  const name = base(path).replace(/\.crt$/, "");
  return `${name.replaceAll(" ", "_").replaceAll(/[()]/g, "=").replaceAll(",", "_")}.pem`;
}

function certificatesBelow(fs: FileSystem, directory: string): string[] {
  if (fs.lstatIfExists(directory)?.kind !== "directory") return [];
  return fs.readdir(directory).flatMap(({ name, kind }) => {
    const path = `${directory}/${name}`;
    if (kind === "directory") return certificatesBelow(fs, path);
    return name.endsWith(".crt") ? [path] : [];
  });
}

const CONF_HEAD = `# This file lists certificates that you wish to use or to ignore to be
# installed in /etc/ssl/certs.
# update-ca-certificates(8) will update /etc/ssl/certs by reading this file.
#
# Lines that begin with ! are certificates that are not to be used.
#
`;

/** Debconf's share of the package: its questions in all languages; an estimate. */
const QUESTIONS = { templates: 46_000, config: 700 };

export const CA_CERTIFICATES_SCRIPTS: MaintainerScripts = {
  configure(context) {
    const { fs } = context;
    announceFrontend(context);
    loadQuestions(context, QUESTIONS);
    if (fs.lstatIfExists(CONF) === undefined) {
      const names = certificatesBelow(fs, STORE).map((path) => path.slice(STORE.length + 1));
      writeFile(fs, CONF, `${CONF_HEAD}${names.join("\n")}\n`);
    }
    makeDirectory(fs, LOCAL);
    updateCaCertificates(context, false);
  },
  triggered: (context) => updateCaCertificates(context, true),
  purge({ fs }) {
    fs.remove(CONF, { force: true });
    if (fs.lstatIfExists(CERTS) === undefined) return;
    fs.remove(BUNDLE, { force: true });
    for (const { name, kind } of fs.readdir(CERTS)) {
      if (kind === "symlink" && fs.lstatIfExists(`${CERTS}/${name}`)) fs.unlink(`${CERTS}/${name}`);
    }
  },
};
