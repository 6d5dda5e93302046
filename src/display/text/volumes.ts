import type { VolumeSummary } from "../../engine/volumes.js";
import { volumeRow } from "../../go/docker/rows.js";
import type { Fields, ListFormat } from "./list.js";

/** The columns of `docker volume ls`. */
export const VOLUMES: ListFormat = {
  row: volumeRow,
  columns: ["Driver", "Name"],
  headings: { Name: "VOLUME NAME" },
  id: "Name",
  raw: (quiet) => (quiet ? "name: {{.Name}}" : "name: {{.Name}}\ndriver: {{.Driver}}\n"),
};

const UNKNOWN = "N/A";

export function volumeFields({ name, driver, labels, mountpoint }: VolumeSummary): Fields {
  return {
    Availability: UNKNOWN,
    Driver: driver,
    Group: UNKNOWN,
    Labels: Object.entries(labels)
      .map(([label, value]) => `${label}=${value}`)
      .sort()
      .join(","),
    Links: UNKNOWN,
    Mountpoint: mountpoint,
    Name: name,
    Scope: "local",
    Size: UNKNOWN,
    Status: UNKNOWN,
  };
}
