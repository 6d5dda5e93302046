import { parent } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { targets } from "./copy.js";
import { parseMode } from "./mode.js";
import { accounts, type Command, parseArguments, program, quote } from "./support.js";

/** `install [-d] [-D] [-m MODE] [-o OWNER] [-g GROUP]` */
export const install: Program = program("install", (command) => {
  const args = parseArguments("install", command.context.argv, "bcCdDg:m:o:pst:TvZ", {
    directory: "d",
    group: "g",
    mode: "m",
    owner: "o",
    "preserve-timestamps": "p",
    "target-directory": "t",
    "no-target-directory": "T",
    verbose: "v",
  });
  const { fs } = command;
  const uid = idOf(command, "/etc/passwd", args.flags.get("o"));
  const gid = idOf(command, "/etc/group", args.flags.get("g"));
  const finish = (path: string, fallback: number) => {
    // A change of owner clears setuid and setgid, so the mode comes last.
    if (uid >= 0 || gid >= 0) fs.chown(path, uid, gid);
    fs.chmod(path, parseMode(args.flags.get("m") ?? fallback.toString(8), 0, true, 0) ?? fallback);
  };
  if (args.has("d")) {
    for (const name of args.operands) {
      command.attempt(`cannot create directory ${quote(name)}`, () => {
        fs.mkdir(command.path(name), { recursive: true });
        finish(command.path(name), 0o755);
      });
    }
    return;
  }
  if (args.has("D")) {
    const [to] = args.operands.slice(-1);
    const directory = args.flags.get("t") ?? parent(to ?? "");
    fs.mkdir(command.path(directory), { recursive: true });
  }
  for (const { from, to } of targets(command, args.operands, args.flags.get("t"), args.has("T"))) {
    const target = command.path(to);
    const source = command.path(from);
    command.attempt(`cannot stat ${quote(from)}`, () => source === "/dev/null" || fs.stat(source)) &&
      command.attempt(`cannot create regular file ${quote(to)}`, () => {
        fs.remove(target, { force: true });
        fs.writeFile(target, command.open(source));
        finish(target, 0o755);
        const mtime = command.statOf(source)?.mtime;
        if (args.has("p") && mtime !== undefined) fs.utimes(target, mtime);
        if (args.has("v")) command.context.stdout(`${quote(from)} -> ${quote(to)}\n`);
      });
  }
});

function idOf(command: Command, file: "/etc/passwd" | "/etc/group", name: string | undefined): number {
  if (name === undefined) return -1;
  const account = accounts(command.fs, file).find((one) => one.name === name);
  if (account) return Number(account.fields[2]);
  if (/^\d+$/.test(name)) return Number(name);
  command.fail(`invalid ${file === "/etc/passwd" ? "user" : "group"} ${quote(name)}`);
  return -1;
}
