import { UsageError } from "../../../errors/cli.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import type { OptionSpec } from "../../syntax/option-spec.js";
import { AT_LEAST_ONE, forEachName } from "../each-name.js";
import { DETACH_KEYS } from "../shared-options.js";
import { runAttached } from "./run.js";

/** The client shows and sends them only where the daemon has experimental features. */
const EXPERIMENTAL: readonly OptionSpec[] = [
  { long: "checkpoint", type: "string", help: "Restore from this checkpoint", isConcealed: true },
  {
    long: "checkpoint-dir",
    type: "string",
    help: "Use a custom checkpoint storage directory",
    isConcealed: true,
  },
];

export const startCommand: CommandSpec = {
  paths: ["container start", "start"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Start one or more stopped containers",
  options: [
    { long: "attach", short: "a", type: "bool", help: "Attach STDOUT/STDERR and forward signals" },
    ...EXPERIMENTAL,
    DETACH_KEYS,
    { long: "interactive", short: "i", type: "bool", help: "Attach container's STDIN" },
  ],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  for (const { long } of EXPERIMENTAL)
    if (options.given(long))
      throw new UsageError(
        `"--${long}" is only supported on a Docker daemon with experimental features enabled`,
        1,
      );
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
