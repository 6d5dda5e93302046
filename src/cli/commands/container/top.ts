import type { ContainerProcess } from "../../../engine/processes.js";
import { UsageError } from "../../../errors/cli.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const topCommand: CommandSpec = {
  paths: ["container top", "top"],
  usage: "CONTAINER [ps OPTIONS]",
  summary: "Display the running processes of a container",
  options: [],
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run,
};

async function run({ engine, io, args: [container = "", ...words] }: Invocation): Promise<number> {
  const processes = await engine.processesOf(container);
  const columns = columnsOf(words);
  io.stdout(line(columns.map(({ heading }) => heading)));
  for (const process of processes) io.stdout(line(columns.map(({ cell }) => cell(process))));
  return 0;
}

/** Docker's table: twenty columns each, the last as wide as it is. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell, at) => (at === cells.length - 1 ? cell : cell.padEnd(Math.max(20, cell.length + 3)))).join("")}\n`;
}

interface Column {
  readonly heading: string;
  readonly cell: (process: ContainerProcess) => string;
}

/** A program here has no processor time of its own that could be told: unknown is `-`. */
const unknown = (heading: string): Column => ({ heading, cell: () => "-" });

const pid: Column = { heading: "PID", cell: (process) => String(process.pid) };
const parent: Column = { heading: "PPID", cell: (process) => String(process.parent) };
const user = (heading: string): Column => ({ heading, cell: (process) => process.user });
const tty: Column = { heading: "TTY", cell: (process) => (process.tty ? "pts/0" : "?") };
const started = (heading: string): Column => ({ heading, cell: (process) => process.started.slice(11, 16) });
const command = (heading: string): Column => ({ heading, cell: (process) => process.command });
const program: Column = {
  heading: "COMMAND",
  cell: (process) => process.command.split(" ", 1)[0]?.replace(/^.*\//, "") ?? "",
};

const FULL = [user("UID"), pid, parent, unknown("C"), started("STIME"), tty, unknown("TIME"), command("CMD")];
const BSD = [
  ...[user("USER"), pid, unknown("%CPU"), unknown("%MEM"), unknown("VSZ"), unknown("RSS"), tty],
  ...[unknown("STAT"), started("START"), unknown("TIME"), command("COMMAND")],
];

const BY_NAME: Readonly<Record<string, Column>> = {
  pid,
  ppid: parent,
  user: user("USER"),
  uid: user("UID"),
  tty,
  stime: started("STIME"),
  start: started("STARTED"),
  comm: program,
  args: command("COMMAND"),
  cmd: command("CMD"),
  command: command("COMMAND"),
  time: unknown("TIME"),
  pcpu: unknown("%CPU"),
  "%cpu": unknown("%CPU"),
  pmem: unknown("%MEM"),
  "%mem": unknown("%MEM"),
  rss: unknown("RSS"),
  vsz: unknown("VSZ"),
};

/** What of `ps` says which columns there are: `-ef`, `aux`, `-o pid,comm`. @throws {UsageError} */
function columnsOf(words: readonly string[]): readonly Column[] {
  const chosen = words.flatMap((word, at) => {
    const list = word === "-o" || word === "-eo" ? words[at + 1] : /^-e?o(.+)$/.exec(word)?.[1];
    return list?.split(",") ?? [];
  });
  if (chosen.length === 0) return words.some((word) => /^-?[ax]*u/.test(word)) ? BSD : FULL;
  const columns = chosen.map(
    (name) => BY_NAME[name] ?? fail(`error: unknown user-defined format specifier "${name}"`),
  );
  if (!columns.includes(pid)) fail("Couldn't find PID field in ps output");
  return columns;
}

function fail(message: string): never {
  throw new UsageError(`Error response from daemon: ${message}`, 1);
}
