import { canonicalJson, RawJson } from "../json.js";
import {
  anything,
  type Method,
  type Methods,
  type Pointer,
  pointer,
  slice,
  string,
  struct,
} from "../reflect/type.js";
import { isRecord } from "../reflect/value.js";

/**
 * The client's type for one line of a list. Every column is a method that returns a text, so templates use them
 * like fields, and JSON has them by their names, in alphabetical order.
 */
export interface RowType {
  readonly type: Pointer;
  readonly columns: readonly string[];
}

/** @param absent members that a client of this release knows and this daemon never fills in */
function rowType(
  name: string,
  columns: readonly string[],
  others: Methods = {},
  absent: readonly string[] = [],
): RowType {
  const methods = Object.fromEntries(columns.map((column) => [column, columnOf(column)]));
  const missing = Object.fromEntries(absent.map((member) => [member, absentMember(member)]));
  const row = struct(name, { Header: anything }, { ...methods, ...missing, ...others });
  const nulls = Object.fromEntries(absent.map((member) => [member, null]));
  return {
    type: pointer({
      ...row,
      json: (data) => new RawJson(canonicalJson(sorted({ ...columnsOf(columns, data), ...nulls }))),
    }),
    columns,
  };
}

function columnOf(column: string): Method {
  return { parameters: [], result: string, call: (data) => textIn(data, column) };
}

function sorted(members: Readonly<Record<string, string | null>>): typeof members {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A null pointer: `<nil>` as text, and no truth. */
function absentMember(name: string): Method {
  return { parameters: [], result: pointer(struct(`formatter.${name}`, {})), call: () => null };
}

function columnsOf(columns: readonly string[], data: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column) => [column, textIn(data, column)]));
}

function textIn(data: unknown, column: string): string {
  const value = isRecord(data) ? data[column] : undefined;
  return typeof value === "string" ? value : "";
}

const LABEL: Method = {
  parameters: [string],
  result: string,
  call: (data, name = "") => textIn(isRecord(data) ? data.labels : undefined, name),
};

export const imageRow = rowType("formatter.imageContext", [
  "Containers",
  "CreatedAt",
  "CreatedSince",
  "Digest",
  "ID",
  "Repository",
  "SharedSize",
  "Size",
  "Tag",
  "UniqueSize",
  "VirtualSize",
]);

/** Besides its columns it has `{{.Label "name"}}`; its data contain the labels as `labels`. */
export const containerRow = rowType(
  "formatter.ContainerContext",
  [
    "Command",
    "CreatedAt",
    "ID",
    "Image",
    "Labels",
    "LocalVolumes",
    "Mounts",
    "Names",
    "Networks",
    "Ports",
    "RunningFor",
    "Size",
    "State",
    "Status",
  ],
  { Label: LABEL },
  ["Platform"],
);

/** Beside its columns it has `{{.Label "name"}}`; its data hold the labels as `labels`. */
export const volumeRow = rowType(
  "formatter.volumeContext",
  ["Availability", "Driver", "Group", "Labels", "Links", "Mountpoint", "Name", "Scope", "Size", "Status"],
  { Label: LABEL },
);

/** Beside its columns it has `{{.Label "name"}}`, as a container has. */
export const networkRow = rowType(
  "network.networkContext",
  ["CreatedAt", "Driver", "ID", "IPv4", "IPv6", "Internal", "Labels", "Name", "Scope"],
  {
    Label: {
      parameters: [string],
      result: string,
      call: (data, name = "") => textIn(isRecord(data) ? data.labels : undefined, name),
    },
  },
);

export const statsRow = rowType("container.statsContext", [
  "BlockIO",
  "CPUPerc",
  "Container",
  "ID",
  "MemPerc",
  "MemUsage",
  "Name",
  "NetIO",
  "PIDs",
]);

export const contextRow = rowType("formatter.clientContextContext", [
  "Current",
  "Description",
  "DockerEndpoint",
  "Error",
  "Name",
]);

export const historyRow = rowType("image.historyContext", [
  "Comment",
  "CreatedAt",
  "CreatedBy",
  "CreatedSince",
  "ID",
  "Size",
]);

export const searchRow = rowType("registry.searchContext", [
  "Description",
  "IsAutomated",
  "IsOfficial",
  "Name",
  "StarCount",
]);

/** A line of `system df`; the client has a type for each, and a template fails at the first of them. */
export const diskUsageRow = rowType("formatter.diskUsageImagesContext", [
  "Active",
  "Reclaimable",
  "Size",
  "TotalCount",
  "Type",
]);

/** A line of `buildx ls`: a builder, or one of its nodes. */
export const builderRow = rowType("commands.lsContext", [
  "Buildkit",
  "DriverEndpoint",
  "Error",
  "LastActivity",
  "Name",
  "Platforms",
  "Status",
]);

/** The headings of a table, by column. */
export const headings = {
  kind: "map",
  name: "formatter.SubHeaderContext",
  key: string,
  element: string,
  methods: {
    Label: {
      parameters: [string],
      result: string,
      call: (_data: unknown, name = "") => (name.split(".").at(-1) ?? "").replace(/[-_]/g, " "),
    },
  },
} as const;

const buildCacheRow = rowType("formatter.buildCacheContext", [
  "CacheType",
  "CreatedAt",
  "CreatedSince",
  "Description",
  "ID",
  "InUse",
  "LastUsedAt",
  "LastUsedSince",
  "Parent",
  "Shared",
  "Size",
  "UsageCount",
]);

/** What a template of `system df -v` is given. */
export const diskUsage = pointer(
  struct("formatter.diskUsageContext", {
    Images: slice(imageRow.type),
    Containers: slice(containerRow.type),
    Volumes: slice(volumeRow.type),
    BuildCache: slice(buildCacheRow.type),
  }),
);
