import type { VolumeSummary } from "../engine/volumes.js";
import { absoluteTime, ago } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { type Content, element } from "./html/element.js";
import { code, table } from "./html/table.js";
import { tableText } from "./text/list.js";
import { VOLUMES, volumeFields } from "./text/volumes.js";

/** `docker volume ls` as a table, with who has each volume. Its text is Docker's own. */
export function volumesBundle(volumes: readonly VolumeSummary[], now: Date): MimeBundle {
  const rows = volumes.map((volume): readonly Content[] => [
    volume.anonymous ? code(shortId(volume.name), volume.name) : volume.name,
    element(
      "span",
      { title: absoluteTime(volume.created), style: "white-space: nowrap" },
      ago(volume.created, now),
    ),
    volume.anonymous ? "nobody, it is anonymous" : "a person",
    volume.users.length === 0
      ? "no container"
      : volume.users.length === 1
        ? "1 container"
        : `${volume.users.length} containers`,
  ]);
  return {
    "text/html": table({
      caption: `Volumes: ${volumes.length}. Their files are in no image and in no container.`,
      headings: ["VOLUME NAME", "CREATED", "NAMED BY", "USED BY"],
      rows,
      empty: "No volumes.",
    }).html,
    "text/plain": tableText(VOLUMES, volumes.map(volumeFields)),
  };
}
