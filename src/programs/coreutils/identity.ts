import type { Program } from "../../process/programs.js";
import { accounts, type Command, namesOf, parseArguments, program, quote } from "./support.js";

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
