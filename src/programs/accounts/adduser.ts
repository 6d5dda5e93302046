import { base } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { type Arguments, type Command, parseArguments, program } from "../coreutils/support.js";
import { AccountFiles, firstFree, idsOf, type NewUser } from "./account-files.js";
import { busyboxAddGroup, busyboxAddUser, busyboxDelete } from "./busybox.js";

/** BusyBox has programs of the same names with other options. */
const addsUser = program("adduser", (command) =>
  command.context.busybox ? busyboxAddUser(command) : debianAdd(command, false),
);
export const addgroup = program("addgroup", (command) =>
  command.context.busybox ? busyboxAddGroup(command) : debianAdd(command, true),
);
const deletesUser = program("deluser", (command) =>
  command.context.busybox ? busyboxDelete(command, false) : debianDelete(command, false),
);
export const delgroup = program("delgroup", (command) =>
  command.context.busybox ? busyboxDelete(command, true) : debianDelete(command, true),
);

/** One file of Debian's has both names. */
export const adduser: Program = underTwoNames(addsUser, addgroup);
export const deluser: Program = underTwoNames(deletesUser, delgroup);

/** What runs is named by the file; which of the two is meant, by the name that was called. */
function underTwoNames(first: Program, second: Program): Program {
  return {
    name: first.name,
    run: (context) => (base(context.argv[0] ?? "") === second.name ? second : first).run(context),
  };
}

type Say = (text: string) => void;

const OPTIONS = {
  ...{ quiet: "q", system: "S", group: "G", "disabled-password": "D", "disabled-login": "D", gecos: "c" },
  ...{ comment: "c", home: "h", shell: "s", uid: "u", gid: "g", ingroup: "i", "no-create-home": "H" },
  ...{ "force-badname": "f", "allow-bad-names": "f", "add-extra-groups": "f", firstuid: "1", lastuid: "1" },
};

/** `adduser [--system] [--group] … USER`, `adduser USER GROUP` and `addgroup [--system] GROUP` */
async function debianAdd(command: Command, isGroup: boolean): Promise<void> {
  const args = parseArguments(command.name, command.context.argv, "qSGDc:h:s:u:g:i:Hf1:", OPTIONS);
  const say = (text: string): void => {
    if (!args.has("q")) command.context.stdout(`${text}\n`);
  };
  const files = new AccountFiles(command);
  const [name, group] = args.operands;
  if (name === undefined) return command.fail("Only one or two names allowed.");
  if (group !== undefined) return addMember(command, files, [name, group], say);
  if (!args.has("f") && !/^[a-z][-a-z0-9_]*\$?$/.test(name)) return command.fail(badName(isGroup));
  const system = args.has("S");
  if (isGroup || (args.has("G") && !system)) return debianAddGroup(command, files, args, say);
  if (files.user(name)) {
    if (system) return say(`The system user \`${name}' already exists. Exiting.`);
    return command.fail(`The user \`${name}' already exists.`);
  }
  const wanted = args.flags.get("i") ?? args.flags.get("g");
  const known = wanted === undefined ? undefined : files.group(wanted);
  if (wanted !== undefined && !known)
    return command.fail(`The ${args.has("i") ? `group \`${wanted}'` : `GID ${wanted}`} does not exist.`);
  const first = system ? 100 : 1000;
  const [uids, gids] = [idsOf(files.users), idsOf(files.groups)];
  const uid = Number(args.flags.get("u") ?? firstFree(system ? uids : [...uids, ...gids], first));
  if (uids.includes(uid)) return command.fail(`The UID ${uid} is already in use.`);
  const makesGroup = known === undefined && (!system || args.has("G"));
  const own = gids.includes(uid) ? firstFree(gids, first) : uid;
  const gid = known ? Number(known.fields[2]) : makesGroup ? own : NOGROUP;
  const named = known?.name ?? (makesGroup ? name : "nogroup");
  if (system) {
    say(`Adding system user \`${name}' (UID ${uid}) ...`);
    if (makesGroup) say(`Adding new group \`${name}' (GID ${gid}) ...`);
    say(`Adding new user \`${name}' (UID ${uid}) with group \`${named}' ...`);
  } else {
    say(`Adding user \`${name}' ...`);
    if (makesGroup) say(`Adding new group \`${name}' (${gid}) ...`);
    say(`Adding new user \`${name}' (${uid}) with group \`${named}${makesGroup ? ` (${gid})` : ""}' ...`);
  }
  // Ubuntu 22.04's does less, and gives others of the group a look at the home.
  const isOld = command.context.note?.startsWith("3.118") === true;
  const user = {
    ...{ name, uid, gid, system },
    comment: system && !args.has("c") ? "" : fourFields(args.flags.get("c") ?? ""),
    home: args.flags.get("h") ?? (system ? "/nonexistent" : `/home/${name}`),
    shell: args.flags.get("s") ?? (system ? "/usr/sbin/nologin" : "/bin/bash"),
  };
  files.change("/etc/passwd", () => {
    if (makesGroup) files.addGroup(name, gid);
    files.addUser(user);
    makeHome(
      command,
      files,
      { ...user, mode: system ? 0o755 : isOld ? 0o750 : 0o700, isUnwanted: args.has("H") },
      say,
    );
    const users = system || isOld ? undefined : files.groups.find((one) => one.name === "users");
    if (!users || users.fields[2] === String(gid)) return;
    say(`Adding new user \`${name}' to supplemental / extra groups \`users' ...`);
    say(`Adding user \`${name}' to group \`users' ...`);
    files.setMember("users", name, true);
  });
}

