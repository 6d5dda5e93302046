import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";
import { STOP_SIGNAL, STOP_TIMEOUT } from "../shared-options.js";

export const stopCommand: CommandSpec = {
  paths: ["container stop", "stop"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Stop one or more running containers",
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
    await engine.stop(name, how);
    io.stdout(`${name}\n`);
  });
}
