import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";
import { STOP_SIGNAL, STOP_TIMEOUT } from "../shared-options.js";

export const restartCommand: CommandSpec = {
  paths: ["container restart", "restart"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Restart one or more containers",
  options: [STOP_SIGNAL, STOP_TIMEOUT],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const timeoutSeconds = options.number("timeout");
  const signal = options.text("signal");
  const how = {
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(signal === undefined ? {} : { signal }),
  };
  return exitCodeForEach({ io, args }, async (name) => {
    await engine.restart(name, how);
    io.stdout(`${name}\n`);
  });
}