/** A comment has a name, a room and two telephones. */
function fourFields(comment: string): string {
  return `${comment}${",".repeat(Math.max(0, 4 - comment.split(",").length))}`;
}

const NOGROUP = 65534;

function badName(isGroup: boolean): string {
  const [what, variable] = isGroup ? ["group name", "NAME_REGEX"] : ["username", "NAME_REGEX"];
  return [
    `Please enter a ${what} matching the regular expression`,
    `            configured via the ${variable} configuration variable.  Use the`,
    "            `--allow-bad-names' option to relax this check or reconfigure",
    `            ${variable} in configuration.`,
  ].join("\n");
}

async function debianAddGroup(
  command: Command,
  files: AccountFiles,
  args: Arguments,
  say: Say,
): Promise<void> {
  const [name = ""] = args.operands;
  const system = args.has("S");
  if (files.groups.some((group) => group.name === name)) {
    if (!system) return command.fail(`The group \`${name}' already exists.`);
    return command.fail(`The group \`${name}' already exists as a system group. Exiting.`, 0);
  }
  const gids = idsOf(files.groups);
  const gid = Number(args.flags.get("g") ?? firstFree(gids, system ? 100 : 1000));
  if (gids.includes(gid)) return command.fail(`The GID \`${gid}' is already in use.`);
  say(`Adding group \`${name}' (GID ${gid}) ...`);
  files.change("/etc/group", () => files.addGroup(name, gid));
  say("Done.");
}

interface Home extends NewUser {
  readonly mode: number;
  readonly isUnwanted: boolean;
}

function makeHome(command: Command, files: AccountFiles, user: Home, say: Say): void {
  const { home, uid, gid, mode } = user;
  const isThere = command.fs.lstatIfExists(home) !== undefined;
  if (home === "/nonexistent") say(`Not creating \`${home}'.`);
  else if (user.isUnwanted) say(`Not creating home directory \`${home}'.`);
  else if (isThere) say(`The home directory \`${home}' already exists.  Not touching this directory.`);
  else {
    say(`Creating home directory \`${home}' ...`);
    if (!user.system) say("Copying files from `/etc/skel' ...");
    files.fillHome(home, uid, gid, mode);
  }
}

async function addMember(
  command: Command,
  files: AccountFiles,
  [user, group]: readonly [user: string, group: string],
  say: Say,
): Promise<void> {
  if (!files.user(user)) return command.fail(`The user \`${user}' does not exist.`);
  const found = files.groups.find((one) => one.name === group);
  if (!found) return command.fail(`The group \`${group}' does not exist.`);
  if ((found.fields[3] ?? "").split(",").includes(user))
    return command.fail(`The user \`${user}' is already a member of \`${group}'.`, 0);
  say(`Adding user \`${user}' to group \`${group}' ...`);
  files.change("/etc/group", () => files.setMember(group, user, true));
  say("Done.");
}

async function debianDelete(command: Command, isGroup: boolean): Promise<void> {
  const args = parseArguments(command.name, command.context.argv, "q", {
    ...{
      quiet: "q",
      system: "S",
      group: "G",
      "remove-home": "r",
      "remove-all-files": "r",
      "only-if-empty": "o",
    },
  });
  const say = (text: string): void => {
    if (!args.has("q")) command.context.stdout(`${text}\n`);
  };
  const files = new AccountFiles(command);
  const [name = "", group] = args.operands;
  if (isGroup || args.has("G")) {
    if (!files.groups.some((one) => one.name === name))
      return command.fail(`The group \`${name}' does not exist.`, 3);
    say(`Removing group \`${name}' ...`);
    files.change("/etc/group", () => files.drop("/etc/group", name));
    return say("Done.");
  }
  const user = files.user(name);
  if (!user) return command.fail(`The user \`${name}' does not exist.`, args.has("S") ? 0 : 2);
  if (group !== undefined) {
    const found = files.groups.find((one) => one.name === group);
    if (!(found?.fields[3] ?? "").split(",").includes(name))
      return command.fail(`The user \`${name}' is not a member of group \`${group}'.`, 6);
    say(`Removing user \`${name}' from group \`${group}' ...`);
    files.change("/etc/group", () => files.setMember(group, name, false));
    return say("Done.");
  }
  if (args.has("r")) command.fs.remove(user.fields[5] ?? "", { recursive: true, force: true });
  say(`Removing user \`${name}' ...`);
  files.change("/etc/passwd", () => {
    files.drop("/etc/passwd", name);
    for (const each of files.groups) files.setMember(each.name, name, false);
    const own = files.groups.find((one) => one.name === name && (one.fields[3] ?? "") === "");
    if (own && !files.users.some((one) => one.fields[3] === own.fields[2])) files.drop("/etc/group", name);
  });
  say("Done.");
}
