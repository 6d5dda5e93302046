import { UsageError } from "../../errors/cli.js";
import type { OptionSpec } from "../option-spec.js";
import { errorText, forEachName } from "../report.js";
import type { CommandSpec, Invocation } from "../spec.js";

const MANY = { min: 1, max: Number.POSITIVE_INFINITY };
const SIGNAL: OptionSpec = {
  long: "signal",
  short: "s",
  type: "string",
  help: "Signal to send to the container",
};

export const renameCommand: CommandSpec = {
  paths: ["container rename", "rename"],
  usage: "CONTAINER NEW_NAME",
  summary: "Rename a container",
  options: [],
  args: { min: 2, max: 2 },
  run: rename,
};

export const waitCommand: CommandSpec = {
  paths: ["container wait", "wait"],
  usage: "CONTAINER [CONTAINER...]",
  summary: "Block until one or more containers stop, then print their exit codes",
  options: [],
  args: MANY,
  run: wait,
};

export const killCommand: CommandSpec = {
  paths: ["container kill", "kill"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Kill one or more running containers",
  options: [SIGNAL],
  args: MANY,
  run: kill,
};

export const restartCommand: CommandSpec = {
  paths: ["container restart", "restart"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Restart one or more containers",
  options: [
    { long: "timeout", short: "t", type: "int", help: "Seconds to wait before killing the container" },
  ],
  refused: "s/signal:string",
  args: MANY,
  run: restart,
};

async function rename({ engine, io, args: [container = "", name = ""] }: Invocation): Promise<number> {
  const [from, to] = [container.trim(), name.trim()];
  if (from === "" || to === "") throw new UsageError("Error: Neither old nor new names may be empty", 1);
  try {
    await engine.rename(from, to);
  } catch (error) {
    io.stderr(`${errorText(error)}\n`);
    throw new UsageError(`Error: failed to rename container named ${from}`, 1);
  }
  return 0;
}

async function wait({ engine, io, args }: Invocation): Promise<number> {
  return each({ io, args }, async (name) => {
    const aborted = new Promise<never>((_, reject) =>
      io.signal?.addEventListener("abort", () => reject(io.signal?.reason), { once: true }),
    );
    const { exitCode } = await Promise.race([engine.wait(name), aborted]);
    io.stdout(`${exitCode}\n`);
  });
}

async function kill({ engine, io, options, args }: Invocation): Promise<number> {
  const signal = options.text("signal");
  return each({ io, args }, async (name) => {
    await engine.kill(name, signal === undefined ? {} : { signal });
    io.stdout(`${name}\n`);
  });
}

async function restart({ engine, io, options, args }: Invocation): Promise<number> {
  const timeoutSeconds = options.number("timeout");
  return each({ io, args }, async (name) => {
    await engine.stop(name, timeoutSeconds === undefined ? {} : { timeoutSeconds });
    await engine.start(name);
    io.stdout(`${name}\n`);
  });
}

async function each(
  { io, args }: Pick<Invocation, "io" | "args">,
  act: (name: string) => Promise<void>,
): Promise<number> {
  const failed = await forEachName(args, (text) => io.stderr(text), act);
  return failed.length > 0 ? 1 : 0;
}
