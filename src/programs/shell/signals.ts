import { NOT_FOUND } from "../../posix/exit-status.js";
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

/** `kill [-SIGNAL] PID...`: the container's first process, and what this shell started with `&`. */
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
    const job = context.host.jobs.find(pid);
    if (job !== undefined && context.host.jobs.kill(job, signal)) continue;
    code = 1;
    context.say(
      /^\d+$/.test(pid)
        ? `kill: (${pid}) - No such process`
        : pid.startsWith("%")
          ? `kill: ${pid}: no such job`
          : `kill: ${pid}: arguments must be process or job IDs`,
    );
  }
  return code;
}

/** `wait [-n] [PID or %JOB...]`: until what was started with `&` has ended, or a signal arrives that has a trap. */
export async function wait(context: BuiltinContext): Promise<number> {
  const { host, child } = context;
  const { jobs } = host;
  const asked = child.argv.slice(1).filter((arg) => arg !== "-n" && arg !== "--");
  if (child.argv.includes("-n") && asked.length === 0) {
    const first = jobs.next().then(async (job) => {
      if (job === undefined) return NOT_FOUND;
      jobs.forget(job);
      return job.ended;
    });
    return host.waitFor(first, child.signal);
  }
  const all = (async () => {
    if (asked.length === 0) {
      await jobs.all();
      return 0;
    }
    let status = 0;
    for (const name of asked) {
      const own = await jobs.status(name);
      status = own ?? NOT_FOUND;
      if (own === undefined)
        context.say(
          /^\d+$/.test(name)
            ? `wait: pid ${name} is not a child of this shell`
            : `wait: ${name}: no such job`,
        );
    }
    return status;
  })();
  return host.waitFor(all, child.signal);
}

/** `jobs`, `jobs -p`: what was started with `&`. */
export function listJobs({ host, child }: BuiltinContext): number {
  const onlyIds = child.argv.includes("-p");
  const lines = onlyIds ? host.jobs.running.map(({ pid }) => `${pid}\n`) : host.jobs.lines();
  child.stdout(new TextEncoder().encode(lines.join("")));
  return 0;
}

function listSignals({ child }: BuiltinContext): void {
  child.stdout(
    new TextEncoder().encode("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM\n"),
  );
}
