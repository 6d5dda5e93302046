import { parseSignal } from "../../posix/signals.js";
import type { BuiltinContext } from "./builtin.js";

/** `trap [TEXT] SIGNAL...`, `trap -p`, `trap -l`. */
export function trap(context: BuiltinContext): number {
  const { host, child } = context;
  const { traps } = host;
  const isBash = host.options.kind === "bash";
  const args = child.argv.slice(1).filter((arg) => arg !== "--");
  const [text = "", ...names] = args;
  const write = (line: string): void => child.stdout(new TextEncoder().encode(line));
  if (args.length === 0 || text === "-p") {
    const lines: (readonly [string, string])[] = traps
      .list()
      .map(([signal, action]) => [isBash ? `SIG${signal}` : signal, action]);
    if (traps.exit !== undefined) lines.unshift(["EXIT", traps.exit]);
    for (const [name, action] of lines) write(`trap -- '${action.replaceAll("'", "'\\''")}' ${name}\n`);
    return 0;
  }
  if (text === "-l") {
    listSignals(context);
    return 0;
  }
  // A signal alone, or a number first: all of them are as they were.
  const resets = text === "-" || names.length === 0 || /^\d+$/.test(text);
  let code = 0;
  for (const name of resets && text !== "-" ? args : names) {
    const signal = parseSignal(name);
    if (/^(EXIT|0)$/i.test(name)) traps.setExit(resets || text === "" ? undefined : text, isBash);
    // These three exist only as events of bash's own.
    else if (isBash && /^(ERR|DEBUG|RETURN)$/i.test(name)) continue;
    else if (signal === undefined) {
      context.say(`trap: ${isBash ? `${name}: invalid signal specification` : `${name}: bad trap`}`);
      code = 1;
    } else if (signal !== "KILL" && signal !== "STOP") traps.set(signal, resets ? undefined : text);
  }
  return code;
}

/** `kill [-SIGNAL] PID...`: of all processes, only the container's first can be reached. */
export function kill(context: BuiltinContext): number {
  const [, ...args] = context.child.argv;
  if (/^-[lL]$/.test(args[0] ?? "")) {
    listSignals(context);
    return 0;
  }
  let name = "TERM";
  const [first = ""] = args;
  if (/^-[sn]$/.test(first)) name = args.splice(0, 2)[1] ?? "";
  else if (/^-./.test(first) && first !== "--") name = args.splice(0, 1)[0]?.slice(1) ?? "";
  if (args[0] === "--") args.shift();
  const signal = name === "0" ? undefined : parseSignal(name);
  if (signal === undefined && name !== "0") {
    context.say(`kill: ${name}: invalid signal specification`);
    return 1;
  }
  if (args.length === 0) {
    context.say(
      "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]",
    );
    return 2;
  }
  let code = 0;
  for (const pid of args) {
    if (pid === "1") {
      // The kernel keeps a container's first process from signals that it does not handle, KILL among them.
      if (signal !== undefined) context.child.init?.send(signal);
      continue;
    }
    code = 1;
    context.say(
      /^\d+$/.test(pid)
        ? `kill: (${pid}) - No such process`
        : `kill: ${pid}: arguments must be process or job IDs`,
    );
  }
  return code;
}

/** `wait`: until everything started with `&` has ended, or a signal arrives that has a trap. */
export async function wait(context: BuiltinContext): Promise<number> {
  return context.host.wait(context.child.signal);
}

function listSignals({ child }: BuiltinContext): void {
  child.stdout(
    new TextEncoder().encode("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM\n"),
  );
}
