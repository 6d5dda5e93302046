import { FileSystemError } from "../../errors/filesystem.js";
import type { Program } from "../../process/programs.js";
import { accounts, type Command, namesOf, parseArguments, program, quote, UsageError } from "./support.js";

export const id: Program = program("id", (command) => {
  const args = parseArguments("id", command.context.argv, "aGgnruz", {
    group: "g",
    groups: "G",
    name: "n",
    real: "r",
    user: "u",
  });
  const names = namesOf(command.fs);
  const who = subject(command, args.operands[0]);
  if (!who) return;
  const { uid, gid, groups } = who;
  const print = (ids: readonly number[], name: (id: number) => string) =>
    command.context.stdout(`${ids.map((one) => (args.has("n") ? name(one) : String(one))).join(" ")}\n`);
  if (args.has("u")) print([uid], names.user);
  else if (args.has("g")) print([gid], names.group);
  else if (args.has("G")) print(groups, names.group);
  else {
    const shown = (value: number, name: string) =>
      name === String(value) ? String(value) : `${value}(${name})`;
    const list = groups.map((one) => shown(one, names.group(one))).join(",");
    command.context.stdout(
      `uid=${shown(uid, names.user(uid))} gid=${shown(gid, names.group(gid))} groups=${list}\n`,
    );
  }
});

export const groups: Program = program("groups", (command) => {
  const [name] = command.context.argv.slice(1);
  const who = subject(command, name);
  if (!who) return;
  const list = who.groups.map(namesOf(command.fs).group).join(" ");
  command.context.stdout(`${name === undefined ? "" : `${name} : `}${list}\n`);
});

export const whoami: Program = program("whoami", (command) => {
  const { uid } = command.fs.credentials;
  const account = accounts(command.fs, "/etc/passwd").find((one) => Number(one.fields[2]) === uid);
  if (account) command.context.stdout(`${account.name}\n`);
  else command.fail(`cannot find name for user ID ${uid}`);
});

