import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";

export const killCommand: CommandSpec = {
  paths: ["container kill", "kill"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Kill one or more running containers",
  options: [{ long: "signal", short: "s", type: "string", help: "Signal to send to the container" }],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const signal = options.text("signal");
  return exitCodeForEach({ io, args }, async (name) => {
    await engine.kill(name, signal === undefined ? {} : { signal });
    io.stdout(`${name}\n`);
  });
}
