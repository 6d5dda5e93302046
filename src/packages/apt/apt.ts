import { FileSystemError } from "../../errors/filesystem.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { ARCHITECTURE } from "./architecture.js";
import { type AptName, parseCommandLine } from "./command-line.js";
import { AptConfig } from "./config.js";
import { PackageDatabase } from "./database.js";
import { ARCHIVES } from "./download.js";
import { install, upgrade } from "./install.js";
import { depends, list, policy, search, show } from "./query.js";
import { remove } from "./remove.js";
import { AptFailure, AptSession } from "./session.js";
import { update } from "./update.js";

type Verb = (session: AptSession) => number | Promise<number>;

const CHANGING: Readonly<Record<string, Verb>> = {
  update,
  install: (session) => install(session, session.command.args),
  reinstall: (session) => {
    session.config.set("APT::Get::ReInstall", "true");
    return install(session, session.command.args);
  },
  upgrade,
  "dist-upgrade": upgrade,
  "full-upgrade": upgrade,
  remove: (session) => remove(session, session.command.args),
  purge: (session) => remove(session, session.command.args),
  autoremove: (session) => remove(session, session.command.args),
  clean,
  autoclean: clean,
};

const VERBS: Readonly<Record<AptName, Readonly<Record<string, Verb>>>> = {
  apt: { ...CHANGING, list, show, policy, search, depends },
  "apt-get": CHANGING,
  "apt-cache": { show, policy, search, depends, pkgnames: pkgNames },
};

/** `apt`, `apt-get` and `apt-cache`: one program under three names. */
export function aptProgram(name: AptName): Program {
  return { name, run: (context) => run(name, context) };
}

async function run(name: AptName, context: ProgramContext): Promise<number> {
  const config = AptConfig.read(context.fs);
  if (name === "apt" && !context.tty && !config.flag("APT::Cmd::Disable-Script-Warning", false)) {
    context.stderr("\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n");
  }
  const command = parseCommandLine(name, context.argv.slice(1), config);
  if (typeof command === "string") {
    context.stderr(`${command}\n`);
    return 100;
  }
  if (command.flags.has("version") || command.flags.has("v")) {
    const version = PackageDatabase.read(context.fs).version("apt") ?? "unknown";
    context.stdout(`apt ${version} (${ARCHITECTURE})\n`);
    return 0;
  }
  if (command.verb === "" || command.verb === "help" || command.flags.has("help") || command.flags.has("h")) {
    context.stdout(help(name));
    return command.verb === "" && command.flags.size === 0 ? 1 : 0;
  }
  const verb = VERBS[name][command.verb];
  if (verb === undefined) {
    context.stderr(`E: Invalid operation ${command.verb}\n`);
    return 100;
  }
  try {
    return await verb(new AptSession(context, command, config));
  } catch (error) {
    if (error instanceof AptFailure) {
      for (const line of error.lines) context.stderr(`${line}\n`);
      return error.exitCode;
    }
    if (error instanceof FileSystemError) {
      context.stderr(`E: ${error.data.path}: ${error.strerror}\n`);
      return 100;
    }
    throw error;
  }
}

function clean(session: AptSession): number {
  session.requireDpkgLock();
  const { fs } = session;
  for (const directory of [ARCHIVES, `${ARCHIVES}/partial`]) {
    if (fs.lstatIfExists(directory) === undefined) continue;
    for (const { name } of fs.readdir(directory)) {
      if (name.endsWith(".deb")) fs.unlink(`${directory}/${name}`);
    }
  }
  for (const name of ["pkgcache", "srcpkgcache"]) fs.remove(`/var/cache/apt/${name}.bin`, { force: true });
  return 0;
}

function pkgNames(session: AptSession): number {
  for (const stanza of PackageDatabase.read(session.fs).all())
    session.context.stdout(`${stanza.get("Package")}\n`);
  return 0;
}

function help(name: AptName): string {
  return `Usage: ${name} [options] command
       ${name} [options] install|remove pkg1 [pkg2 ...]

Commands here: ${Object.keys(VERBS[name]).join(", ")}.
Packages come from layerlab's built-in archive; there is no network.
`;
}
