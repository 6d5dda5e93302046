import { UsageError } from "../../../errors/cli.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { DETACH_KEYS, SIG_PROXY } from "../shared-options.js";
import { checkTerminal, talk } from "./run.js";

export const attachCommand: CommandSpec = {
  paths: ["container attach", "attach"],
  usage: "[OPTIONS] CONTAINER",
  summary: "Attach local standard input, output, and error streams to a running container",
  options: [DETACH_KEYS, { long: "no-stdin", type: "bool", help: "Do not attach STDIN" }, SIG_PROXY],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, args: [container = ""] }: Invocation): Promise<number> {
  const { State, Config } = await engine.inspectContainer(container);
  if (!State.Running) throw new UsageError("You cannot attach to a stopped container, start it first", 1);
  if (Config.Tty) checkTerminal(io);
  const session = await engine.attach(container);
  return talk({ engine, io, container, session });
}
