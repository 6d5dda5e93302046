import type { DiskUsage, UsageOf } from "../../engine/engine.js";
import { hexOf, shortId } from "../../oci/digest.js";
import { ago, humanSize } from "../units.js";
import { containerFields } from "./containers.js";
import { imageFields } from "./images.js";
import { type Fields, type ListFormat, tableText } from "./list.js";

/** `docker system df` says sizes more exactly than the lists do. */
const DIGITS = 4;

/** The columns of `docker system df`. */
export const DISK_USAGE: ListFormat = {
  columns: ["Type", "TotalCount", "Active", "Size", "Reclaimable"],
  headings: { TotalCount: "TOTAL" },
  id: "Type",
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
    `Local Volumes space usage:\n\n${tableText(VOLUMES, [])}`,
    `Build cache usage: ${cacheSize}\n\n${tableText(CACHE, cacheRows(usage, now))}`,
  ].join("\n");
}

const IMAGES: ListFormat = {
  columns: ["Repository", "Tag", "ID", "CreatedSince", "Size", "SharedSize", "UniqueSize", "Containers"],
  headings: {
    ID: "IMAGE ID",
    CreatedSince: "CREATED",
    SharedSize: "SHARED SIZE",
    UniqueSize: "UNIQUE SIZE",
  },
  id: "ID",
};

function imageRows({ images }: DiskUsage, now: Date): readonly Fields[] {
  return images.items.flatMap((image) =>
    imageFields(image, { now }).map((fields) => ({
      ...fields,
      SharedSize: humanSize(image.sharedSize, DIGITS),
      UniqueSize: humanSize(image.uniqueSize, DIGITS),
      Containers: String(image.containers),
    })),
  );
}

const CONTAINERS: ListFormat = {
  columns: ["ID", "Image", "Command", "LocalVolumes", "Size", "RunningFor", "Status", "Names"],
  headings: { ID: "CONTAINER ID", LocalVolumes: "LOCAL VOLUMES", RunningFor: "CREATED" },
  id: "ID",
};

function containerRows({ containers }: DiskUsage, now: Date): readonly Fields[] {
  return containers.items.map((container) => ({
    ...containerFields(container, { now }),
    Size: humanSize(container.size),
  }));
}

const VOLUMES: ListFormat = {
  columns: ["Name", "Links", "Size"],
  headings: { Name: "VOLUME NAME" },
  id: "Name",
};

const CACHE: ListFormat = {
  columns: ["ID", "CacheType", "Size", "Created", "LastUsed", "Usage", "Shared"],
  headings: { ID: "CACHE ID", CacheType: "CACHE TYPE", LastUsed: "LAST USED" },
  id: "ID",
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
