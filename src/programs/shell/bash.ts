import { FileSystemError } from "../../errors/filesystem.js";
import { CANNOT_EXECUTE, NOT_FOUND } from "../../posix/exit-status.js";
import { absolute } from "../../posix/path.js";
import type { AskedInput } from "../../process/asked-input.js";
import type { Child, Launcher } from "../../process/launcher.js";
import { ShellHost } from "./host.js";
import { Session } from "./session.js";
import { simple, statement } from "./syntax.js";

const encoder = new TextEncoder();
const VERSION =
  "GNU bash, version 5.1.16(1)-release (aarch64-unknown-linux-gnu)\nCopyright (C) 2020 Free Software Foundation, Inc.\nLicense GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>\n\nThis is free software; you are free to change and redistribute it.\nThere is NO WARRANTY, to the extent permitted by law.\n";

/**
 * `bash` and `sh` as programs: `-c LINE [NAME ARGS]`, `FILE ARGS`, or a script on standard input.
 * `-e -u -x -f -v -o NAME` are set as options; `-l` and `-i` change nothing, since there is no profile to read.
 */
export async function runShell(child: Child, launcher: Launcher, kind: "bash" | "dash"): Promise<number> {
  const [argv0 = kind, ...rest] = child.argv;
  const say = (text: string) => child.stderr(encoder.encode(text));
  const options: string[] = [];
  let command = false;
  let fromStdin = false;
  while (rest[0]?.match(/^[-+]./)) {
    const option = rest.shift() ?? "";
    if (option === "--") break;
    if (option === "--version" && kind === "bash") {
      child.stdout(encoder.encode(VERSION));
      return 0;
    }
    if (option.startsWith("--")) {
      if (/^--(login|norc|noprofile|posix|noediting)$/.test(option)) continue;
      if (/^--(rcfile|init-file)$/.test(option)) {
        rest.shift();
        continue;
      }
      say(`${argv0}: ${option}: invalid option\n`);
      return 2;
    }
    for (const letter of option.slice(1)) {
      if (letter === "c") command = true;
      else if (letter === "s") fromStdin = true;
      else if (letter === "l" || letter === "i") continue;
      else if (letter === "o" || letter === "O") options.push(`${option[0]}o`, rest.shift() ?? "");
      else if ("abefhkmnptuvxBCEHPT".includes(letter)) options.push(`${option[0]}${letter}`);
      else {
        say(`${argv0}: ${option}: invalid option\n`);
        return 2;
      }
    }
  }

  let text: string;
  let zero = argv0;
  let mode: "command" | "file" = "file";
  let stdin: Uint8Array | undefined;
  if (command) {
    const line = rest.shift();
    if (line === undefined) {
      say(`${argv0}: -c: option requires an argument\n`);
      return 2;
    }
    text = line;
    mode = "command";
    zero = rest.shift() ?? argv0;
  } else if (rest.length > 0 && !fromStdin) {
    const file = rest.shift() ?? "";
    try {
      text = new TextDecoder().decode(child.fs.readFile(scriptPath(file, child)));
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
      say(
        kind === "dash"
          ? `${argv0}: 0: cannot open ${file}: ${missing ? "No such file" : error.strerror}\n`
          : `${argv0}: ${file}: ${error.strerror}\n`,
      );
      return missing ? (kind === "dash" ? 2 : NOT_FOUND) : CANNOT_EXECUTE;
    }
    zero = file;
  } else if (child.input !== undefined && options.length === 0) {
    return typed(child, launcher, child.input);
  } else {
    text = new TextDecoder().decode(child.input === undefined ? child.stdin() : await child.input.all());
    // The script was the whole input, so its commands find it at its end.
    stdin = new Uint8Array(0);
  }
  const host = new ShellHost({ child, launcher, zero, kind, mode });
  const statements = host.parse(text);
  // What follows handles no signal, unless it is a trap, or a program that takes this process over.
  if (!/\b(trap|exec|eval|source)\b|(^|[;&|\s])\.\s/.test(text) && mode === "file") child.signals.settled();
  if (!statements) return 2;
  if (options.length > 0) statements.unshift(statement(simple("set", ...options)));
  return host.execute(statements, rest, stdin);
}

/** A shell inside of what somebody types: it asks for its lines one by one. */
async function typed(child: Child, launcher: Launcher, input: AskedInput): Promise<number> {
  const session = new Session(child, launcher);
  const stdio = { stdout: child.stdout, stderr: child.stderr, stdin: input };
  let exitCode = 0;
  let pending = "";
  while (!session.closed && !child.signal.aborted) {
    if (child.tty) child.stderr(encoder.encode(pending === "" ? session.prompt() : "> "));
    const line = new TextDecoder().decode(await input.line());
    const text = `${pending}${line}`;
    if (line === "") {
      if (child.tty) child.stderr(encoder.encode("exit\n"));
      return exitCode;
    }
    pending = session.isIncomplete(text) ? text : "";
    if (pending === "") ({ exitCode } = await session.execute(text.replace(/\n$/, ""), stdio, child.signal));
  }
  return exitCode;
}

function scriptPath(file: string, child: Child): string {
  return absolute(child.cwd, file);
}
