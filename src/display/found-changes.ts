import type { LayerChange } from "../analysis/layer-changes.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { foldedTable } from "./html/folded.js";
import { code } from "./html/table.js";
import { printable } from "./printable.js";

const BADGE = {
  added: BADGES.added,
  modified: BADGES.changed,
  deleted: BADGES.deleted,
  opaque: BADGES.deleted,
  passed: BADGES.neutral,
} as const;

/** Changes in a layer that match a search, as a flat list. */
export function foundChangesBundle(changes: readonly LayerChange[], title: string): MimeBundle {
  const word = ({ change }: LayerChange) => (change === "passed" ? "passed through" : change);
  const path = ({ path, kind }: LayerChange) => `${printable(path)}${kind === "directory" ? "/" : ""}`;
  const text = changes
    .slice(0, 200)
    .map(
      (change) => `${word(change)}\t${humanSize(change.size)}\t${path(change)}\t${change.what.join(", ")}\n`,
    );
  const left = changes.length - text.length;
  return {
    "text/html": foldedTable({
      caption: `${printable(title)}: ${changes.length.toLocaleString("en-US")} paths, largest first.`,
      headings: ["CHANGE", "SIZE", "PATH", "DIFFERS IN"],
      rows: changes.map((change) => [
        badge(word(change), BADGE[change.change]),
        humanSize(change.size),
        code(path(change)),
        change.what.join(", "),
      ]),
      open: 30,
      folded: 500,
      noun: "paths",
      whole: "the value has all of them, as an array",
      empty: "No such path in this layer.",
    }).html,
    "text/plain": `${alignColumns(`CHANGE\tSIZE\tPATH\tDIFFERS IN\n${text.join("")}`)}${left > 0 ? `and ${left} more\n` : ""}`,
  };
}
