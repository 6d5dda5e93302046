import type { Program } from "../../process/programs.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import {
  type Arguments,
  type Command,
  parseArguments,
  program,
  quote,
  UsageError,
} from "../coreutils/support.js";
import { AccountFiles, free, idsOf, NAME } from "./account-files.js";

/** Usage errors of the shadow tools. */
const WRONG_USE = 2;

/** `useradd [-m] [-r] [-u UID] [-g GROUP] [-G GROUPS] [-d HOME] [-s SHELL] [-c COMMENT] NAME` */
export const useradd: Program = program("useradd", addUser, WRONG_USE);

const LONG = {
  comment: "c",
  "home-dir": "d",
  gid: "g",
  groups: "G",
  "create-home": "m",
  "no-create-home": "M",
  "no-user-group": "N",
  password: "p",
  system: "r",
  shell: "s",
  uid: "u",
  "user-group": "U",
  "non-unique": "o",
  "no-log-init": "l",
  "base-dir": "b",
  skel: "k",
  expiredate: "e",
  inactive: "f",
};

async function addUser(command: Command): Promise<void> {
  const args = parseArguments("useradd", command.context.argv, "b:c:d:e:f:g:G:k:lmMNop:rs:u:U", LONG);
  const [name] = args.operands;
  if (name === undefined) throw new UsageError("Usage: useradd [options] LOGIN");
  const files = new AccountFiles(command);
  if (!NAME.test(name)) return command.fail(`invalid user name ${quote(name)}: use --badname to ignore`, 3);
  if (files.user(name)) return command.fail(`user ${quote(name)} already exists`, 9);
  const system = args.has("r");
  const wanted = args.flags.get("u");
  if (wanted !== undefined && !/^\d+$/.test(wanted))
    return command.fail(`invalid user ID ${quote(wanted)}`, 3);
  const uid = Number(wanted ?? free(idsOf(files.users), system));
  if (!args.has("o") && idsOf(files.users).includes(uid)) return command.fail(`UID ${uid} is not unique`, 4);
  const primary = args.flags.get("g") ?? (args.has("N") ? "100" : undefined);
  if (primary === undefined && files.groups.some((group) => group.name === name))
    return command.fail(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
  const group = primary === undefined ? undefined : files.group(primary);
  if (primary !== undefined && group === undefined)
    return command.fail(`group ${quote(primary)} does not exist`, 6);
  const more = files.listed(args.flags.get("G") ?? "");
  if (more === undefined) return;
  const taken = idsOf(files.groups);
  const gid = group ? Number(group.fields[2]) : taken.includes(uid) ? free(taken, system) : uid;
  const home = args.flags.get("d") ?? `${args.flags.get("b") ?? "/home"}/${name}`;
  files.change("/etc/passwd", () => {
    if (group === undefined) files.addGroup(name, gid);
    const shell = args.flags.get("s") ?? "/bin/sh";
    const comment = args.flags.get("c") ?? "";
    files.addUser({ name, uid, gid, comment, home, shell, system, password: args.flags.get("p") });
    for (const each of more) files.setMember(each.name, name, true);
    if (args.has("m") && !command.fs.lstatIfExists(home)) files.fillHome(home, uid, gid, files.homeMode);
  });
}

/** `usermod [-aG GROUPS] [-g GROUP] [-u UID] [-d HOME] [-m] [-s SHELL] [-c COMMENT] [-l LOGIN] [-L|-U] NAME` */
export const usermod: Program = program("usermod", changeUser, WRONG_USE);

async function changeUser(command: Command): Promise<void> {
  const args = parseArguments("usermod", command.context.argv, "abc:d:e:f:g:G:l:Lmop:rs:u:U", {
    ...{ append: "a", comment: "c", home: "d", expiredate: "e", inactive: "f", gid: "g", groups: "G" },
    ...{ login: "l", lock: "L", "move-home": "m", "non-unique": "o", password: "p", remove: "r" },
    ...{ shell: "s", uid: "u", unlock: "U" },
  });
  const [name] = args.operands;
  if (name === undefined) throw new UsageError("Usage: usermod [options] LOGIN");
  const files = new AccountFiles(command);
  const user = files.user(name);
  if (!user) return command.fail(`user ${quote(name)} does not exist`, 6);
  const [, , oldUid = "", oldGid = "", , oldHome = ""] = user.fields;
  const uid = args.flags.get("u") ?? oldUid;
  if (!/^\d+$/.test(uid)) return command.fail(`invalid user ID ${quote(uid)}`, 3);
  if (uid !== oldUid && !args.has("o") && idsOf(files.users).includes(Number(uid)))
    return command.fail(`UID '${uid}' already exists`, 4);
  const primary = args.flags.get("g");
  const group = primary === undefined ? undefined : files.group(primary);
  if (primary !== undefined && !group) return command.fail(`group ${quote(primary)} does not exist`, 6);
  const chosen = files.listed(args.flags.get("G") ?? "");
  if (chosen === undefined) return;
  const login = args.flags.get("l") ?? name;
  if (login !== name && files.user(login)) return command.fail(`user ${quote(login)} already exists`, 9);
  const gid = group?.fields[2] ?? oldGid;
  const secret = files.passwordOf(name);
  const home = args.flags.get("d") ?? oldHome;
  files.change("/etc/passwd", () => {
    files.edit("/etc/passwd", (fields) =>
      fields[0] === name
        ? [
            login,
            fields[1] ?? "x",
            uid,
            gid,
            args.flags.get("c") ?? fields[4] ?? "",
            home,
            args.flags.get("s") ?? fields[6] ?? "",
          ]
        : fields,
    );
    files.edit("/etc/shadow", (fields) =>
      fields[0] === name ? [login, passwordOf(fields[1] ?? "", args), ...fields.slice(2)] : fields,
    );
    if (args.has("U") && secret === "!") command.context.stderr(PASSWORDLESS);
    if (args.has("G")) {
      const wanted = new Set(chosen.map((each) => each.name));
      for (const each of files.groups) {
        if (wanted.has(each.name)) files.setMember(each.name, name, !args.has("r"));
        else if (!args.has("a") && !args.has("r")) files.setMember(each.name, name, false);
      }
    }
    if (login !== name)
      for (const each of files.groups)
        if ((each.fields[3] ?? "").split(",").includes(name)) {
          files.setMember(each.name, name, false);
          files.setMember(each.name, login, true);
        }
    if (args.has("m") && home !== oldHome && command.isDirectory(oldHome) && !command.fs.lstatIfExists(home))
      command.fs.rename(oldHome, home);
    if (uid !== oldUid || gid !== oldGid)
      giveAway(
        command.fs,
        home,
        { uid: Number(oldUid), gid: Number(oldGid) },
        { uid: Number(uid), gid: Number(gid) },
      );
  });
}

const PASSWORDLESS = [
  "usermod: unlocking the user's password would result in a passwordless account.",
  "You should set a password with usermod -p to unlock this user's password.",
  "",
].join("\n");

function passwordOf(old: string, args: Arguments): string {
  const given = args.flags.get("p") ?? old;
  if (args.has("L")) return given.startsWith("!") ? given : `!${given}`;
  return args.has("U") ? given.replace(/^!(?=.)/, "") : given;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The files of a home directory go with their owner's new number. */
function giveAway(fs: FileSystem, path: string, from: Owner, to: Owner): void {
  const stat = fs.lstatIfExists(path);
  if (!stat) return;
  if (stat.uid === from.uid || stat.gid === from.gid)
    fs.chown(path, stat.uid === from.uid ? to.uid : stat.uid, stat.gid === from.gid ? to.gid : stat.gid, {
      followSymlinks: false,
    });
  if (stat.kind !== "directory") return;
  for (const { name } of fs.readdir(path)) giveAway(fs, `${path}/${name}`, from, to);
}

/** `userdel [-r] NAME` */
export const userdel: Program = program(
  "userdel",
  (command) => {
    const args = parseArguments("userdel", command.context.argv, "fr", { force: "f", remove: "r" });
    const name = args.operands[0] ?? "";
    const files = new AccountFiles(command);
    const user = files.user(name);
    if (!user) return command.fail(`user ${quote(name)} does not exist`, 6);
    files.change("/etc/passwd", () => {
      files.drop("/etc/passwd", name);
      for (const each of files.groups) files.setMember(each.name, name, false);
      const own = files.group(name);
      const isOthers = files.users.some((one) => one.fields[3] === own?.fields[2]);
      if (own && (own.fields[3] ?? "") === "" && !isOthers) files.drop("/etc/group", name);
      if (args.has("r")) {
        command.context.stderr(`userdel: ${name} mail spool (/var/mail/${name}) not found\n`);
        command.fs.remove(user.fields[5] ?? "", { recursive: true, force: true });
      }
    });
  },
  WRONG_USE,
);
