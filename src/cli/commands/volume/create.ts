import { UsageError } from "../../../errors/cli.js";
import { parseRamSize } from "../../../go/units.js";
import { splitAssignment } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import type { OptionSpec } from "../../syntax/option-spec.js";

/** Of volumes that a swarm has; what they say is asked of its manager, and there is none. */
const CLUSTER_OPTIONS: readonly OptionSpec[] = [
  {
    long: "availability",
    type: "string",
    help: 'Cluster Volume availability ("active", "pause", "drain")',
    default: "active",
  },
  { long: "group", type: "string", help: "Cluster Volume group (cluster volumes)" },
  {
    long: "limit-bytes",
    type: "bytes",
    help: "Minimum size of the Cluster Volume in bytes",
    check: parseRamSize,
  },
  {
    long: "required-bytes",
    type: "bytes",
    help: "Maximum size of the Cluster Volume in bytes",
    check: parseRamSize,
  },
  {
    long: "scope",
    type: "string",
    help: 'Cluster Volume access scope ("single", "multi")',
    default: "single",
  },
  { long: "secret", type: "map", help: "Cluster Volume secrets", default: "map[]" },
  {
    long: "sharing",
    type: "string",
    help: 'Cluster Volume access sharing ("none", "readonly", "onewriter", "all")',
    default: "none",
  },
  {
    long: "topology-preferred",
    type: "list",
    help: "A topology that the Cluster Volume would be preferred in",
  },
  {
    long: "topology-required",
    type: "list",
    help: "A topology that the Cluster Volume must be accessible from",
  },
  {
    long: "type",
    type: "string",
    help: 'Cluster Volume access type ("mount", "block")',
    default: "block",
  },
];
/** These alone do not make it a cluster volume to the client. */
const UNDECISIVE = ["secret", "topology-preferred", "topology-required"];
const NO_MANAGER =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

export const volumeCreateCommand: CommandSpec = {
  paths: ["volume create"],
  usage: "[OPTIONS] [VOLUME]",
  summary: "Create a volume",
  options: [
    ...CLUSTER_OPTIONS,
    { long: "driver", short: "d", type: "string", help: "Specify volume driver name", default: "local" },
    { long: "label", type: "list", help: "Set metadata for a volume" },
    // The name as an option is of old; the client reads it still, and does not show it.
    { long: "name", type: "string", help: "", isConcealed: true },
    { long: "opt", short: "o", type: "map", help: "Set driver specific options", default: "map[]" },
  ],
  args: { min: 0, max: 1 },
  run,
};

async function run({ engine, io, options, args: [given] }: Invocation): Promise<number> {
  const old = options.text("name");
  if (old !== undefined && given !== undefined)
    throw new UsageError(
      "conflicting options: cannot specify a volume-name through both --name and as a positional arg",
      1,
    );
  if (CLUSTER_OPTIONS.some(({ long }) => !UNDECISIVE.includes(long) && options.given(long)))
    throw new UsageError(NO_MANAGER, 1);
  const name = given ?? old;
  const volume = await engine.createVolume({
    ...(name === undefined ? {} : { name }),
    driver: options.text("driver") ?? "local",
    labels: Object.fromEntries(options.list("label").map(withValue)),
    options: Object.fromEntries(options.list("opt").map(withValue)),
  });
  io.stdout(`${volume}\n`);
  return 0;
}

function withValue(text: string): [string, string] {
  const [name, value = ""] = splitAssignment(text);
  return [name, value];
}
