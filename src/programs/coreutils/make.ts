import { join } from "../../posix/path.js";
import type { Program } from "../../process/programs.js";
import { parseMode } from "./mode.js";
import { parseArguments, program, quote } from "./support.js";

const MKDIR_LONG = { parents: "p", mode: "m", verbose: "v" };

export const mkdir: Program = program("mkdir", (command) => {
  const args = parseArguments("mkdir", command.context.argv, "pm:v", MKDIR_LONG);
  const { fs } = command;
  if (args.operands.length === 0) throw command.wrongUse("missing operand");
  const text = args.flags.get("m");
  const mode = text === undefined ? undefined : parseMode(text, 0o777, true, fs.credentials.umask);
  if (text !== undefined && mode === undefined) {
    command.fail(`invalid mode ${quote(text)}`);
    return;
  }
  for (const name of args.operands) {
    command.attempt(`cannot create directory ${quote(name)}`, () => {
      const path = command.path(name);
      const before = fs.lstatIfExists(path) !== undefined;
      fs.mkdir(path, { recursive: args.has("p") });
      if (mode !== undefined && !before) fs.chmod(path, mode);
      if (args.has("v") && !before) command.context.stdout(`mkdir: created directory ${quote(name)}\n`);
    });
  }
});

export const mkfifo: Program = program("mkfifo", (command) => {
  const args = parseArguments("mkfifo", command.context.argv, "m:", { mode: "m" });
  for (const name of args.operands) {
    command.attempt(`cannot create fifo ${quote(name)}`, () =>
      command.fs.mknod(
        command.path(name),
        { kind: "fifo" },
        parseMode(args.flags.get("m") ?? "666", 0o666, false, 0) ?? 0o666,
      ),
    );
  }
});

export const mknod: Program = program("mknod", (command) => {
  const args = parseArguments("mknod", command.context.argv, "m:", { mode: "m" });
  const [name, type, major, minor] = args.operands;
  if (name === undefined || type === undefined) throw command.wrongUse("missing operand");
  const mode = parseMode(args.flags.get("m") ?? "666", 0o666, false, 0) ?? 0o666;
  command.attempt(name, () => {
    if (type === "p") command.fs.mknod(command.path(name), { kind: "fifo" }, mode);
    else {
      const kind = type === "b" ? "block-device" : "character-device";
      command.fs.mknod(command.path(name), { kind, major: Number(major), minor: Number(minor) }, mode);
    }
  });
});

export const mktemp: Program = program("mktemp", (command) => {
  const args = parseArguments("mktemp", command.context.argv, "dp:qtu", {
    directory: "d",
    tmpdir: "p",
    "dry-run": "u",
    quiet: "q",
  });
  const template = args.operands[0] ?? "tmp.XXXXXXXXXX";
  const [xs = ""] = /X{3,}(?!.*X)/.exec(template) ?? [];
  if (!xs) {
    command.fail(`too few X's in template ${quote(template)}`);
    return;
  }
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const random = [...crypto.getRandomValues(new Uint8Array(xs.length))]
    .map((byte) => letters[byte % letters.length])
    .join("");
  const name = template.replace(/X{3,}(?!.*X)/, random);
  const inTmp = args.operands.length === 0 || args.has("t") || args.has("p");
  const shown = inTmp ? join(args.flags.get("p") || command.context.env.TMPDIR || "/tmp", name) : name;
  const ok = command.attempt(
    `failed to create ${args.has("d") ? "directory" : "file"} via template ${quote(inTmp ? shown : template)}`,
    () => {
      if (args.has("u")) return;
      if (args.has("d")) command.fs.mkdir(command.path(shown), { mode: 0o700 });
      else command.fs.writeFile(command.path(shown), new Uint8Array(0), { mode: 0o600, exclusive: true });
    },
  );
  if (ok) command.context.stdout(`${shown}\n`);
});
