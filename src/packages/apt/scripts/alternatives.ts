import { appendText, makeDirectory, writeFile } from "../files.js";
import { timestamp } from "../format.js";
import type { ScriptContext } from "./scripts.js";

/** One program that a generic name can stand for, update-alternatives(1). */
export interface Alternative {
  /** The generic path: `/usr/bin/js`. */
  readonly link: string;
  /** Its name in `/etc/alternatives`. */
  readonly name: string;
  readonly path: string;
  readonly priority: number;
  /** A link that follows the main one, for example a manual page. */
  readonly slave?: { readonly link: string; readonly name: string; readonly path: string };
}

const LOG = "/var/log/alternatives.log";
const ADMIN = "/var/lib/dpkg/alternatives";

/** `update-alternatives --install` where no other package offers the name. */
export function installAlternative(context: ScriptContext, alternative: Alternative): void {
  const { fs } = context;
  const { link, name, path, priority, slave } = alternative;
  if (fs.lstatIfExists(`${ADMIN}/${name}`) !== undefined) return;
  context.stdout(`update-alternatives: using ${path} to provide ${link} (${name}) in auto mode\n`);
  makeDirectory(fs, "/etc/alternatives");
  makeDirectory(fs, ADMIN);
  replaceLink(context, path, `/etc/alternatives/${name}`);
  replaceLink(context, `/etc/alternatives/${name}`, link);
  if (slave !== undefined) {
    if (fs.lstatIfExists(slave.path) === undefined) {
      context.stderr(
        `update-alternatives: warning: skip creation of ${slave.link} because associated file ${slave.path} (of link group ${name}) doesn't exist\n`,
      );
    } else {
      replaceLink(context, slave.path, `/etc/alternatives/${slave.name}`);
      replaceLink(context, `/etc/alternatives/${slave.name}`, slave.link);
    }
  }
  const slaves = slave === undefined ? "" : `${slave.name}\n${slave.link}\n`;
  const choice = `${path}\n${priority}\n${slave === undefined ? "" : `${slave.path}\n`}`;
  writeFile(fs, `${ADMIN}/${name}`, `auto\n${link}\n${slaves}\n${choice}\n`);
  log(context, `link group ${name} updated to point to ${path}`);
}

/** `update-alternatives --remove` of the only alternative. */
export function removeAlternative(context: ScriptContext, alternative: Alternative): void {
  const { fs } = context;
  const { link, name, slave } = alternative;
  const paths = [link, `/etc/alternatives/${name}`, `${ADMIN}/${name}`];
  if (slave !== undefined) paths.push(slave.link, `/etc/alternatives/${slave.name}`);
  for (const path of paths) fs.remove(path, { force: true });
  log(context, `link group ${name} fully removed`);
}

function replaceLink({ fs }: ScriptContext, target: string, path: string): void {
  fs.remove(path, { force: true });
  fs.symlink(target, path);
}

function log({ fs, now }: ScriptContext, what: string): void {
  appendText(fs, LOG, `update-alternatives ${timestamp(now, " ")}: ${what}\n`);
}
