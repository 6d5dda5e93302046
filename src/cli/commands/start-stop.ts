import { UsageError } from "../../errors/cli.js";
import { forEachName } from "../report.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { runAttached } from "./run.js";

const MANY = { min: 1, max: Number.POSITIVE_INFINITY };

export const startCommand: CommandSpec = {
  paths: ["container start", "start"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Start one or more stopped containers",
  options: [
    { long: "attach", short: "a", type: "bool", help: "Attach STDOUT/STDERR and forward signals" },
    { long: "interactive", short: "i", type: "bool", help: "Attach container's STDIN" },
  ],
  refused: "checkpoint:string checkpoint-dir:string detach-keys:string",
  args: MANY,
  run: start,
};

export const stopCommand: CommandSpec = {
  paths: ["container stop", "stop"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Stop one or more running containers",
  options: [
    { long: "timeout", short: "t", type: "int", help: "Seconds to wait before killing the container" },
  ],
  refused: "s/signal:string",
  args: MANY,
  run: stop,
};

async function start({ engine, io, options, args }: Invocation): Promise<number> {
  const interactive = options.flag("interactive");
  if (interactive || options.flag("attach")) {
    const [container = ""] = args;
    if (args.length > 1) throw new UsageError("you cannot start and attach multiple containers at once", 1);
    const { Config } = await engine.inspectContainer(container);
    return runAttached({
      engine,
      io,
      container,
      interactive: interactive && (Config.OpenStdin ?? false),
      tty: Config.Tty ?? false,
    });
  }
  const failed = await forEachName(
    args,
    (text) => io.stderr(text),
    async (name) => {
      await engine.start(name);
      io.stdout(`${name}\n`);
    },
  );
  if (failed.length > 0) io.stderr(`Error: failed to start containers: ${failed.join(", ")}\n`);
  return failed.length > 0 ? 1 : 0;
}

async function stop({ engine, io, options, args }: Invocation): Promise<number> {
  const timeoutSeconds = options.number("timeout");
  const failed = await forEachName(
    args,
    (text) => io.stderr(text),
    async (name) => {
      await engine.stop(name, timeoutSeconds === undefined ? {} : { timeoutSeconds });
      io.stdout(`${name}\n`);
    },
  );
  return failed.length > 0 ? 1 : 0;
}
