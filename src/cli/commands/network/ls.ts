import { goTime } from "../../../display/text/images.js";
import type { ListFormat } from "../../../display/text/list.js";
import type { NetworkInspect } from "../../../engine/networks.js";
import { UsageError } from "../../../errors/cli.js";
import { networkRow } from "../../../go/docker/rows.js";
import { splitAssignment } from "../../../posix/environment.js";
import { listText } from "../../list-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORMAT_LIST } from "../shared-options.js";

export const networkLsCommand: CommandSpec = {
  paths: ["network ls"],
  otherNames: { "network list": "network ls" },
  usage: "[OPTIONS]",
  summary: "List networks",
  options: [
    { long: "filter", short: "f", type: "filter", help: 'Provide filter values (e.g. "driver=bridge")' },
    FORMAT_LIST,
    { long: "no-trunc", type: "bool", help: "Do not truncate the output" },
    { long: "quiet", short: "q", type: "bool", help: "Only display network IDs" },
  ],
  args: { min: 0, max: 0 },
  run,
};

const FORMAT: ListFormat = {
  row: networkRow,
  columns: ["ID", "Name", "Driver", "Scope"],
  headings: { ID: "NETWORK ID", CreatedAt: "CREATED AT" },
  id: "ID",
};

async function run({ engine, io, options }: Invocation): Promise<number> {
  const filters = options.list("filter").map(splitAssignment);
  const found = (await engine.networks()).filter((network) => isChosen(network, filters));
  const noTrunc = options.flag("no-trunc");
  const rows = found.map((network) => ({
    CreatedAt: goTime(network.Created),
    Driver: network.Driver,
    ID: noTrunc ? network.Id : network.Id.slice(0, 12),
    IPv4: String((network.IPAM.Config ?? []).length > 0),
    IPv6: String(network.EnableIPv6),
    Internal: String(network.Internal),
    Labels: Object.entries(network.Labels)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(","),
    Name: network.Name,
    Scope: network.Scope,
  }));
  const output = { quiet: options.flag("quiet"), format: options.text("format") };
  io.stdout(listText(FORMAT, rows, { ...output, labels: found.map(({ Labels }) => Labels) }));
  return 0;
}

type Filter = readonly [name: string, value: string | undefined];

const PREDEFINED = /^(bridge|host|none)$/;

const TESTS: Readonly<Record<string, (network: NetworkInspect, value: string) => boolean>> = {
  driver: ({ Driver }, value) => Driver === value,
  id: ({ Id }, value) => Id.includes(value),
  name: ({ Name }, value) => Name.includes(value),
  scope: ({ Scope }, value) => Scope === value,
  type: ({ Name }, value) => (value === "custom") === !PREDEFINED.test(Name),
  dangling: ({ Name, Containers }, value) =>
    /^(1|true)$/.test(value) === (!PREDEFINED.test(Name) && Object.keys(Containers).length === 0),
  label: ({ Labels }, text) => {
    const [name, value] = splitAssignment(text);
    return Object.hasOwn(Labels, name) && (value === undefined || Labels[name] === value);
  },
};

/** Of several values for one filter any will do, except that a network needs every label. */
function isChosen(network: NetworkInspect, filters: readonly Filter[]): boolean {
  return filters.every(([given]) => {
    const name = given.trim().toLowerCase();
    const test = TESTS[name];
    if (test === undefined) throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
    const values = filters
      .filter(([other]) => other.trim().toLowerCase() === name)
      .map(([, value = ""]) => value.trim());
    return name === "label"
      ? values.every((value) => test(network, value))
      : values.some((value) => test(network, value));
  });
}
