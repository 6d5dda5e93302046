import type { ContainerSummary } from "../../engine/engine.js";
import { shortId } from "../../oci/digest.js";
import { ellipsis } from "../ellipsis.js";
import { quote } from "../go-text.js";
import { ago, humanDuration } from "../units.js";
import { goTime } from "./images.js";
import type { Fields, ListFormat } from "./list.js";

export interface ContainersTextOptions {
  readonly now: Date;
  readonly noTrunc?: boolean;
}

const COMMAND_COLUMNS = 20;

/** The columns of `docker ps`. */
export function containersFormat(): ListFormat {
  return {
    columns: ["ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names"],
    headings: {
      ID: "CONTAINER ID",
      RunningFor: "CREATED",
      CreatedAt: "CREATED AT",
    },
    id: "ID",
  };
}

export function containerFields(container: ContainerSummary, options: ContainersTextOptions): Fields {
  const created = ago(container.created, options.now);
  const command = options.noTrunc ? container.command : ellipsis(container.command, COMMAND_COLUMNS);
  return {
    Command: quote(command),
    CreatedAt: goTime(container.created),
    ID: options.noTrunc ? container.id : shortId(container.id),
    Image: imageOf(container, options.noTrunc ?? false),
    Labels: Object.entries(container.labels)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(","),
    LocalVolumes: "0",
    Mounts: "",
    Names: container.name,
    Networks: "",
    Ports: "",
    RunningFor: created,
    State: container.status,
    Status: statusText(container, options.now),
  };
}

/** A container whose image was named by id, or has lost its name since, shows the id, shortened. */
function imageOf(container: ContainerSummary, noTrunc: boolean): string {
  if (container.image === "") return "<no image>";
  return !noTrunc && /^sha256:[a-f0-9]{64}$/.test(container.image)
    ? shortId(container.image)
    : container.image;
}

/** `Created`, `Up 5 minutes`, `Exited (0) 2 seconds ago`: the daemon's words. */
export function statusText(container: ContainerSummary, now: Date): string {
  switch (container.status) {
    case "created":
      return "Created";
    case "running":
      return `Up ${since(container.startedAt, now)}`;
    case "exited":
      return `Exited (${container.exitCode}) ${since(container.finishedAt, now)} ago`;
  }
}

function since(time: string | undefined, now: Date): string {
  return humanDuration(time === undefined ? 0 : now.getTime() - Date.parse(time));
}
