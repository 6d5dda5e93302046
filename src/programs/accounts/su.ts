import { DEFAULT_PATH } from "../../posix/environment.js";
import { base } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { type Account, type Arguments, type Command, parseArguments, program } from "../coreutils/support.js";
import { AccountFiles } from "./account-files.js";

/** What the login shell of anybody but root finds. */
const USER_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";

const LONG = {
  ...{ command: "c", login: "l", shell: "s", "preserve-environment": "p", user: "u", group: "g" },
  ...{ "supp-group": "G", pty: "P", fast: "f", "session-command": "c", "whitelist-environment": "w" },
};

/** Options may come behind the user's name, too. */
const LETTERS = "c:fg:G:lmps:u:Pw:";

/** `su [-] [-c COMMAND] [-s SHELL] [-p] [USER [ARG]...]` */
export const su: Program = program("su", async (command) => {
  const args = parseArguments("su", command.context.argv, LETTERS, LONG);
  if (command.fs.credentials.uid !== 0) {
    command.context.stderr("Password: ");
    return command.fail("Authentication failure");
  }
  await runShell(command, args, args.operands);
});

/** `runuser -u USER [--] COMMAND [ARG]...`, and what `su` does, without a password */
export const runuser: Program = program("runuser", async (command) => {
  const args = parseArguments("runuser", command.context.argv, LETTERS, LONG);
  if (command.fs.credentials.uid !== 0) return command.fail("may not be used by non-root users");
  const wanted = args.flags.get("u");
  if (wanted === undefined) return runShell(command, args, args.operands);
  const user = new AccountFiles(command).user(wanted);
  if (!user) return command.fail(unknown(wanted));
  if (args.operands.length === 0) return command.fail("no command was specified");
  command.code = await command.context.execute(args.operands, { fs: asUser(command, user) });
});

function unknown(name: string): string {
  return `user ${name} does not exist or the user entry does not contain all the required fields`;
}

async function runShell(command: Command, args: Arguments, operands: readonly string[]): Promise<void> {
  const isDash = operands[0] === "-";
  const [wanted = "root", ...rest] = isDash ? operands.slice(1) : operands;
  const user = new AccountFiles(command).user(wanted);
  if (!user) return command.fail(command.context.busybox ? `unknown user ${wanted}` : unknown(wanted));
  const [name = "", , uid, , , home = "/", own = ""] = user.fields;
  const isLogin = isDash || args.has("l");
  const shell = args.flags.get("s") ?? (own === "" ? "/bin/sh" : own);
  if (/\/(?:nologin|false)$/.test(shell)) {
    if (base(shell) === "nologin") command.context.stdout("This account is currently not available.\n");
    command.code = 1;
    return;
  }
  const { env } = command.context;
  const names = { HOME: home, SHELL: shell, ...(uid === "0" ? {} : { USER: name, LOGNAME: name }) };
  const login = {
    ...(env.TERM === undefined ? {} : { TERM: env.TERM }),
    ...{ HOME: home, SHELL: shell, USER: name, LOGNAME: name, PATH: uid === "0" ? DEFAULT_PATH : USER_PATH },
  };
  const text = args.flags.get("c");
  const isThere = command.isDirectory(home);
  if (isLogin && !isThere)
    command.context.stderr(
      `${command.name}: warning: cannot change directory to ${home}: No such file or directory\n`,
    );
  command.code = await command.context.execute(
    [
      /^(?:\/usr)?\/bin\//.test(shell) ? base(shell) : shell,
      ...(text === undefined ? [] : ["-c", text]),
      ...rest,
    ],
    {
      env: isLogin ? login : args.has("p") || args.has("m") ? env : { ...env, ...names },
      fs: asUser(command, user),
      ...(isLogin && isThere ? { cwd: home } : {}),
    },
  );
}

function asUser(command: Command, { name, fields }: Account): Command["fs"] {
  const groups = new AccountFiles(command).groups
    .filter((group) => (group.fields[3] ?? "").split(",").includes(name))
    .map((group) => Number(group.fields[2]));
  return command.fs.as({
    uid: Number(fields[2]),
    gid: Number(fields[3]),
    groups,
    umask: command.fs.credentials.umask,
  });
}
