import type { Engine } from "../engine/engine.js";
import { UsageError } from "../errors/cli.js";
import type { CommandIO } from "./command-io.js";
import { sayOnce } from "./commands/container/options/notes.js";
import { contextOf } from "./commands/context/contexts.js";
import type { Contexts } from "./contexts.js";
import { type ParsedLine, parseOptions } from "./syntax/parse-options.js";

const ONE_ENGINE = "no daemon is asked, the command is carried out by layerlab's own engine";

/** Docker's options in front of its commands. */
const GLOBAL = {
  paths: [],
  usage: "[OPTIONS] COMMAND [ARG...]",
  summary: "",
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  optionsAfterArguments: false,
  run: async () => 0,
  options: [
    { long: "config", type: "string", help: "Location of client config files" },
    { long: "context", short: "c", type: "string", help: "Name of the context to use" },
    { long: "debug", short: "D", type: "bool", help: "Enable debug mode" },
    { long: "host", short: "H", type: "list", help: "Daemon socket to connect to" },
    { long: "log-level", short: "l", type: "string", help: "Set the logging level", default: "info" },
    { long: "tls", type: "bool", help: "Use TLS; implied by --tlsverify" },
    { long: "tlscacert", type: "string", help: "Trust certs signed only by this CA" },
    { long: "tlscert", type: "string", help: "Path to TLS certificate file" },
    { long: "tlskey", type: "string", help: "Path to TLS key file" },
    { long: "tlsverify", type: "bool", help: "Use TLS and verify the remote" },
    { long: "version", short: "v", type: "bool", help: "Print version information and quit" },
  ],
} as const;

/**
 * Reads what stands before the command: `docker --context default -D ps`. What it is there for on the way to a daemon is said to
 * have no effect, once in a session.
 *
 * @throws {UsageError}
 */
export function globalOptions(
  argv: readonly string[],
  { engine, io, contexts }: { readonly engine: Engine; readonly io: CommandIO; readonly contexts: Contexts },
): ParsedLine {
  const line = parseOptions(GLOBAL, "docker", argv);
  const { options } = line;
  const level = options.text("log-level") ?? "";
  if (!/^(debug|info|warn|warning|error|fatal|panic|trace)$/i.test(level))
    throw new UsageError(`Unable to parse logging level: ${level}`, 1);
  const context = options.text("context");
  if (context !== undefined && options.given("host"))
    throw new UsageError("conflicting options: cannot specify both --host and --context", 1);
  if (context !== undefined && contextOf(contexts, context).name !== contexts.current)
    throw new UsageError(
      `context "${context}" is another lab than this one, "${contexts.current}": docker context use ${context}`,
      1,
    );
  for (const { long } of GLOBAL.options)
    if (/^(host|config|tls.*)$/.test(long) && options.given(long))
      sayOnce(engine, io, `--${long}`, `has no effect here: ${ONE_ENGINE}`);
  return line;
}
