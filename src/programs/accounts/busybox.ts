import { type Command, parseArguments } from "../coreutils/support.js";
import { AccountFiles, firstFree, idsOf } from "./account-files.js";

/** BusyBox counts system ids up from 100 and others from 1000. */
export async function busyboxAddUser(command: Command): Promise<void> {
  const args = parseArguments("adduser", command.context.argv, "h:g:s:G:SDHu:k:", {
    ...{ home: "h", gecos: "g", shell: "s", ingroup: "G", system: "S", "disabled-password": "D" },
    ...{ "no-create-home": "H", uid: "u", "empty-password": "D", skel: "k" },
  });
  const files = new AccountFiles(command);
  const [name, more] = args.operands;
  if (name === undefined) return command.fail("no user given");
  if (more !== undefined) return busyboxMember(command, files, name, more);
  if (files.user(name)) return command.fail(`user '${name}' in use`);
  const system = args.has("S");
  const wanted = args.flags.get("G") ?? (system ? "nogroup" : undefined);
  const group = wanted === undefined ? undefined : files.group(wanted);
  if (wanted !== undefined && !group) return command.fail(`unknown group ${wanted}`);
  const taken = [...idsOf(files.users), ...(group ? [] : idsOf(files.groups))];
  const uid = Number(args.flags.get("u") ?? firstFree(taken, system ? 100 : 1000));
  if (taken.includes(uid)) return command.fail(`uid '${uid}' in use`);
  if (!group && files.groups.some((one) => one.name === name)) return command.fail(`group '${name}' in use`);
  const gid = group ? Number(group.fields[2]) : uid;
  const home = args.flags.get("h") ?? `/home/${name}`;
  const shell = args.flags.get("s") ?? (system ? "/sbin/nologin" : "/bin/sh");
  files.change("/etc/passwd", () => {
    files.addUser({
      name,
      uid,
      gid,
      comment: args.flags.get("g") ?? "Linux User,,,",
      home,
      shell,
      system: false,
    });
    if (group) files.setMember(group.name, name, true);
    else files.addGroup(name, gid);
    if (!args.has("H") && !command.fs.lstatIfExists(home)) files.fillHome(home, uid, gid, 0o2755);
  });
  if (args.has("D") || system) return;
  command.context.stdout(`Changing password for ${name}\nNew password: \n`);
  command.context.stderr(`passwd: password for ${name} is unchanged\n`);
  command.code = 1;
}

export async function busyboxAddGroup(command: Command): Promise<void> {
  const args = parseArguments("addgroup", command.context.argv, "g:S", { gid: "g", system: "S" });
  const files = new AccountFiles(command);
  const [name, group] = args.operands;
  if (name === undefined) return command.fail("no group given");
  if (group !== undefined) return busyboxMember(command, files, name, group);
  if (files.groups.some((one) => one.name === name)) return command.fail(`group '${name}' in use`);
  const gid = Number(args.flags.get("g") ?? firstFree(idsOf(files.groups), args.has("S") ? 100 : 1000));
  if (idsOf(files.groups).includes(gid)) return command.fail(`gid '${gid}' in use`);
  files.change("/etc/group", () => files.addGroup(name, gid));
}

async function busyboxMember(
  command: Command,
  files: AccountFiles,
  user: string,
  group: string,
): Promise<void> {
  if (!files.user(user)) return command.fail(`unknown user ${user}`);
  if (!files.groups.some((one) => one.name === group)) return command.fail(`unknown group ${group}`);
  files.change("/etc/group", () => files.setMember(group, user, true));
}

export async function busyboxDelete(command: Command, isGroup: boolean): Promise<void> {
  const args = parseArguments(command.name, command.context.argv, "r", { "remove-home": "r" });
  const files = new AccountFiles(command);
  const [name = "", group] = args.operands;
  if (isGroup) {
    if (!files.groups.some((one) => one.name === name)) return command.fail(`unknown group ${name}`);
    files.change("/etc/group", () => files.drop("/etc/group", name));
    return;
  }
  const user = files.user(name);
  if (!user) return command.fail(`unknown user ${name}`);
  files.change("/etc/passwd", () => {
    if (group !== undefined) return files.setMember(group, name, false);
    if (args.has("r")) command.fs.remove(user.fields[5] ?? "", { recursive: true, force: true });
    files.drop("/etc/passwd", name);
    for (const each of files.groups) files.setMember(each.name, name, false);
    if (files.groups.some((one) => one.name === name && (one.fields[3] ?? "") === ""))
      files.drop("/etc/group", name);
  });
}
