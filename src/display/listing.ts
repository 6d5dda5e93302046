import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { NodeKind } from "../vfs/filesystem.js";
import { modeText } from "../vfs/mode.js";
import type { MimeBundle } from "./displayable.js";
import { element } from "./html/element.js";
import { foldedTable } from "./html/folded.js";
import { code } from "./html/table.js";
import { printable } from "./printable.js";

/** One entry of a directory, as `ls -l` lists it. */
export interface ListedFile {
  readonly name: string;
  readonly kind: NodeKind;
  /** Bytes. */
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Target of a symbolic link. */
  readonly target?: string;
}

/** What a directory holds. */
export function listingBundle(files: readonly ListedFile[], title: string): MimeBundle {
  const rows = files.map((file) => [
    modeText(file.kind, file.mode),
    `${file.uid}:${file.gid}`,
    file.kind === "directory" ? "" : humanSize(file.size),
    nameOf(file),
  ]);
  const html = foldedTable({
    caption: [element("strong", {}, printable(title)), `: ${files.length.toLocaleString("en-US")} names.`],
    headings: ["MODE", "OWNER", "SIZE", "NAME"],
    rows: rows.map(([mode = "", owner, size, name = ""]) => [code(mode), owner, size, code(name)]),
    open: 40,
    folded: 500,
    noun: "names",
    empty: "Nothing: it is empty.",
  });
  const shown = rows.slice(0, 500).map((row) => `${row.join("\t")}\n`);
  const left = rows.length - shown.length;
  return {
    "text/html": html.html,
    "text/plain": `${alignColumns(shown.join(""))}${left > 0 ? `and ${left} more\n` : ""}`,
  };
}

function nameOf({ name, kind, target }: ListedFile): string {
  const link = target === undefined ? "" : ` → ${printable(target)}`;
  return `${printable(name)}${kind === "directory" ? "/" : ""}${link}`;
}
