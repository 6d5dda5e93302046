import type { ContainerSummary } from "../engine/containers.js";
import { absoluteTime } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, type Badge, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { code, shortened, small, table } from "./html/table.js";
import { containerFields, containersFormat } from "./text/containers.js";
import { tableText } from "./text/list.js";

export interface ContainersViewOptions {
  readonly now: Date;
  /** True if stopped containers are listed too. */
  readonly all: boolean;
}

const STATE: Readonly<Record<ContainerSummary["status"], Badge>> = {
  created: BADGES.neutral,
  running: BADGES.added,
  exited: BADGES.changed,
  dead: BADGES.deleted,
};

/** `docker ps` as a table, with PORTS where one has some. Its text is Docker's own. */
export function containersBundle(
  containers: readonly ContainerSummary[],
  options: ContainersViewOptions,
): MimeBundle {
  const fields = containers.map((container) => containerFields(container, options));
  const hasPorts = fields.some(({ Ports }) => Ports !== "");
  const rows = containers.map((container, at): readonly Content[] => [
    code(shortId(container.id), container.id),
    fields[at]?.Image,
    shortened(
      fields[at]?.Command ?? "",
      containerFields(container, { ...options, noTrunc: true }).Command ?? "",
    ),
    element(
      "span",
      { title: absoluteTime(container.created), style: "white-space: nowrap" },
      fields[at]?.RunningFor,
    ),
    [
      badge(fields[at]?.Status ?? "", STATE[container.status]),
      ...(container.damage === undefined ? [] : [small(container.damage)]),
    ],
    ...(hasPorts ? [fields[at]?.Ports] : []),
    container.name,
  ]);
  return {
    "text/html": table({
      caption: options.all
        ? `Containers, running or not: ${containers.length}.`
        : `Running containers: ${containers.length}. docker ps -a lists the stopped ones too.`,
      headings: [
        "CONTAINER ID",
        "IMAGE",
        "COMMAND",
        "CREATED",
        "STATUS",
        ...(hasPorts ? ["PORTS"] : []),
        "NAMES",
      ],
      rows,
      empty: options.all ? "No containers." : "No container is running.",
    }).html,
    "text/plain": tableText(containersFormat(), fields),
  };
}
