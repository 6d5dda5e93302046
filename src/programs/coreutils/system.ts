import { setTimeout } from "#platform/timers";
import { endedBy, KILLED } from "../../posix/exit-status.js";
import { lookupAll } from "../../process/lookup.js";
import type { Program } from "../../process/programs.js";
import { UNAME } from "../../process/uname.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { echoText } from "./echo.js";
import { formatPrintf } from "./printf.js";
import { parseArguments, program } from "./support.js";

export const uname: Program = program("uname", (command) => {
  const args = parseArguments("uname", command.context.argv, "asnrvmpio", {
    all: "a",
    "kernel-name": "s",
    nodename: "n",
    "kernel-release": "r",
    "kernel-version": "v",
    machine: "m",
    processor: "p",
    "hardware-platform": "i",
    "operating-system": "o",
  });
  const values: Readonly<Record<string, string>> = {
    s: UNAME.s,
    n: command.context.hostname,
    r: UNAME.r,
    v: UNAME.v,
    m: UNAME.m,
    p: UNAME.m,
    i: UNAME.m,
    o: UNAME.o,
  };
  const chosen = Object.keys(values).filter(
    (letter) => args.has("a") || args.has(letter) || (args.flags.size === 0 && letter === "s"),
  );
  command.context.stdout(`${chosen.map((letter) => values[letter]).join(" ")}\n`);
});

export const arch: Program = program("arch", (command) => command.context.stdout(`${UNAME.m}\n`));

export const hostname: Program = program("hostname", (command) => {
  const args = parseArguments("hostname", command.context.argv, "fsdiI", { fqdn: "f", short: "s" });
  if (args.operands.length > 0) command.fail("you must be root to change the host name");
  else if (args.has("i") || args.has("I")) {
    const addresses = addressesOf(command.context.hostname, command.fs);
    command.context.stdout(
      args.has("I") ? `${addresses.map((one) => `${one} `).join("")}\n` : `${addresses.join(" ")}\n`,
    );
  } else command.context.stdout(`${command.context.hostname}\n`);
});

/** What `/etc/hosts` says of a name; the networks of a container write there. */
function addressesOf(name: string, fs: FileSystem): readonly string[] {
  if (fs.lstatIfExists("/etc/hosts") === undefined) return [];
  return new TextDecoder()
    .decode(fs.readFile("/etc/hosts"))
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
    .filter(([, ...names]) => names.includes(name))
    .map(([address = ""]) => address);
}

/** `sleep NUMBER[smhd]...`, `sleep infinity`; ends at once if the container is stopped. */
export const sleep: Program = program("sleep", async (command) => {
  const operands = command.context.argv.slice(1);
  if (operands.length === 0) throw command.wrongUse("missing operand");
  let seconds = 0;
  for (const text of operands) {
    const match = /^(\d+\.?\d*|\.\d+|inf(?:inity)?)([smhd]?)$/.exec(text);
    if (!match) throw command.wrongUse(`invalid time interval '${text}'`);
    const factor = { s: 1, m: 60, h: 3600, d: 86_400 }[match[2] || "s"] ?? 1;
    seconds += match[1]?.startsWith("inf") ? Number.POSITIVE_INFINITY : Number(match[1]) * factor;
  }
  command.code = await pause(seconds * 1000, command.context.signal);
});

/** Waits; returns {@link KILLED} if the signal comes first. A timer holds at most 24.8 days, so a longer wait uses several. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<number> {
  const end = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = end - performance.now()) {
    if (signal.aborted) return KILLED;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(left, 2 ** 31 - 1));
      signal.addEventListener("abort", done);
    });
  }
  return signal.aborted ? KILLED : 0;
}

/** `which [-a] NAME...`: looks along PATH only; builtins and functions are not files. */
const whichProgram = (name: string): Program =>
  program(name, (command) => {
    const { context } = command;
    const args = parseArguments(name, context.argv, "as");
    if (args.operands.length === 0) command.code = 1;
    for (const operand of args.operands) {
      const found = lookupAll(operand, context.env, context.cwd, context.fs);
      if (found.length === 0) command.code = 1;
      for (const path of args.has("a") ? found : found.slice(0, 1)) context.stdout(`${path}\n`);
    }
  });

export const which: readonly Program[] = [whichProgram("which"), whichProgram("which.debianutils")];

/** The one process that a container is sure to see: its shell. */
export const ps: Program = program("ps", (command) => {
  const { context } = command;
  const tty = (context.tty ? "pts/0" : "?").padEnd(8);
  context.stdout(`    PID TTY          TIME CMD\n      1 ${tty} 00:00:00 bash\n`);
});

/** `true`, `false` and the like: programs that print a fixed text and exit. */
const fixed = (name: string, code: number, text = ""): Program => ({
  name,
  run: (context) => {
    if (text) context.stdout(text);
    return Promise.resolve(code);
  },
});

export const small: readonly Program[] = [
  fixed("true", 0),
  fixed("false", 1),
  fixed("sync", 0),
  fixed("clear", 0, "\x1b[H\x1b[2J\x1b[3J"),
  fixed("nproc", 0, "1\n"),
  fixed("users", 0, "\n"),
  program("pwd", (command) => command.context.stdout(`${command.context.cwd}\n`)),
  program("echo", (command) => command.context.stdout(echoText(command.context.argv.slice(1)))),
  program("tty", (command) => {
    command.context.stdout(command.context.tty ? "/dev/pts/0\n" : "not a tty\n");
    command.code = command.context.tty ? 0 : 1;
  }),
  program("printf", (command) => {
    const [, first] = command.context.argv;
    const [format, ...args] = command.context.argv.slice(first === "--" ? 2 : 1);
    if (format === undefined) throw command.wrongUse("missing operand");
    const { bytes, errors } = formatPrintf(format, args);
    command.context.stdout(bytes);
    for (const message of errors) command.fail(message);
  }),
];

/** `kill` as a file: its shell sends the signal, and sees the processes that it does. */
export const kill: Program = {
  name: "kill",
  run: (context) => context.execute(["sh", "-c", 'kill "$@"', "kill", ...context.argv.slice(1)]),
};

/** `yes` writes until it is stopped; into a pipe, until the pipe is full. */
export const yes: Program = program("yes", async (command) => {
  const { context } = command;
  const line = `${context.argv.slice(1).join(" ") || "y"}\n`;
  const block = new TextEncoder().encode(line.repeat(Math.max(1, Math.floor(8192 / line.length))));
  for (let round = 0; !context.signal.aborted; round++) {
    if (context.piped && round === 2) {
      command.code = endedBy("PIPE");
      return;
    }
    for (let count = 0; count < 64; count++) context.stdout(block);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  command.code = KILLED;
});

/** `test` and `[` as files: a shell runs them, since they are its builtins. */
export const test: readonly Program[] = ["test", "["].map((name) => ({
  name,
  run: (context) => context.execute(["sh", "-c", 'test "$@"', name, ...trimmed(name, context.argv.slice(1))]),
}));

function trimmed(name: string, args: readonly string[]): readonly string[] {
  return name === "[" && args.at(-1) === "]" ? args.slice(0, -1) : args;
}
