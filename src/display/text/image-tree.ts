import type { ImageSummary } from "../../engine/images.js";
import { humanSize } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";

/** Docker's own first line. */
const EXPERIMENTAL =
  "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";
const LEGEND = "Info ->  U In Use ";
const GAP = "   ";
/** All columns but the first: their heading, and the side they are aligned to. */
const COLUMNS = [
  { heading: "ID", width: 12, align: "left" },
  { heading: "DISK USAGE", width: 10, align: "right" },
  { heading: "CONTENT SIZE", width: 12, align: "right" },
  { heading: "EXTRA", width: 5, align: "left" },
] as const;
const UNTAGGED = "<untagged>";

/**
 * `docker images --tree` (docker/cli `image/tree.go`), as it shows images of a store that keeps their layers unpacked and
 * those of one platform: then there are no branches, and no compressed content. All names of an image stand above
 * each other. Docker's colours are left out.
 */
export function imageTreeText(images: readonly ImageSummary[], all: boolean, columns = 80): string {
  const shown = images.filter(({ tags }) => all || tags.length > 0);
  const names = shown.flatMap(namesOf);
  const rest = COLUMNS.reduce((sum, { width }) => sum + width + GAP.length, 0);
  const longest = Math.max("IMAGE".length, ...names.map((name) => name.length));
  const width = Math.max("IMAGE".length, Math.min(longest, columns - rest));
  const line = (name: string, cells: readonly string[]): string =>
    `${[cut(name, width).padEnd(width), ...cells.map((cell, at) => padded(cell, at))].join(GAP)}\n`;
  const rows = shown.map((image) => {
    const lines = namesOf(image);
    const above = lines.slice(0, -1).map((name) => `${cut(name, width)}\n`);
    const cells = [shortId(image.id), humanSize(image.size), "0B", ""];
    return above.join("") + line(lines.at(-1) ?? UNTAGGED, cells);
  });
  const headings = line(
    "IMAGE",
    COLUMNS.map(({ heading }) => heading),
  );
  return `${EXPERIMENTAL}\n${LEGEND.padStart(columns)}\n\n${headings}${rows.join("")}`;
}

function namesOf({ tags }: ImageSummary): readonly string[] {
  return tags.length === 0 ? [UNTAGGED] : tags;
}

function padded(cell: string, at: number): string {
  const { width = 0, align = "left" } = COLUMNS[at] ?? {};
  return align === "left" ? cell.padEnd(width) : cell.padStart(width);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
