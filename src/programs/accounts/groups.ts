import type { Program } from "../../process/programs.js";
import { parseArguments, program, quote, UsageError } from "../coreutils/support.js";
import { AccountFiles, free, idsOf, NAME } from "./account-files.js";

/** Usage errors of the shadow tools. */
const WRONG_USE = 2;

/** `groupadd [-f] [-r] [-g GID] GROUP` */
export const groupadd: Program = program(
  "groupadd",
  (command) => {
    const args = parseArguments("groupadd", command.context.argv, "fg:orp:", {
      ...{ force: "f", gid: "g", system: "r", "non-unique": "o", password: "p" },
    });
    const [name] = args.operands;
    if (name === undefined) throw new UsageError("Usage: groupadd [options] GROUP");
    const files = new AccountFiles(command);
    if (!NAME.test(name)) return command.fail(`${quote(name)} is not a valid group name`, 3);
    if (files.groups.some((group) => group.name === name)) {
      if (!args.has("f")) command.fail(`group ${quote(name)} already exists`, 9);
      return;
    }
    const taken = idsOf(files.groups);
    const wanted = args.flags.get("g");
    if (wanted !== undefined && !/^\d+$/.test(wanted))
      return command.fail(`invalid group ID ${quote(wanted)}`, 3);
    let gid = Number(wanted ?? free(taken, args.has("r")));
    if (!args.has("o") && taken.includes(gid)) {
      if (!args.has("f")) return command.fail(`GID ${quote(String(gid))} already exists`, 4);
      gid = free(taken, args.has("r"));
    }
    files.change("/etc/group", () => files.addGroup(name, gid));
  },
  WRONG_USE,
);

/** `groupmod [-g GID] [-n NAME] GROUP` */
export const groupmod: Program = program(
  "groupmod",
  (command) => {
    const args = parseArguments("groupmod", command.context.argv, "g:n:op:", {
      ...{ gid: "g", "new-name": "n", "non-unique": "o", password: "p" },
    });
    const [name] = args.operands;
    if (name === undefined) throw new UsageError("Usage: groupmod [options] GROUP");
    const files = new AccountFiles(command);
    const group = files.groups.find((one) => one.name === name);
    if (!group) return command.fail(`group ${quote(name)} does not exist`, 6);
    const old = group.fields[2] ?? "";
    const gid = args.flags.get("g") ?? old;
    if (!/^\d+$/.test(gid)) return command.fail(`invalid group ID ${quote(gid)}`, 3);
    if (gid !== old && !args.has("o") && idsOf(files.groups).includes(Number(gid)))
      return command.fail(`GID ${quote(gid)} already exists`, 4);
    const named = args.flags.get("n") ?? name;
    if (named !== name && files.groups.some((one) => one.name === named))
      return command.fail(`group ${quote(named)} already exists`, 9);
    files.change("/etc/group", () => {
      files.edit("/etc/group", (fields) =>
        fields[0] === name ? [named, fields[1] ?? "x", gid, ...fields.slice(3)] : fields,
      );
      files.edit("/etc/gshadow", (fields) => (fields[0] === name ? [named, ...fields.slice(1)] : fields));
      files.edit("/etc/passwd", (fields) => (fields[3] === old ? fields.with(3, gid) : fields));
    });
  },
  WRONG_USE,
);

/** `groupdel GROUP` */
export const groupdel: Program = program(
  "groupdel",
  (command) => {
    const name = parseArguments("groupdel", command.context.argv, "f", { force: "f" }).operands[0] ?? "";
    const files = new AccountFiles(command);
    const group = files.groups.find((one) => one.name === name);
    if (!group) return command.fail(`group ${quote(name)} does not exist`, 6);
    const owner = files.users.find((one) => one.fields[3] === group.fields[2]);
    if (owner) return command.fail(`cannot remove the primary group of user ${quote(owner.name)}`, 8);
    files.change("/etc/group", () => files.drop("/etc/group", name));
  },
  WRONG_USE,
);

/** `gpasswd -a|-d USER GROUP` */
export const gpasswd: Program = program("gpasswd", (command) => {
  const args = parseArguments("gpasswd", command.context.argv, "a:d:", { add: "a", delete: "d" });
  const [group] = args.operands;
  const added = args.flags.get("a");
  const user = added ?? args.flags.get("d");
  if (group === undefined || user === undefined)
    return command.fail(
      "a group's passwords and administrators are not kept here: -a USER and -d USER are",
      2,
    );
  const files = new AccountFiles(command);
  const found = files.groups.find((one) => one.name === group);
  if (added !== undefined && !files.user(user)) return command.fail(`user '${user}' does not exist`, 3);
  if (!found) return command.fail(`group '${group}' does not exist in /etc/group`, 3);
  const isMember = (found.fields[3] ?? "").split(",").includes(user);
  if (added === undefined && !isMember)
    return command.fail(`user '${user}' is not a member of '${group}'`, 3);
  const [verb, preposition] = added === undefined ? ["Removing", "from"] : ["Adding", "to"];
  command.context.stdout(`${verb} user ${user} ${preposition} group ${group}\n`);
  files.change("/etc/group", () => files.setMember(group, user, added !== undefined));
});
