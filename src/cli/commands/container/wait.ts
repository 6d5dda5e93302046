import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, exitCodeForEach } from "../each-name.js";

export const waitCommand: CommandSpec = {
  paths: ["container wait", "wait"],
  usage: "CONTAINER [CONTAINER...]",
  summary: "Block until one or more containers stop, then print their exit codes",
  options: [],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, args }: Invocation): Promise<number> {
  return exitCodeForEach({ io, args }, async (name) => {
    const { signal } = io;
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      signal?.throwIfAborted();
    });
    const { exitCode } = await Promise.race([engine.wait(name), aborted]);
    io.stdout(`${exitCode}\n`);
  });
}
