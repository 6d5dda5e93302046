import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import { INTERRUPTED } from "../../../posix/exit-status.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { DETACH_KEYS, SIG_PROXY } from "../shared-options.js";
import { checkTerminal, shellOf, talk } from "./run.js";

export const attachCommand: CommandSpec = {
  paths: ["container attach", "attach"],
  usage: "[OPTIONS] CONTAINER",
  summary: "Attach local standard input, output, and error streams to a running container",
  options: [DETACH_KEYS, { long: "no-stdin", type: "bool", help: "Do not attach STDIN" }, SIG_PROXY],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [container = ""] }: Invocation): Promise<number> {
  const { State, Config } = await engine.inspectContainer(container);
  if (!State.Running) throw new UsageError("You cannot attach to a stopped container, start it first", 1);
  if (Config.Tty) checkTerminal(io);
  const session = options.flag("no-stdin") ? undefined : await shellOf(engine, container);
  if (session !== undefined) return talk({ engine, io, container, session });
  return listen({ engine, io, container, proxy: options.flag("sig-proxy") });
}

interface Listener extends Pick<Invocation, "engine" | "io"> {
  readonly container: string;
  /** An interrupt goes to the program; otherwise it ends only this. */
  readonly proxy: boolean;
}

/** Shows what a program prints from now on, until it ends; its exit code is the command's. */
async function listen({ engine, io, container, proxy }: Listener): Promise<number> {
  const { signal } = io;
  const stop = await engine.followLogs(container, ({ stream, bytes }) => io[stream](bytes));
  let leave = (): void => {};
  const left = new Promise<number>((resolve) => {
    leave = () => resolve(INTERRUPTED);
  });
  const interrupt = (): void => {
    if (!proxy) leave();
    else
      engine.kill(container, { signal: "INT" }).catch((error: unknown) => {
        // It has ended by itself in the meantime.
        if (!(error instanceof DaemonError)) throw error;
      });
  };
  signal?.addEventListener("abort", interrupt, { once: true });
  if (signal?.aborted) interrupt();
  try {
    const ended = engine.wait(container).then(({ exitCode }) => exitCode);
    return await Promise.race([ended, left]);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    stop();
  }
}
