import type { ContainerSummary } from "../../engine/containers.js";
import { displayablePorts } from "../../go/docker/ports.js";
import { containerRow } from "../../go/docker/rows.js";
import { ellipsis } from "../../go/ellipsis.js";
import { quote } from "../../go/quote.js";
import { ago, humanDuration, humanSize } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";
import { goTime } from "./images.js";
import type { Fields, ListFormat } from "./list.js";

export interface ContainersTextOptions {
  readonly now: Date;
  readonly noTrunc?: boolean;
}

const COMMAND_COLUMNS = 20;
const MOUNT_COLUMNS = 15;

/** The columns of `docker ps`. */
export function containersFormat(): ListFormat {
  return {
    row: containerRow,
    columns: ["ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names"],
    headings: {
      ID: "CONTAINER ID",
      RunningFor: "CREATED",
      CreatedAt: "CREATED AT",
      LocalVolumes: "LOCAL VOLUMES",
      Platform: "PLATFORM",
    },
    id: "ID",
    quietWins: true,
    raw: (quiet) => (quiet ? "container_id: {{.ID}}" : RAW),
  };
}

const RAW = `container_id: {{.ID}}
image: {{.Image}}
command: {{.Command}}
created_at: {{.CreatedAt}}
state: {{- pad .State 1 0}}
status: {{- pad .Status 1 0}}
names: {{.Names}}
labels: {{- pad .Labels 1 0}}
ports: {{- pad .Ports 1 0}}
`;

export function containerFields(container: ContainerSummary, options: ContainersTextOptions): Fields {
  const isDated = container.damage === undefined || container.created !== "";
  const created = isDated ? ago(container.created, options.now) : "N/A";
  const command = options.noTrunc ? container.command : ellipsis(container.command, COMMAND_COLUMNS);
  return {
    Command: quote(command),
    CreatedAt: isDated ? goTime(container.created) : "N/A",
    ID: options.noTrunc ? container.id : shortId(container.id),
    Image: imageOf(container, options.noTrunc ?? false),
    Labels: Object.entries(container.labels)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(","),
    LocalVolumes: String(container.mounts.filter(({ Driver }) => Driver === "local").length),
    Mounts: container.mounts
      .map(({ Name, Source }) => Name ?? Source)
      .map((name) => (options.noTrunc ? name : ellipsis(name, MOUNT_COLUMNS)))
      .join(","),
    Names: options.noTrunc ? [container.name, ...(container.links ?? [])].join(",") : container.name,
    Networks: container.networks.join(","),
    Ports: displayablePorts(container.ports),
    RunningFor: created,
    // As in Docker, only counted on request.
    Size: humanSize(0),
    State: container.paused ? "paused" : container.status,
    Status: statusText(container, options.now),
  };
}

/** If the image was named by its id, or has lost its name since, the shortened id is shown. */
function imageOf(container: ContainerSummary, noTrunc: boolean): string {
  if (container.image === "") return "<no image>";
  return !noTrunc && /^sha256:[a-f0-9]{64}$/.test(container.image)
    ? shortId(container.image)
    : container.image;
}

/** A line for each container that cannot be read, with the reason and what to do. */
export function damagedContainersText(containers: readonly ContainerSummary[]): string {
  return containers
    .map(({ id, name, damage }) =>
      damage === undefined ? "" : `WARNING: container ${name || shortId(id)} cannot be read: ${damage}\n`,
    )
    .join("");
}

/** `Created`, `Up 5 minutes`, `Exited (0) 2 seconds ago`: the daemon's words. */
function statusText(container: ContainerSummary, now: Date): string {
  switch (container.status) {
    case "created":
      return "Created";
    case "running":
      return `Up ${since(container.startedAt, now)}${aside(container)}`;
    case "exited":
      return `Exited (${container.exitCode}) ${since(container.finishedAt, now)} ago`;
    case "dead":
      return "Dead (damaged)";
  }
}

/** ` (Paused)`, ` (healthy)`, ` (health: starting)` */
function aside({ paused, health }: ContainerSummary): string {
  if (paused) return " (Paused)";
  if (health === undefined) return "";
  return health === "starting" ? " (health: starting)" : ` (${health})`;
}

function since(time: string | undefined, now: Date): string {
  return humanDuration(time === undefined ? 0 : now.getTime() - Date.parse(time));
}
