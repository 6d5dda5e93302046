import type { ContainerUsage, DiskUsage, UsageOf } from "../../engine/system.js";
import { diskUsageRow } from "../../go/docker/rows.js";
import { ago, humanSize } from "../../go/units.js";
import { hexOf, shortId } from "../../oci/digest.js";
import { containerFields } from "./containers.js";
import { goTime, imageFields } from "./images.js";
import { type Fields, type ListFormat, type TableFormat, tableText } from "./list.js";
import { volumeFields } from "./volumes.js";

/** `docker system df` shows sizes with more digits than the lists do. */
const DIGITS = 4;

/** The columns of `docker system df`. */
export const DISK_USAGE: ListFormat = {
  row: diskUsageRow,
  columns: ["Type", "TotalCount", "Active", "Size", "Reclaimable"],
  headings: { TotalCount: "TOTAL" },
  id: "Type",
  raw: () =>
    "type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n",
};

export function diskUsageFields(usage: DiskUsage): readonly Fields[] {
  return [
    kindFields("Images", usage.images, true),
    kindFields("Containers", usage.containers, true),
    kindFields("Local Volumes", usage.volumes, true),
    kindFields("Build Cache", usage.buildCache, false),
  ];
}

function kindFields(type: string, usage: UsageOf<unknown>, withShare: boolean): Fields {
  const { size, reclaimable } = usage;
  const share = withShare && size > 0 ? ` (${Math.trunc((reclaimable * 100) / size)}%)` : "";
  return {
    Active: String(usage.active),
    Reclaimable: `${humanSize(reclaimable, DIGITS)}${share}`,
    Size: humanSize(size, DIGITS),
    TotalCount: String(usage.total),
    Type: type,
  };
}

/** `docker system df -v`: a table for each kind of thing. */
export function diskUsageDetails(usage: DiskUsage, now: Date): string {
  const cacheSize = humanSize(usage.buildCache.size, DIGITS);
  return [
    `Images space usage:\n\n${tableText(IMAGES, imageRows(usage, now))}`,
    `Containers space usage:\n\n${tableText(CONTAINERS, containerRows(usage, now))}`,
    `Local Volumes space usage:\n\n${tableText(VOLUMES, volumeRows(usage))}`,
    `Build cache usage: ${cacheSize}\n\n${tableText(CACHE, cacheRows(usage, now))}`,
  ].join("\n");
}

/** The same as data for a template, with whole ids: {@link diskUsage} of `go/docker/rows`. */
export function diskUsageRows(usage: DiskUsage, now: Date): Readonly<Record<string, readonly Fields[]>> {
  return {
    Images: imageRows(usage, now, true),
    Containers: containerRows(usage, now, true),
    Volumes: usage.volumes.items.map((volume) => ({
      ...volumeFields(volume),
      Links: String(volume.users.length),
      Size: humanSize(volume.size),
    })),
    BuildCache: usage.buildCache.items.map(({ layer, size, created, lastUsed }) => ({
      ID: hexOf(layer),
      CacheType: "regular",
      Size: humanSize(size),
      CreatedAt: goTime(created),
      CreatedSince: ago(created, now),
      LastUsedAt: goTime(lastUsed),
      LastUsedSince: ago(lastUsed, now),
      InUse: "false",
      Shared: "false",
    })),
  };
}

const IMAGES: TableFormat = {
  columns: ["Repository", "Tag", "ID", "CreatedSince", "Size", "SharedSize", "UniqueSize", "Containers"],
  headings: {
    ID: "IMAGE ID",
    CreatedSince: "CREATED",
    SharedSize: "SHARED SIZE",
    UniqueSize: "UNIQUE SIZE",
  },
};

function imageRows({ images }: DiskUsage, now: Date, noTrunc = false): readonly Fields[] {
  return images.items.flatMap((image) =>
    imageFields(image, { now, noTrunc }).map((fields) => ({
      ...fields,
      SharedSize: humanSize(image.sharedSize, DIGITS),
      UniqueSize: humanSize(image.uniqueSize, DIGITS),
      Containers: String(image.containers),
    })),
  );
}

const CONTAINERS: TableFormat = {
  columns: ["ID", "Image", "Command", "LocalVolumes", "Size", "RunningFor", "Status", "Names"],
  headings: { ID: "CONTAINER ID", LocalVolumes: "LOCAL VOLUMES", RunningFor: "CREATED" },
};

function containerRows({ containers }: DiskUsage, now: Date, noTrunc = false): readonly Fields[] {
  return containers.items.map((container) => ({
    ...containerFields(container, { now, noTrunc }),
    Size: container.damage === undefined ? humanSize(container.size) : "N/A (damaged)",
  }));
}

/** A line for each container whose writable layer cannot be read, with the reason and what to do. */
export function containerDamageText(containers: readonly ContainerUsage[]): string {
  return containers
    .map(({ id, name, damage }) =>
      damage === undefined
        ? ""
        : `WARNING: the files of container ${name || shortId(id)} cannot be read: ${damage}\n`,
    )
    .join("");
}

const VOLUMES: TableFormat = {
  columns: ["Name", "Links", "Size"],
  headings: { Name: "VOLUME NAME" },
};

function volumeRows({ volumes }: DiskUsage): readonly Fields[] {
  return volumes.items.map(({ name, users, size }) => ({
    Name: name,
    Links: String(users.length),
    Size: humanSize(size),
  }));
}

const CACHE: TableFormat = {
  columns: ["ID", "CacheType", "Size", "Created", "LastUsed", "Usage", "Shared"],
  headings: { ID: "CACHE ID", CacheType: "CACHE TYPE", LastUsed: "LAST USED" },
};

function cacheRows({ buildCache }: DiskUsage, now: Date): readonly Fields[] {
  return buildCache.items.map((record) => ({
    ID: shortId(hexOf(record.layer)),
    CacheType: "regular",
    Size: humanSize(record.size),
    Created: ago(record.created, now),
    LastUsed: ago(record.lastUsed, now),
  }));
}
