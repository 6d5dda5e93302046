import { join } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { modeText } from "../../vfs/mode.js";
import { parseMode } from "./mode.js";
import { accounts, type Command, parseArguments, program, quote } from "./support.js";

const LONG = {
  recursive: "R",
  verbose: "v",
  changes: "c",
  silent: "f",
  quiet: "f",
  "no-dereference": "h",
  reference: "r",
};

/** `chmod`, octal and symbolic; a mode may begin with `-` (`chmod -x FILE`). */
export const chmod: Program = program("chmod", (command) => {
  const argv = command.context.argv.map((arg) => (/^-[rwxXst]+$/.test(arg) ? `a${arg}` : arg));
  const args = parseArguments("chmod", argv, "Rvcfr:", LONG);
  const { fs } = command;
  const reference = args.flags.get("r");
  const [text, ...rest] = reference === undefined ? args.operands : ["", ...args.operands];
  if (text === undefined || rest.length === 0) {
    command.fail(text === undefined ? "missing operand" : `missing operand after ${quote(text)}`);
    return;
  }
  const fixed = reference === undefined ? undefined : fs.stat(command.path(reference)).mode;
  if (fixed === undefined && parseMode(text, 0, false, 0) === undefined)
    throw command.wrongUse(`invalid mode: ${quote(text)}`);
  const change = (name: string): void => {
    const path = command.path(name);
    const stat = fs.lstatIfExists(path);
    if (!stat) {
      command.fail(`cannot access ${quote(name)}: No such file or directory`);
      return;
    }
    const followed = stat.kind === "symlink" ? command.statOf(path) : stat;
    if (!followed) {
      command.fail(`cannot operate on dangling symlink ${quote(name)}`);
      return;
    }
    const directory = followed.kind === "directory";
    const mode = fixed ?? parseMode(text, followed.mode, directory, fs.credentials.umask) ?? followed.mode;
    command.attempt(`changing permissions of ${quote(name)}`, () => fs.chmod(path, mode));
    if (args.has("v") || (args.has("c") && mode !== followed.mode)) {
      const show = (bits: number) =>
        `${bits.toString(8).padStart(4, "0")} (${modeText("file", bits).slice(1)})`;
      command.context.stdout(
        mode === followed.mode
          ? `mode of ${quote(name)} retained as ${show(mode)}\n`
          : `mode of ${quote(name)} changed from ${show(followed.mode)} to ${show(mode)}\n`,
      );
    }
    if (!args.has("R") || stat.kind !== "directory") return;
    for (const entry of fs.readdir(path)) if (entry.kind !== "symlink") change(join(name, entry.name));
  };
  rest.forEach(change);
});

/** `chown OWNER[:GROUP]`, `:GROUP`, numbers or names. */
export const chown: Program = program("chown", (command) => owner(command, "chown"));

export const chgrp: Program = program("chgrp", (command) => owner(command, "chgrp"));

function owner(command: Command, name: "chown" | "chgrp"): void {
  const args = parseArguments(name, command.context.argv, "RvcfhHLPr:", LONG);
  const { fs } = command;
  const reference = args.flags.get("r");
  const [text, ...files] = reference === undefined ? args.operands : ["", ...args.operands];
  if (text === undefined || files.length === 0) {
    command.fail(text === undefined ? "missing operand" : `missing operand after ${quote(text)}`);
    return;
  }
  let uid = -1;
  let gid = -1;
  if (reference !== undefined) {
    const stat = fs.stat(command.path(reference));
    if (name === "chown") uid = stat.uid;
    gid = stat.gid;
  } else {
    const [user, group] = name === "chgrp" ? ["", text] : text.split(/[:.](.*)/s);
    const users = accounts(fs, "/etc/passwd");
    if (user) {
      const account = users.find((one) => one.name === user);
      if (!account && !/^\d+$/.test(user)) {
        command.fail(`invalid user: ${quote(text)}`);
        return;
      }
      uid = account ? Number(account.fields[2]) : Number(user);
      // `chown user:` sets the user's own group.
      if (group === "" && account) gid = Number(account.fields[3]);
    }
    if (group) {
      const account = accounts(fs, "/etc/group").find((one) => one.name === group);
      if (!account && !/^\d+$/.test(group)) {
        command.fail(`invalid group: ${quote(name === "chgrp" ? group : text)}`);
        return;
      }
      gid = account ? Number(account.fields[2]) : Number(group);
    }
  }
  const followSymlinks = !args.has("h");
  const change = (file: string, top: boolean): void => {
    const path = command.path(file);
    const stat = fs.lstatIfExists(path);
    if (!stat) {
      command.fail(`cannot access ${quote(file)}: No such file or directory`);
      return;
    }
    const what = `changing ${name === "chown" ? "ownership" : "group"} of ${quote(file)}`;
    command.attempt(what, () => fs.chown(path, uid, gid, { followSymlinks: top && followSymlinks }));
    if (!args.has("R") || stat.kind !== "directory") return;
    for (const entry of fs.readdir(path)) change(join(file, entry.name), false);
  };
  for (const file of files) change(file, true);
}
