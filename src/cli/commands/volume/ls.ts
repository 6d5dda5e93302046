import { VOLUMES, volumeFields } from "../../../display/text/volumes.js";
import { volumesBundle } from "../../../display/volumes.js";
import type { VolumeSummary } from "../../../engine/volumes.js";
import { UsageError } from "../../../errors/cli.js";
import { assignedName } from "../../../posix/environment.js";
import { hasLabel } from "../../label-filter.js";
import { isPlainTable, listText } from "../../list-output.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORMAT_LIST } from "../shared-options.js";

export const volumeLsCommand: CommandSpec = {
  paths: ["volume ls"],
  otherNames: { "volume list": "volume ls" },
  usage: "[OPTIONS]",
  summary: "List volumes",
  options: [
    {
      long: "cluster",
      type: "bool",
      help: "Display only cluster volumes, and use cluster volume list formatting",
    },
    {
      long: "filter",
      short: "f",
      type: "filter",
      help: 'Provide filter values (e.g. "dangling=true")',
    },
    FORMAT_LIST,
    { long: "quiet", short: "q", type: "bool", help: "Only display volume names" },
  ],
  args: { min: 0, max: 0 },
  run,
};

const CLUSTER_HEADINGS = "VOLUME NAME   GROUP     DRIVER    AVAILABILITY   STATUS\n";

async function run({ engine, io, now, options }: Invocation): Promise<number> {
  const chosen = chooseVolumes(await engine.volumes(), options.list("filter"));
  // A cluster volume belongs to a swarm, and this engine is none.
  const volumes = options.flag("cluster") ? [] : chosen;
  const output = {
    quiet: options.flag("quiet"),
    format: options.text("format"),
    labels: volumes.map(({ labels }) => labels),
  };
  if (options.flag("cluster") && isPlainTable(output)) io.stdout(CLUSTER_HEADINGS);
  else if (isPlainTable(output)) show(io, volumesBundle(volumes, now()));
  else io.stdout(listText(VOLUMES, volumes.map(volumeFields), output));
  return 0;
}

type Test = (volume: VolumeSummary, value: string) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  dangling: ({ users }, value) => (users.length === 0) === isTrue(value),
  driver: ({ driver }, value) => driver === value,
  name: ({ name }, value) => name.includes(value),
  label: ({ labels }, value) => hasLabel(labels, value),
};

function isTrue(value: string): boolean {
  if (/^(?:1|true)$/i.test(value)) return true;
  if (/^(?:0|false)$/i.test(value)) return false;
  throw new UsageError(`Error response from daemon: invalid filter 'dangling=[${value}]'`, 1);
}

/** Filters of one name are alternatives, but for labels, which must all be there; different names must all hold. */
function chooseVolumes(
  volumes: readonly VolumeSummary[],
  filters: readonly string[],
): readonly VolumeSummary[] {
  const names = new Set(filters.map(assignedName));
  return [...names].reduce<readonly VolumeSummary[]>((left, name) => {
    const values = filters
      .filter((filter) => assignedName(filter) === name)
      .map((filter) => filter.slice(name.length + 1));
    const holds = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
    if (holds === undefined) throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
    return left.filter((volume) =>
      name === "label"
        ? values.every((value) => holds(volume, value))
        : values.some((value) => holds(volume, value)),
    );
  }, volumes);
}