interface Subject {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

function subject(command: Command, name: string | undefined): Subject | undefined {
  const { uid, gid, groups: extra } = command.fs.credentials;
  if (name === undefined) return { uid, gid, groups: [...new Set([gid, ...extra])] };
  const account = accounts(command.fs, "/etc/passwd").find(
    (one) => one.name === name || one.fields[2] === name,
  );
  if (!account) {
    command.fail(`${quote(name)}: no such user`);
    return undefined;
  }
  const primary = Number(account.fields[3]);
  const member = accounts(command.fs, "/etc/group")
    .filter((group) => (group.fields[3] ?? "").split(",").includes(account.name))
    .map((group) => Number(group.fields[2]));
  return { uid: Number(account.fields[2]), gid: primary, groups: [...new Set([primary, ...member])] };
}

/** `getent passwd|group|hosts [KEY]` */
export const getent: Program = program("getent", (command) => {
  const [database, ...keys] = command.context.argv.slice(1);
  if (database !== "passwd" && database !== "group") {
    command.fail(`Unknown database: ${database ?? ""}`);
    return;
  }
  const all = accounts(command.fs, `/etc/${database}`);
  const chosen =
    keys.length === 0
      ? all
      : keys.flatMap((key) => all.filter((one) => one.name === key || one.fields[2] === key).slice(0, 1));
  for (const one of chosen) command.context.stdout(`${one.fields.join(":")}\n`);
  if (chosen.length < keys.length) command.code = 2;
});

const NAME = /^[a-z_][a-z0-9_-]*\$?$/;

/** `useradd [-m] [-r] [-u UID] [-g GROUP] [-G GROUPS] [-d HOME] [-s SHELL] [-c COMMENT] NAME` */
export const useradd: Program = program("useradd", (command) => {
  const args = parseArguments("useradd", command.context.argv, "b:c:d:e:f:g:G:k:lmMNop:rs:u:U", {
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
  });
  const { fs } = command;
  const [name] = args.operands;
  if (name === undefined) throw new UsageError("Usage: useradd [options] LOGIN");
  const users = accounts(fs, "/etc/passwd");
  const existing = accounts(fs, "/etc/group");
  if (!NAME.test(name)) {
    command.fail(`invalid user name ${quote(name)}`, 3);
    return;
  }
  if (users.some((user) => user.name === name)) {
    command.fail(`user ${quote(name)} already exists`, 9);
    return;
  }
  const system = args.has("r");
  const uid = Number(
    args.flags.get("u") ??
      free(
        users.map((user) => Number(user.fields[2])),
        system,
      ),
  );
  if (!args.has("o") && users.some((user) => Number(user.fields[2]) === uid)) {
    command.fail(`UID ${uid} is not unique`, 4);
    return;
  }
  const group = args.flags.get("g");
  let gid: number;
  if (group !== undefined) {
    const found = existing.find((one) => one.name === group || one.fields[2] === group);
    if (!found) {
      command.fail(`group ${quote(group)} does not exist`, 6);
      return;
    }
    gid = Number(found.fields[2]);
  } else {
    const taken = existing.map((one) => Number(one.fields[2]));
    gid = taken.includes(uid) ? free(taken, system) : uid;
  }
  const home = args.flags.get("d") ?? `/home/${name}`;
  command.attempt("cannot lock /etc/passwd; try again later.", () => {
    if (group === undefined)
      append(command, "/etc/group", `${name}:x:${gid}:`, "/etc/gshadow", `${name}:!::`);
    const shell = args.flags.get("s") ?? "/bin/sh";
    const days = Math.floor(Date.now() / 86_400_000);
    append(
      command,
      "/etc/passwd",
      `${name}:x:${uid}:${gid}:${args.flags.get("c") ?? ""}:${home}:${shell}`,
      "/etc/shadow",
      `${name}:${args.flags.get("p") ?? "!"}:${days}:0:99999:7:::`,
    );
    for (const extra of (args.flags.get("G") ?? "").split(",").filter(Boolean)) join(command, extra, name);
    if (args.has("m") && !fs.lstatIfExists(home)) {
      fs.mkdir(home, { mode: 0o750 });
      fs.chmod(home, 0o750);
      if (fs.lstatIfExists("/etc/skel")) copySkeleton(command, home, uid, gid);
      fs.chown(home, uid, gid);
    }
  });
});

export const groupadd: Program = program("groupadd", (command) => {
  const args = parseArguments("groupadd", command.context.argv, "fg:orp:", {
    force: "f",
    gid: "g",
    system: "r",
    "non-unique": "o",
  });
  const [name] = args.operands;
  if (name === undefined) throw new UsageError("Usage: groupadd [options] GROUP");
  const existing = accounts(command.fs, "/etc/group");
  if (existing.some((group) => group.name === name)) {
    if (!args.has("f")) command.fail(`group ${quote(name)} already exists`, 9);
    return;
  }
  const gid = Number(
    args.flags.get("g") ??
      free(
        existing.map((group) => Number(group.fields[2])),
        args.has("r"),
      ),
  );
  if (!args.has("o") && existing.some((group) => Number(group.fields[2]) === gid)) {
    command.fail(`GID ${quote(String(gid))} already exists`, 4);
    return;
  }
  command.attempt("cannot lock /etc/group; try again later.", () =>
    append(command, "/etc/group", `${name}:x:${gid}:`, "/etc/gshadow", `${name}:!::`),
  );
});

export const userdel: Program = program("userdel", (command) => {
  const args = parseArguments("userdel", command.context.argv, "fr", { force: "f", remove: "r" });
  const name = args.operands[0] ?? "";
  const user = accounts(command.fs, "/etc/passwd").find((one) => one.name === name);
  if (!user) {
    command.fail(`user ${quote(name)} does not exist`, 6);
    return;
  }
  command.attempt("cannot lock /etc/passwd; try again later.", () => {
    for (const file of ["/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow"])
      drop(command, file, name);
    if (args.has("r")) command.fs.remove(user.fields[5] ?? "", { recursive: true, force: true });
  });
});

export const groupdel: Program = program("groupdel", (command) => {
  const name = parseArguments("groupdel", command.context.argv, "f").operands[0] ?? "";
  if (!accounts(command.fs, "/etc/group").some((one) => one.name === name)) {
    command.fail(`group ${quote(name)} does not exist`, 6);
    return;
  }
  command.attempt("cannot lock /etc/group; try again later.", () => {
    for (const file of ["/etc/group", "/etc/gshadow"]) drop(command, file, name);
  });
});

/** The next free id of the range in login.defs: 1000 upwards, or 999 downwards for system accounts. */
function free(taken: readonly number[], system: boolean): number {
  if (system) {
    for (let value = 999; value >= 100; value--) if (!taken.includes(value)) return value;
  }
  return Math.max(999, ...taken.filter((value) => value < 60_000)) + 1;
}

function append(command: Command, file: string, line: string, shadow: string, shadowLine: string): void {
  const { fs } = command;
  fs.appendFile(file, new TextEncoder().encode(`${line}\n`));
  if (fs.lstatIfExists(shadow)) fs.appendFile(shadow, new TextEncoder().encode(`${shadowLine}\n`));
}

function rewrite(
  command: Command,
  file: string,
  change: (lines: readonly string[]) => readonly string[],
): void {
  const { fs } = command;
  if (!fs.lstatIfExists(file)) return;
  const lines = new TextDecoder().decode(fs.readFile(file)).split("\n");
  fs.writeFile(file, new TextEncoder().encode(change(lines).join("\n")));
}

function drop(command: Command, file: string, name: string): void {
  rewrite(command, file, (lines) => lines.filter((line) => line.split(":")[0] !== name));
}

function join(command: Command, group: string, user: string): void {
  if (!accounts(command.fs, "/etc/group").some((one) => one.name === group)) {
    command.fail(`group ${quote(group)} does not exist`, 6);
    return;
  }
  rewrite(command, "/etc/group", (lines) =>
    lines.map((line) =>
      line.split(":")[0] === group ? `${line}${line.endsWith(":") ? "" : ","}${user}` : line,
    ),
  );
}

function copySkeleton(command: Command, home: string, uid: number, gid: number): void {
  for (const entry of command.fs.readdir("/etc/skel")) {
    if (entry.kind !== "file") continue;
    try {
      command.fs.writeFile(`${home}/${entry.name}`, command.fs.open(`/etc/skel/${entry.name}`));
      command.fs.chown(`${home}/${entry.name}`, uid, gid);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      command.fail(`cannot copy /etc/skel/${entry.name}: ${error.strerror}`);
    }
  }
}
